namespace Discern.Datasets;

/// <summary>Reads a folder of pictures as a data set.</summary>
/// <remarks>
/// Understood are a folder per class; <c>train/ validation/ test/</c> over it (also <c>val</c> and <c>valid</c>, in any case); and
/// <c>index.csv</c>, which goes before both. Where the data set brings no split, one is drawn: stratified by class, by seed, with
/// groups kept together. Everything that is left out or chosen is told in <see cref="Dataset.Remarks"/>.
/// </remarks>
/// <example><code>Dataset dataset = DatasetReader.Read("pictures", new DatasetOptions { Seed = 7 });</code></example>
public static class DatasetReader
{
    /// <summary>Reads the data set; no picture is decoded.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="options">How to split and group; null for the defaults.</param>
    /// <exception cref="DiscernException">The folder is not there, cannot be read, or holds nothing that a classifier can learn from.</exception>
    /// <exception cref="ArgumentException">The shares or the group pattern are wrong.</exception>
    public static Dataset Read(string path, DatasetOptions? options = null)
    {
        options ??= new DatasetOptions();
        Inventory inventory = TakeStock(path, options);
        var remarks = new List<string>(inventory.Remarks);
        List<Example> examples = new SplitAssignment(inventory.Classes, options, remarks).Assign(inventory.Examples, inventory.BringsSplits);
        return new Dataset(inventory.Root, inventory.Classes, examples, remarks, DatasetFingerprint.Of(inventory.Classes, examples, inventory.Sizes));
    }

    /// <summary>Reads pictures that a classifier is to be judged on, all of them: whatever splits the folder has, each is a test picture.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="DiscernException">The folder is not there, cannot be read, or holds no picture of two or more classes.</exception>
    public static Dataset ReadForTest(string path)
    {
        Inventory inventory = TakeStock(path, new DatasetOptions());
        List<Example> examples = [.. inventory.Examples.Select(example => example with { Split = Split.Test })];
        return new Dataset(inventory.Root, inventory.Classes, examples, inventory.Remarks, DatasetFingerprint.Of(inventory.Classes, examples, inventory.Sizes));
    }

    /// <summary>Reads pictures, classes and groups, and draws no split.</summary>
    /// <exception cref="DiscernException">As <see cref="Read(string, DatasetOptions?)"/>.</exception>
    /// <exception cref="ArgumentException">The shares or the group pattern are wrong.</exception>
    internal static Inventory TakeStock(string path, DatasetOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options.Validate();
        GroupPattern? pattern = options.GroupPattern is null ? null : new GroupPattern(options.GroupPattern);
        DirectoryInfo root = Root(path);
        try
        {
            return TakeStock(root, options, pattern);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"The folder '{root.FullName}' cannot be read: {exception.Message.TrimEnd('.')}. Make it readable, and try again.", exception);
        }
    }

    private static DirectoryInfo Root(string path)
    {
        string full = Path.GetFullPath(path);
        if (File.Exists(full))
        {
            throw new DiscernException($"'{full}' is a file. Give the folder that holds the pictures, one folder per class.");
        }

        return Directory.Exists(full)
            ? new DirectoryInfo(full)
            : throw new DiscernException($"There is no folder '{full}'. Give the folder that holds the pictures, one folder per class.");
    }

    private static Inventory TakeStock(DirectoryInfo root, DatasetOptions options, GroupPattern? pattern)
    {
        var remarks = new List<string>();
        List<Listing> listings = File.Exists(Path.Combine(root.FullName, IndexReader.FileName))
            ? new IndexReader(root, remarks).Read()
            : new FolderReader(root, remarks).Read();
        if (listings.Count == 0)
        {
            string reasons = string.Concat(remarks.Select(remark => " " + remark));
            throw new DiscernException($"No picture of a class is in '{root.FullName}'. Put the pictures of each class in a folder with its name.{reasons}");
        }

        listings.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        string[] classes = [.. listings.Select(listing => listing.Category).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (classes.Length == 1)
        {
            string reasons = string.Concat(remarks.Select(remark => " " + remark));
            throw new DiscernException($"All pictures in '{root.FullName}' are of one class, {Sentence.Names(classes)}. A classifier needs two or more: add a folder with pictures of what is something else.{reasons}");
        }

        List<Example> examples = Number(listings, classes, pattern);
        RemarkOnGroups(examples, options, remarks);
        return new Inventory(root.FullName, classes, examples, [.. listings.Select(listing => listing.Size)], listings[0].Split is not null, remarks);
    }

    private static List<Example> Number(List<Listing> listings, string[] classes, GroupPattern? pattern) =>
    [
        .. listings.Select(listing => new Example(
            listing.Path,
            Array.BinarySearch(classes, listing.Category, StringComparer.Ordinal),
            listing.Split ?? Split.Train,
            pattern is null ? listing.Group : pattern.Of(listing.Path))),
    ];

    private static void RemarkOnGroups(List<Example> examples, DatasetOptions options, List<string> remarks)
    {
        if (options.GroupPattern is null)
        {
            return;
        }

        int alone = examples.Count(example => example.Group is null);
        if (alone == examples.Count)
        {
            throw new DiscernException(
                $"The group pattern '{options.GroupPattern}' finds nothing in any file name, such as '{Path.GetFileName(examples[0].Path)}'. Put it right, or leave it out.");
        }

        if (alone > 0)
        {
            remarks.Add($"{Sentence.Count(alone, "picture")} of {examples.Count} stand alone: the group pattern '{options.GroupPattern}' finds nothing in their file names.");
        }
    }
}
