using Discern.Compute.Random;
using Discern.Datasets;
using Discern.Features;
using Discern.Imaging;
using Discern.Runs;

namespace Discern.Synthesizing;

/// <summary>Reads the pictures that may be learnt from: those of the training split alone.</summary>
/// <param name="dataset">The data set.</param>
/// <param name="options">Size, seed, threads.</param>
/// <param name="skipped">Receives those that cannot be read.</param>
/// <param name="remarks">Receives what else there is to say.</param>
internal sealed class TrainingPictures(Dataset dataset, SynthesisOptions options, List<SkippedPicture> skipped, List<string> remarks)
{
    /// <summary>More than these are not held in memory.</summary>
    private const int Most = 10_000;

    private const ulong Purpose = 0x747261696E; // "train"

    /// <summary>The class's pictures.</summary>
    /// <exception cref="DiscernException">There is no such class, or fewer than two of its training pictures can be read.</exception>
    public IReadOnlyList<RealPicture> OfClass(string name, IProgress<SynthesisProgress>? progress, CancellationToken cancellation)
    {
        int label = dataset.Classes.ToList().IndexOf(name);
        if (label < 0)
        {
            throw new DiscernException(
                $"'{dataset.Root}' has no class '{name}'.{Sentence.DidYouMean(name, dataset.Classes)} Its classes are {Sentence.Names(dataset.Classes)}.");
        }

        RealPicture[] pictures = [.. Read(Draw([.. Training.Where(example => example.Label == label)], $"class '{name}'"), progress, cancellation)];
        return pictures.Length >= 2
            ? pictures
            : throw new DiscernException(
                $"The class '{name}' has {Sentence.Count(pictures.Length, "training picture")} that can be read, and two or more are needed to make others from. "
                + "Validation and test pictures are never used: add pictures, or split the data set anew.");
    }

    /// <summary>The pictures of all other classes.</summary>
    public IReadOnlyList<Picture> OfOthers(string name, IProgress<SynthesisProgress>? progress, CancellationToken cancellation) =>
    [
        .. Read(Draw([.. Training.Where(example => !dataset.Classes[example.Label].Equals(name, StringComparison.Ordinal))], "the other classes"), progress, cancellation)
            .Select(real => real.Picture),
    ];

    private IEnumerable<Example> Training => dataset.Of(Split.Train);

    private Example[] Draw(Example[] examples, string whose)
    {
        if (examples.Length <= Most)
        {
            return examples;
        }

        remarks.Add($"Of the {examples.Length:N0} training pictures of {whose} {Most:N0} were drawn: more are not held in memory.");
        new Philox(options.Seed, Purpose).Shuffle<Example>(examples);
        return [.. examples.Take(Most).OrderBy(example => example.Path, StringComparer.Ordinal)];
    }

    private IEnumerable<RealPicture> Read(Example[] examples, IProgress<SynthesisProgress>? progress, CancellationToken cancellation)
    {
        var pipeline = new DecodingPipeline(new DecodeOptions { Width = options.Size, Height = options.Size, Fit = FeatureExtractor.Fit }, options.Threads);
        foreach (DecodedPicture decoded in pipeline.Decode(examples.Select(dataset.FullPath), cancellation))
        {
            progress?.Report(new SynthesisProgress(SynthesisPhase.Reading, decoded.Index + 1, examples.Length));
            if (decoded.Picture is { } picture)
            {
                yield return new RealPicture(examples[decoded.Index].Path, picture);
            }
            else
            {
                skipped.Add(new SkippedPicture(examples[decoded.Index].Path, decoded.Failure!.Reason + "."));
            }
        }
    }
}
