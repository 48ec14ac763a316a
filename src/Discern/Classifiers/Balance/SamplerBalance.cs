using Discern.Balancing;
using Discern.Classifiers.Logistic;
using Discern.Compute;
using Discern.Compute.Memory;
using Discern.Compute.Threading;

namespace Discern.Classifiers.Balance;

/// <summary>Balances a table of features by a sampler, anew for each fold's rows.</summary>
/// <remarks>
/// Where a picture has several views, the sampler looks at the first, and what it chooses holds for all: a picture stays or goes with all its views,
/// and a made row lies between two pictures view by view.
/// </remarks>
/// <param name="sampler">Chooses.</param>
/// <param name="classes">The classes' names.</param>
/// <param name="seed">The seed of what is drawn.</param>
internal sealed class SamplerBalance(Sampler sampler, IReadOnlyList<string> classes, ulong seed) : ITrainingBalance
{
    /// <summary>The balance that a sampler's name asks for; null where it leaves all as it is.</summary>
    public static SamplerBalance? Of(Sampler? sampler, IReadOnlyList<string> classes, ulong seed) =>
        sampler is null or NoSampling ? null : new SamplerBalance(sampler, classes, seed);

    public BalancedTable Apply(TrainingTable table, int[] rows, Workers workers, CancellationToken cancellation)
    {
        int[] firsts = FirstViews(table, rows);
        using var arena = new Arena(Arena.BytesOf(new Shape(firsts.Length, table.Features.Shape[1])));
        Tensor pictures = Gather(table.Features, firsts, arena);
        Resampling chosen = sampler.Resample(new SamplingTable(pictures, [.. firsts.Select(row => table.Labels[row])], classes), seed, workers, cancellation);
        Source[] sources = [.. Sources(table, firsts, chosen)];
        var balanced = new Arena(Arena.BytesOf(new Shape(sources.Length, table.Features.Shape[1])));
        Tensor features = balanced.Tensor(0, new Shape(sources.Length, table.Features.Shape[1]));
        for (int place = 0; place < sources.Length; place++)
        {
            Source source = sources[place];
            Resampling.Interpolate(table.Features.Slice(source.First, 1).Values, table.Features.Slice(source.Second, 1).Values, source.Share, features.Slice(place, 1).Values);
        }

        var result = new TrainingTable(features, [.. sources.Select(source => table.Labels[source.First])], table.Classes)
        {
            Weights = table.Weights is { } weights ? [.. sources.Select(source => weights[source.First])] : null,
        };
        return new BalancedTable(result, chosen, balanced);
    }

    private static int[] FirstViews(TrainingTable table, int[] rows)
    {
        if (table.FirstViews is not { } firsts)
        {
            return rows;
        }

        var some = rows.ToHashSet();
        return [.. firsts.Where(some.Contains)];
    }

    private static Tensor Gather(Tensor features, int[] rows, Arena arena)
    {
        Tensor target = arena.Tensor(0, new Shape(rows.Length, features.Shape[1]));
        for (int place = 0; place < rows.Length; place++)
        {
            features.Slice(rows[place], 1).Values.CopyTo(target.Slice(place, 1).Values);
        }

        return target;
    }

    private static Dictionary<int, int> ViewsByFirst(TrainingTable table) =>
        table.FirstViews is { } firsts
            ? firsts.Zip(firsts.Skip(1).Append(table.Count), (first, next) => (first, next - first)).ToDictionary(pair => pair.first, pair => pair.Item2)
            : [];

    private static IEnumerable<Source> Sources(TrainingTable table, int[] firsts, Resampling chosen)
    {
        Dictionary<int, int> views = ViewsByFirst(table);
        int Views(int picture) => views.GetValueOrDefault(firsts[picture], 1);
        foreach (int picture in chosen.Kept.Concat(chosen.Copies))
        {
            for (int view = 0; view < Views(picture); view++)
            {
                yield return new Source(firsts[picture] + view, firsts[picture] + view, 0);
            }
        }

        foreach (SyntheticRow row in chosen.Synthetic)
        {
            for (int view = 0; view < Math.Min(Views(row.First), Views(row.Second)); view++)
            {
                yield return new Source(firsts[row.First] + view, firsts[row.Second] + view, row.Share);
            }
        }
    }

    private readonly record struct Source(int First, int Second, float Share);
}
