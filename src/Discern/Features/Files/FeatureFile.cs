using CsvHelper;
using Discern.Datasets;
using Discern.Runs;

namespace Discern.Features.Files;

/// <summary>Writes the features of a folder of pictures for other programs: a matrix in NumPy's format, and what each row is.</summary>
/// <remarks>
/// <c>index.csv</c> beside the matrix has a line for each of its rows, in their order: <c>path</c> in the folder, <c>category</c> and
/// <c>split</c> as the folders' names tell them, empty where they do not. Pictures that cannot be read are in neither. Nothing is
/// held but the pictures under way, so that any number of them takes the same memory.
/// </remarks>
/// <example><code>
/// using var extractor = new FeatureExtractor(BackboneRegistry.Default, new FeatureOptions(), Workers.Shared);
/// long rows = FeatureFile.Write(new PictureFolder("pictures"), extractor, "features.npy", row => { });
/// // in Python: numpy.load("features.npy", mmap_mode="r")
/// </code></example>
public static class FeatureFile
{
    /// <summary>The name of the file that says what each row is.</summary>
    public const string IndexName = "index.csv";

    /// <summary>Writes both files.</summary>
    /// <param name="pictures">The pictures, in the order of their paths.</param>
    /// <param name="extractor">The body.</param>
    /// <param name="path">The matrix; its folder exists. Files of these names are replaced.</param>
    /// <param name="onPicture">Is told each picture, also where it cannot be read.</param>
    /// <param name="cancellation">Stops between pictures; nothing is then written.</param>
    /// <returns>How many rows there are.</returns>
    /// <exception cref="DiscernException">The folder cannot be read, holds no picture that can be read, or a file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static long Write(PictureFolder pictures, FeatureExtractor extractor, string path, Action<FeatureRow> onPicture, CancellationToken cancellation = default)
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
            csv.WriteRecord(["path", "category", "split"]);
            foreach (FeatureRow row in extractor.Stream(pictures.Pictures(), cancellation: cancellation))
            {
                onPicture(row);
                if (row.Values is { } values)
                {
                    writer.Write(values);
                    csv.WriteRecord(Describe(Path.GetRelativePath(pictures.Path, row.Path).Replace(Path.DirectorySeparatorChar, '/')));
                }
            }

            rows = writer.Rows > 0
                ? writer.Rows
                : throw new DiscernException($"No picture in '{pictures.Path}' can be read, so that there are no features to write. Give a folder with pictures.");
            writer.Finish();
        }));
        return rows;
    }

    private static string[] Describe(string path)
    {
        string[] parts = path.Split('/');
        Split? split = parts.Length > 2 ? SplitNames.Parse(parts[0]) : null;
        string category = split is not null ? parts[1] : parts.Length > 1 ? parts[0] : "";
        return [path, category, split is { } known ? SplitNames.Name(known) : ""];
    }
}
