using CsvHelper;
using Discern.Datasets;

namespace Discern.Faces;

/// <summary>Carries an <c>index.csv</c> through: all its columns and rows stay, each row stands for a crop, and <c>path</c> leads to it.</summary>
/// <remarks>A row whose picture has several crops becomes several; one whose picture has none is left out, and counted.</remarks>
internal sealed class CropIndex
{
    private const string PathColumn = "path";

    private static readonly CsvReaderOptions Format = new()
    {
        Separator = ',',
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        MaxRecordSize = 1 << 20, // a quote that is never closed would else take in the whole file
    };

    private readonly string root;
    private readonly Dictionary<string, IReadOnlyList<CroppedFace>> crops;
    private readonly Lazy<PictureNames> names;

    /// <param name="root">The full path of the folder that holds the pictures and the index.</param>
    /// <param name="pictures">What became of them.</param>
    public CropIndex(string root, IEnumerable<CroppedPicture> pictures)
    {
        this.root = root;
        crops = pictures.ToDictionary(picture => picture.Path, picture => picture.Faces, StringComparer.Ordinal);
        names = new(() => new PictureNames(new DirectoryInfo(root)));
    }

    /// <summary>Writes the index of the crops.</summary>
    /// <returns>How many rows were left out, because their picture gave no crop or is not there.</returns>
    /// <exception cref="DiscernException">The index is malformed; the sentence says the line.</exception>
    public int Write(Stream stream)
    {
        string index = Path.Combine(root, IndexReader.FileName);
        using var source = CsvReader.FromFile(index, Format);
        using var target = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        try
        {
            return Copy(source, target);
        }
        catch (CsvFormatException exception)
        {
            throw new DiscernException(
                $"'{index}' is not a well-formed table at line {exception.LineNumber}: {exception.Message.TrimEnd('.')}. Put the row right, or take it out.",
                exception);
        }
    }

    private int Copy(CsvReader source, CsvWriter target)
    {
        List<string> columns = [.. source.Headers];
        int path = columns.IndexOf(PathColumn);
        if (path < 0)
        {
            path = columns.Count;
            columns.Add(PathColumn);
        }

        WriteRow(target, columns);
        int left = 0;
        while (source.Read())
        {
            List<string> row = [.. Enumerable.Range(0, source.Headers.Count).Select(column => source.GetString(column))];
            string? picture = PictureOf(row, columns, path);
            IReadOnlyList<CroppedFace> faces = picture is not null && crops.TryGetValue(picture, out IReadOnlyList<CroppedFace>? found) ? found : [];
            left += faces.Count == 0 ? 1 : 0;
            if (row.Count < columns.Count)
            {
                row.Add("");
            }

            foreach (CroppedFace face in faces)
            {
                row[path] = face.Path;
                WriteRow(target, row);
            }
        }

        return left;
    }

    /// <summary>The picture of a row, from the folder; only pictures that were looked at count, so that no path leads out of it.</summary>
    private string? PictureOf(List<string> row, List<string> columns, int path)
    {
        if (path < row.Count && row[path].Length > 0)
        {
            return row[path].Replace('\\', '/');
        }

        FileInfo? file = names.Value.Find(Field("id"), Field("category"));
        return file is null ? null : Path.GetRelativePath(root, file.FullName).Replace(Path.DirectorySeparatorChar, '/');

        string Field(string name) => columns.IndexOf(name) is >= 0 and int column && column < row.Count ? row[column] : "";
    }

    private static void WriteRow(CsvWriter csv, List<string> fields)
    {
        foreach (string field in fields)
        {
            csv.WriteField(field);
        }

        csv.EndRecord();
    }
}
