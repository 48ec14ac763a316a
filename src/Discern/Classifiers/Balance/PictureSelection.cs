using Discern.Balancing;
using Discern.Classifiers.Transfer;
using Discern.Compute;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Datasets;
using Discern.Features;

namespace Discern.Classifiers.Balance;

/// <summary>Which training pictures are learnt from, and how often: chosen by a sampler from what the default pretrained network sees in them.</summary>
internal sealed class PictureSelection
{
    private readonly Dictionary<int, int> times;

    private PictureSelection(Dictionary<int, int> times, Resampling resampling)
    {
        this.times = times;
        Resampling = resampling;
    }

    /// <summary>What the sampler chose.</summary>
    public Resampling Resampling { get; }

    /// <summary>Refuses a sampler that makes rows, where pictures are learnt from.</summary>
    /// <exception cref="ArgumentException">It does; the sentence says what to take instead.</exception>
    public static void Require(Sampler? sampler, string recipe)
    {
        if (Refusal(sampler, recipe) is { } sentence)
        {
            throw new ArgumentException(sentence);
        }
    }

    /// <summary>Why a sampler cannot be taken where pictures are learnt from, as a sentence; null where it can.</summary>
    public static string? Refusal(Sampler? sampler, string recipe) => sampler is { Synthesizes: true }
        ? $"The recipe {recipe} learns from pictures, and '{sampler.Name}' makes rows of features that are no pictures. Take a way that keeps or repeats pictures, such as oversample or cluster, or the recipe transfer."
        : null;

    /// <summary>Chooses.</summary>
    /// <param name="examples">The pictures that can be read.</param>
    /// <param name="sampler">One that makes no rows.</param>
    /// <param name="seed">The seed of what it draws.</param>
    /// <param name="featureFolder">Where features are kept; null keeps none.</param>
    /// <param name="clock">Is told how many pictures are done.</param>
    /// <param name="workers">Who computes.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="DiscernException">The pretrained network is not there, or nothing can be chosen from.</exception>
    public static PictureSelection Choose(
        ReadableExamples examples, Sampler sampler, ulong seed, string? featureFolder, RunClock clock, Workers workers, CancellationToken cancellation)
    {
        (Example Example, int Index)[] pictures = [.. examples.Of(Split.Train)];
        using FeatureExtractor extractor = RunBackbone.Find(nameOrPath: null).Open(featureFolder, workers);
        var shape = new Shape(pictures.Length, extractor.Columns);
        using var arena = new Arena(Arena.BytesOf(shape));
        Tensor table = arena.Tensor(0, shape);
        var roots = new FeatureRoots();
        foreach (FeatureRow row in extractor.Stream([.. pictures.Select(picture => examples.Dataset.FullPath(picture.Example))], cancellation: cancellation))
        {
            float[] values = row.Values ?? throw new DiscernException($"{row.Failure!.Message} It could be read a moment ago: put it back, or leave it out, and train again.");
            roots.Apply(values);
            values.CopyTo(table.Slice(row.Index, 1).Values);
            clock.Report(row.Index + 1, pictures.Length);
        }

        Resampling chosen = sampler.Resample(new SamplingTable(table, [.. pictures.Select(picture => picture.Example.Label)], examples.Dataset.Classes), seed, workers, cancellation);
        return new PictureSelection(chosen.Kept.Concat(chosen.Copies).CountBy(place => pictures[place].Index).ToDictionary(), chosen);
    }

    /// <summary>How often a picture is learnt from.</summary>
    /// <param name="picture">Its number in the data set.</param>
    public int TimesOf(int picture) => times.GetValueOrDefault(picture);
}
