using System.Text.Json;
using Discern.Classifiers.Transfer;
using Discern.Compute.Threading;
using Discern.Datasets;
using Discern.Features;
using Discern.Imaging;
using Discern.Runs;
using Discern.Splitting;
using Discern.Synthesizing.Judging;

namespace Discern.Synthesizing;

/// <summary>Makes new pictures of a class from its training pictures, and says how they fare beside real ones.</summary>
/// <remarks>
/// The folder holds the pictures below the class's name, <c>index.csv</c>, <c>contact-sheet.png</c> and <c>synthesis.json</c>. It is in its place
/// only once it is whole. Pictures to validate and to test on are never looked at.
/// </remarks>
/// <example><code>
/// SynthesisResult made = ClassSynthesis.Run("pictures", "santa", "more-santas", new SynthesisOptions { Count = 200, Method = "augment" });
/// Console.WriteLine(made.TwoSampleTest?.Sentence);
/// </code></example>
public static class ClassSynthesis
{
    /// <summary>The picture that shows real beside synthetic ones.</summary>
    public const string SheetName = "contact-sheet.png";

    private const string Maker = "synthesis";
    private const int Chunk = 256;

    /// <summary>Makes pictures.</summary>
    /// <param name="data">The data set's folder.</param>
    /// <param name="className">The class to make pictures of.</param>
    /// <param name="output">The folder to make; it is not there yet.</param>
    /// <param name="options">How many, how large, in which way.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellation">Stops it; nothing is left then.</param>
    /// <exception cref="DiscernException">The data set cannot be read, has no such class or too few pictures of it, or the place is taken or not writable.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, or does not go with the way.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static SynthesisResult Run(
        string data, string className, string output, SynthesisOptions options, IProgress<SynthesisProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(data);
        ArgumentException.ThrowIfNullOrWhiteSpace(className);
        ArgumentException.ThrowIfNullOrWhiteSpace(output);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Synthesizer method = Synthesizers.Find(options.Method);
        method.Check(options);
        string place = Path.TrimEndingDirectorySeparator(Path.GetFullPath(output));
        DraftFolder.Check(place, Path.GetFullPath(data), Maker);
        Dataset dataset = DatasetReader.Read(data, options.Data);
        List<SkippedPicture> skipped = [];
        List<string> remarks = [.. dataset.Remarks];
        RemarkOnSplit(data, options, remarks);
        using var workers = new Workers(options.Threads);
        var pictures = new TrainingPictures(dataset, options, skipped, remarks);
        var task = new SynthesisTask
        {
            Dataset = dataset,
            Class = className,
            Real = pictures.OfClass(className, progress, cancellation),
            Others = method.LearnsFromOthers ? pictures.OfOthers(className, progress, cancellation) : [],
            Options = options,
            Workers = workers,
            Progress = progress,
            Cancellation = cancellation,
            Remarks = remarks,
            Skipped = skipped,
        };
        try
        {
            return Write(task, method, place);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"The pictures '{place}' cannot be written: {exception.Message.TrimEnd('.')}. Make room, or name a folder that can be written to.", exception);
        }
    }

    /// <summary>A split that is drawn for the occasion is drawn anew by whoever learns: parents must not be in its test.</summary>
    private static void RemarkOnSplit(string data, SynthesisOptions options, List<string> remarks)
    {
        if (!DatasetReader.TakeStock(data, options.Data).BringsSplits)
        {
            remarks.Add(
                $"The data set brings no split, so one was drawn with seed {options.Data.Seed}, and only its training pictures are parents. "
                + "Learn with the same seed, or split it for good with 'discern split' first: else a picture to test on may have descendants to learn from.");
        }
    }

    private static SynthesisResult Write(SynthesisTask task, Synthesizer method, string place)
    {
        using DraftFolder draft = DraftFolder.Begin(place, Maker, task.Remarks);
        string folder = UniqueNames.Of([task.Class])[0];
        Directory.CreateDirectory(Path.Combine(draft.Path, folder));
        using FeatureExtractor extractor = RunBackbone.Find(nameOrPath: null).Open(featureFolder: null, task.Workers);
        using var features = new PictureFeatures(task.Real.Count, task.Options.Count, extractor.Columns);
        features.Add(extractor.Stream(task.Real.Select(real => real.Picture), task.Cancellation));
        var paths = new List<string>(task.Options.Count);
        var parents = new List<IReadOnlyList<string>>(task.Options.Count);
        foreach (SyntheticPicture[] chunk in method.Draw(task).Chunk(Chunk))
        {
            foreach (SyntheticPicture made in chunk)
            {
                task.Cancellation.ThrowIfCancellationRequested();
                paths.Add($"{folder}/{SynthesisName.Of(method.Name, task.Options.Seed, paths.Count + 1, made.Parents)}");
                parents.Add(made.Parents);
                File.WriteAllBytes(Path.Combine(draft.Path, paths[^1]), PictureEncoder.Png(made.Picture));
                task.Progress?.Report(new SynthesisProgress(SynthesisPhase.Drawing, paths.Count, task.Options.Count));
            }

            features.Add(extractor.Stream(chunk.Select(made => made.Picture), task.Cancellation));
        }

        NearestReal nearest = NearestReal.Of(features, task.Workers, task.Cancellation);
        SynthesisResult result = Describe(task, place, nearest, Test(task, features, parents));
        SynthesisIndex.Write(draft.Path, task.Class, method.Name, paths.Select((path, made) =>
            new SynthesisRow(path, parents[made], task.Real[nearest.Places[made]].Path, nearest.Distances[made])));
        byte[] sheet = ContactSheet.Draw(task, [.. paths.Select(path => Path.Combine(draft.Path, path))], nearest);
        AtomicFile.Write(Path.Combine(draft.Path, SheetName), stream => stream.Write(sheet));
        var document = new SynthesisDocument(task.Options, task.Dataset.Fingerprint, result);
        AtomicFile.Write(Path.Combine(draft.Path, "synthesis.json"), stream => JsonSerializer.Serialize(stream, document, SynthesisJson.Readable.SynthesisDocument));
        draft.Finish();
        return result;
    }

    private static TwoSampleResult? Test(SynthesisTask task, PictureFeatures features, List<IReadOnlyList<string>> parents)
    {
        Dictionary<string, int> places = task.Real.Index().ToDictionary(real => real.Item.Path, real => real.Index, StringComparer.Ordinal);
        int[] first = [.. parents.Select(names => names.Count > 0 ? places.GetValueOrDefault(names[0], -1) : -1)];
        return TwoSampleTest.Run(features, first, task.Options.Seed, task.Workers, task.Remarks, task.Cancellation);
    }

    private static SynthesisResult Describe(SynthesisTask task, string place, NearestReal nearest, TwoSampleResult? test) => new()
    {
        Path = place,
        Class = task.Class,
        Method = task.Options.Method,
        Count = task.Options.Count,
        Size = task.Options.Size,
        Seed = task.Options.Seed,
        Real = task.Real.Count,
        Nearest = nearest,
        TwoSampleTest = test,
        Skipped = task.Skipped,
        Remarks = task.Remarks,
    };
}
