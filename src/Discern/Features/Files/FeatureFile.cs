using CsvHelper;
using Discern.Manifests;
using Discern.Runs;

namespace Discern.Features.Files;

/// <summary>Writes the features of pictures for other programs: a matrix in NumPy's format, and what each row is.</summary>
/// <remarks>
/// <c>index.csv</c> beside the matrix has a line for each of its rows, in their order: <c>path</c> in the folder, <c>category</c> and
/// <c>split</c> as the folders' names, or a table, tell them, empty where they do not. Pictures that cannot be read are in neither. Nothing is
/// held but the pictures under way, so that any number of them takes the same memory.
/// </remarks>
/// <example><code>
/// using var extractor = new FeatureExtractor(BackboneRegistry.Default, new FeatureOptions(), Workers.Shared);
/// long rows = FeatureFile.Write(Manifest.Open("pictures"), extractor, "features.npy", row => { });
/// // in Python: numpy.load("features.npy", mmap_mode="r")
/// </code></example>
public static class FeatureFile
{
    /// <summary>The name of the file that says what each row is.</summary>
    public const string IndexName = "index.csv";

    /// <summary>The columns of that file.</summary>
    internal static string[] Columns { get; } = ["path", "category", "split"];

    /// <summary>Writes both files.</summary>
    /// <param name="pictures">The pictures: the rows come in their order.</param>
    /// <param name="extractor">The body.</param>
    /// <param name="path">The matrix; its folder exists. Files of these names are replaced.</param>
    /// <param name="onPicture">Is told each picture, also where it cannot be read.</param>
    /// <param name="cancellation">Stops between pictures; nothing is then written.</param>
    /// <returns>How many rows there are.</returns>
    /// <exception cref="DiscernException">The manifest cannot be read, has no picture that can be read, or a file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static long Write(Manifest pictures, FeatureExtractor extractor, string path, Action<FeatureRow> onPicture, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(extractor);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(onPicture);
        long rows = 0;
        string index = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, IndexName);
        AtomicFile.Write(path, matrix => AtomicFile.WriteText(index, text =>
        {
            var writer = new NumpyWriter(matrix, extractor.Columns);
            using var csv = CsvWriter.Create(text, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
            csv.WriteRecord(Columns);
            var trail = new EntryTrail(pictures.Entries());
            foreach (FeatureRow row in extractor.Stream(trail.Files(), cancellation: cancellation))
            {
                ManifestEntry entry = trail.Next();
                onPicture(row);
                if (row.Values is { } values)
                {
                    writer.Write(values);
                    csv.WriteRecord(Describe(entry));
                }
            }

            rows = writer.Rows > 0
                ? writer.Rows
                : throw new DiscernException($"No picture of '{pictures.Path}' can be read, so that there are no features to write. Give a folder with pictures.");
            writer.Finish();
        }));
        return rows;
    }

    /// <summary>What the index says of a row.</summary>
    internal static string[] Describe(ManifestEntry entry) => [entry.Path, entry.Category, entry.Split is { } split ? Datasets.SplitNames.Name(split) : ""];
}
