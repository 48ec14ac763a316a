using Discern.Compute;
using Discern.Compute.Threading;
using Discern.Datasets;

namespace Discern.Clustering;

/// <summary>k-means: clusters around their means, by Lloyd's rounds with bounds that spare most distances.</summary>
/// <remarks>
/// Lloyd, "Least squares quantization in PCM" (1982); the bounds are Hamerly's, "Making k-means even faster" (SDM 2010), and change no answer.
/// A row as near to two centres belongs to the first; a cluster that loses all its rows takes the row that is farthest from its centre.
/// </remarks>
/// <example><code>KMeansResult result = KMeans.Fit(features, new KMeansOptions { Clusters = 50 }, Workers.Shared);</code></example>
public static class KMeans
{
    /// <summary>Clusters rows from first centres that are drawn by seed.</summary>
    /// <param name="table">Rows × features, at least one row.</param>
    /// <param name="options">How many clusters.</param>
    /// <param name="workers">Who computes; their number does not change the bits.</param>
    /// <param name="cancellation">Stops between two rounds.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or there are no rows.</exception>
    /// <exception cref="DiscernException">A value is not finite.</exception>
    public static KMeansResult Fit(Tensor table, KMeansOptions options, Workers workers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(workers);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Clusters, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfZero(table.Shape.Batch, nameof(table));
        int wanted = Math.Min(options.Clusters, table.Shape.Batch);
        List<int> seeds = KMeansSeeding.Draw(table, wanted, options.Seed, workers, cancellation);
        float[][] centres = [.. seeds.Select(row => table.Slice(row, 1).Values.ToArray())];
        KMeansResult result = Fit(table, centres, options, workers, cancellation);
        return seeds.Count == options.Clusters ? result : result with
        {
            Remarks = [$"{Sentence.Count(seeds.Count, "cluster")} instead of {options.Clusters}: the {table.Shape.Batch} rows are not more different than that."],
        };
    }

    /// <summary>Clusters rows from given first centres.</summary>
    /// <param name="table">Rows × features, at least one row.</param>
    /// <param name="centres">The first centres, one or more.</param>
    /// <param name="options">Rounds and tolerance; the number of clusters is that of the centres.</param>
    /// <param name="workers">Who computes; their number does not change the bits.</param>
    /// <param name="cancellation">Stops between two rounds.</param>
    /// <exception cref="ArgumentException">A centre has another number of features than the rows, or there are no rows or centres.</exception>
    /// <exception cref="DiscernException">A value is not finite.</exception>
    public static KMeansResult Fit(Tensor table, IReadOnlyList<float[]> centres, KMeansOptions options, Workers workers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(centres);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(workers);
        ArgumentOutOfRangeException.ThrowIfZero(table.Shape.Batch, nameof(table));
        ArgumentOutOfRangeException.ThrowIfZero(centres.Count, nameof(centres));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumIterations, 1, nameof(options));
        if (centres.Any(centre => centre.Length != table.Shape[1]))
        {
            throw new ArgumentException($"A centre needs {table.Shape[1]} features, as many as a row.", nameof(centres));
        }

        using var rounds = new LloydRounds(table, centres, workers);
        double tolerance = options.Tolerance > 0 ? options.Tolerance * rounds.MeanVariance() : 0;
        int iteration = 0;
        while (true)
        {
            bool isChanged = rounds.Assign(cancellation);
            if (!isChanged || iteration == options.MaximumIterations)
            {
                break;
            }

            iteration++;
            if (rounds.Move() <= tolerance)
            {
                rounds.Assign(cancellation);
                break;
            }
        }

        return new KMeansResult { Labels = rounds.Labels, Centres = rounds.CentresAsRows(), Inertia = rounds.Inertia(), Iterations = iteration };
    }
}
