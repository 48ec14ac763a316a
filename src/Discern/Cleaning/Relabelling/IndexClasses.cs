using CsvHelper;
using Discern.Datasets;
using Discern.Runs;

namespace Discern.Cleaning.Relabelling;

/// <summary>The classes that an <c>index.csv</c> gives to pictures, to be changed: every other field stays as it is.</summary>
/// <param name="root">The collection's folder.</param>
internal sealed class IndexClasses(string root)
{
    private static readonly CsvReaderOptions Reading = new()
    {
        Separator = ',',
        HasHeader = false, // the header is a record like the others, written back as it is
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        MaxRecordSize = 1 << 20,
    };

    private static readonly CsvWriterOptions Writing = new() { NewLine = "\n" };

    /// <summary>Where the table is.</summary>
    public string TablePath { get; } = Path.Combine(root, IndexReader.FileName);

    /// <summary>Gives pictures other classes, all of them or none.</summary>
    /// <param name="classes">The new class by the picture's path, forward slashes.</param>
    /// <exception cref="DiscernException">The table cannot be read or written, has no paths, or has no row for a picture.</exception>
    public void Change(IReadOnlyDictionary<string, string> classes)
    {
        List<string[]> rows = Rows();
        (int category, int path) = Columns(rows);
        var changed = new HashSet<string>(StringComparer.Ordinal);
        foreach (string[] row in rows.Skip(1).Where(row => row.Length > Math.Max(category, path)))
        {
            string picture = Normal(row[path]);
            if (classes.TryGetValue(picture, out string? name))
            {
                row[category] = name;
                changed.Add(picture);
            }
        }

        if (classes.Keys.FirstOrDefault(picture => !changed.Contains(picture)) is { } missing)
        {
            throw new DiscernException($"'{TablePath}' has no row with the path '{missing}', so that its class cannot be changed there. Put the path into the picture's row.");
        }

        AtomicFile.WriteText(TablePath, text =>
        {
            using CsvWriter csv = CsvWriter.Create(text, Writing, leaveOpen: true);
            foreach (string[] row in rows)
            {
                foreach (string field in row)
                {
                    csv.WriteField(field);
                }

                csv.EndRecord();
            }
        });
    }

    /// <summary>The class of each picture that has a row with its path.</summary>
    /// <exception cref="DiscernException">As <see cref="Change"/>.</exception>
    public IReadOnlyDictionary<string, string> Read()
    {
        List<string[]> rows = Rows();
        (int category, int path) = Columns(rows);
        var classes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string[] row in rows.Skip(1).Where(row => row.Length > Math.Max(category, path)))
        {
            classes[Normal(row[path])] = row[category].Trim();
        }

        return classes;
    }

    private (int Category, int Path) Columns(List<string[]> rows)
    {
        string[] header = rows.Count > 0 ? [.. rows[0].Select(name => name.Trim())] : [];
        (int category, int path) = (Array.IndexOf(header, "category"), Array.IndexOf(header, "path"));
        return category >= 0 && path >= 0
            ? (category, path)
            : throw new DiscernException($"Classes can be changed in '{TablePath}' only if it has the columns 'category' and 'path': a picture that is found by its id may be found no more under another category. Add the column 'path'.");
    }

    private string Normal(string path) =>
        Path.GetRelativePath(root, Path.GetFullPath(path.Trim().Replace('\\', '/'), root)).Replace(Path.DirectorySeparatorChar, '/');

    private List<string[]> Rows()
    {
        try
        {
            using CsvReader csv = CsvReader.FromFile(TablePath, Reading);
            var rows = new List<string[]>();
            while (csv.Read())
            {
                rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
            }

            return rows;
        }
        catch (CsvFormatException exception)
        {
            throw new DiscernException($"'{TablePath}' is not a well-formed table at line {exception.LineNumber}: {exception.Message.TrimEnd('.')}. Put the row right.", exception);
        }
    }
}
