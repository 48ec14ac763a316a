using Discern.Cleaning;
using Discern.Cleaning.NearDuplicates;
using Discern.Compute.Threading;
using Discern.Datasets;
using Discern.Runs;

namespace Discern.Splitting;

/// <summary>Splits a data set into train, validation and test for good: stratified, by seed, with what belongs together kept together.</summary>
/// <example><code>
/// SplitResult result = DatasetSplitter.Split("pictures", "pictures-split", new SplitOptions { Data = new() { GroupPattern = "^(person[0-9]+)_" } });
/// Dataset dataset = DatasetReader.Read(result.Path); // with the splits that were drawn
/// </code></example>
public static class DatasetSplitter
{
    /// <summary>Splits, and writes the folder or the table.</summary>
    /// <param name="data">The folder of the data set, as <see cref="DatasetReader"/> knows it; splits that it brings are drawn anew.</param>
    /// <param name="output">The folder to make; with <see cref="SplitMethod.Csv"/> the folder to put the table into, which may be the data set's own.</param>
    /// <param name="options">Shares, groups, and how to write.</param>
    /// <param name="progress">Is told how far it is; may be called from several threads.</param>
    /// <param name="cancellation">Stops it; nothing is left then.</param>
    /// <exception cref="DiscernException">The data set cannot be read or is too small, or the place is taken or not writable.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static SplitResult Split(string data, string output, SplitOptions options, IProgress<SplitProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(data);
        ArgumentException.ThrowIfNullOrWhiteSpace(output);
        ArgumentNullException.ThrowIfNull(options);
        string path = FullPath(output);
        Check(path, FullPath(data), options.Method);
        Inventory inventory = DatasetReader.TakeStock(FullPath(data), options.Data);
        var remarks = new List<string>(inventory.Remarks);
        if (inventory.BringsSplits)
        {
            remarks.Add("The data set brings splits of its own: all its pictures were taken together and split anew.");
        }

        var skipped = new List<SkippedPicture>();
        List<Example> together = options.NearDuplicates is { } alike
            ? KeepDuplicatesTogether(inventory, alike, options.Threads, skipped, progress, cancellation)
            : inventory.Examples;
        List<Example> drawn = new SplitAssignment(inventory.Classes, options.Data, remarks).Assign(together, isGiven: false);
        try
        {
            return Write(new Plan(inventory, drawn, path, options), skipped, remarks, progress, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"The split '{path}' cannot be written: {exception.Message.TrimEnd('.')}. Make room, or name a folder that can be written to.", exception);
        }
    }

    private static string FullPath(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    private static void Check(string path, string data, SplitMethod method)
    {
        if (method != SplitMethod.Csv)
        {
            SplitFolder.Check(path, data);
        }
        else if (Path.Exists(Path.Combine(path, IndexReader.FileName)))
        {
            throw new DiscernException($"'{path}' holds a file {IndexReader.FileName} already, and no split overwrites what it did not make. Name another folder.");
        }
    }

    private static List<Example> KeepDuplicatesTogether(
        Inventory inventory, NearDuplicateOptions options, int threads, List<SkippedPicture> skipped, IProgress<SplitProgress>? progress, CancellationToken cancellation)
    {
        using var workers = new Workers(threads);
        var collection = new Collection(
            inventory.Root, [.. inventory.Examples.Select(example => new CollectedPicture(example.Path, inventory.Classes[example.Label], Split: null))], inventory.Remarks);
        Survey survey = Survey.Read(collection, threads, new Reading(progress), cancellation);
        progress?.Report(new SplitProgress(SplitPhase.Comparing, 0, survey.Pictures.Count));
        List<Example> joined = Grouping.Join(inventory.Examples, DuplicateFinder.Find(survey, options, workers, cancellation));
        skipped.AddRange(survey.Pictures.Where(picture => picture.Facts is null).Select(picture => new SkippedPicture(picture.Path, picture.Failure!)));
        List<Example> readable = [.. survey.Readable.Select(index => joined[index])];
        HashSet<string> present = [.. readable.Select(example => inventory.Classes[example.Label])];
        return survey.Pictures.FirstOrDefault(picture => !present.Contains(picture.Label!)) is { } lost
            ? throw new DiscernException(
                $"No picture of the class '{lost.Label}' can be read; the first, '{lost.Path}': {lost.Failure} Bring readable ones, or take the class out.")
            : readable;
    }

    private static SplitResult Write(Plan plan, List<SkippedPicture> skipped, List<string> remarks, IProgress<SplitProgress>? progress, CancellationToken cancellation)
    {
        (Inventory inventory, List<Example> examples, string path, SplitOptions options) = plan;
        if (options.Method == SplitMethod.Csv)
        {
            SplitPicture[] rows = [.. examples.Select(example => new SplitPicture(example.Path, example))];
            Directory.CreateDirectory(path);
            SplitIndex.Write(path, rows, inventory.Classes);
            if (!path.Equals(inventory.Root, StringComparison.Ordinal))
            {
                remarks.Add($"The paths in {IndexReader.FileName} are relative to '{inventory.Root}': put it there to train on this split.");
            }

            return Result(rows, links: 0, copies: 0);
        }

        string[] classFolders = SplitLayout.ClassFolders(inventory.Classes, remarks);
        string[] paths = SplitLayout.Paths(examples, classFolders, remarks);
        using SplitFolder folder = SplitFolder.Begin(path, remarks);
        folder.MakeFolders(Enum.GetValues<Split>().Where(part => options.Data.Shares[part] > 0), classFolders);
        var placed = new List<SplitPicture>(examples.Count);
        for (int index = 0; index < examples.Count; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            string source = Path.Combine(inventory.Root, examples[index].Path.Replace('/', Path.DirectorySeparatorChar));
            if (folder.Place(source, paths[index], links: options.Method == SplitMethod.Link) is { } reason)
            {
                skipped.Add(new SkippedPicture(examples[index].Path, reason));
            }
            else
            {
                placed.Add(new SplitPicture(paths[index], examples[index]));
            }

            progress?.Report(new SplitProgress(SplitPhase.Placing, index + 1, examples.Count));
        }

        if (placed.Count == 0)
        {
            throw new DiscernException($"None of the pictures can be read; the first, '{skipped[0].Path}': {skipped[0].Reason} Nothing was written.");
        }

        folder.Finish(placed, inventory.Classes);
        if (options.Method == SplitMethod.Link && folder.Copies > 0)
        {
            remarks.Add($"{Sentence.Count(folder.Copies, "picture")} of {placed.Count} had to be copied: the file system allows no hard link from '{inventory.Root}' to '{path}'.");
        }

        return Result(placed, folder.Links, folder.Copies);

        SplitResult Result(IReadOnlyList<SplitPicture> pictures, int links, int copies) => new(
            path, inventory.Classes, pictures, GroupingCost.Of([.. pictures.Select(picture => picture.Example)], options.Data), links, copies, skipped, remarks);
    }

    private sealed record Plan(Inventory Inventory, List<Example> Examples, string Path, SplitOptions Options);

    private sealed class Reading(IProgress<SplitProgress>? progress) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value) => progress?.Report(new SplitProgress(SplitPhase.Reading, value.Done, value.Total));
    }
}
