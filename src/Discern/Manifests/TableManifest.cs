using CsvHelper;
using Discern.Datasets;

namespace Discern.Manifests;

/// <summary>The rows of a table with a column <c>path</c>; <c>category</c>, <c>split</c> and <c>sha256</c> are understood, and more columns are welcome.</summary>
/// <remarks>Tables come from other people: a path that leads out of the table's folder is refused, a digest that is none, too.</remarks>
internal sealed class TableManifest : Manifest
{
    private static readonly CsvReaderOptions Format = new()
    {
        Separator = ',',
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        MaxRecordSize = 1 << 20, // a quote that is never closed would else take in the whole file
    };

    private readonly FolderPath folder;

    /// <summary>Reads the row of column names.</summary>
    public TableManifest(string path)
        : base(path)
    {
        Root = System.IO.Path.GetDirectoryName(path) is { Length: > 0 } above ? above : ".";
        folder = new FolderPath(System.IO.Path.GetFullPath(Root));
        using CsvReader csv = Open();
        Columns = Guarded(csv, () =>
        {
            csv.Read();
            return (string[])[.. csv.Headers];
        });
        if (!Columns.Contains("path", StringComparer.Ordinal))
        {
            throw new DiscernException($"'{path}' has the columns {Sentence.Names(Columns)}; it needs 'path' to find the pictures. 'discern index' writes such a table from a folder.");
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Columns { get; }

    /// <inheritdoc/>
    public override string Root { get; }

    /// <inheritdoc/>
    public override string? Remark => null;

    /// <inheritdoc/>
    public override IEnumerable<ManifestEntry> Entries()
    {
        using CsvReader csv = Open();
        int path = Column("path"), category = Column("category"), split = Column("split"), digest = Column("sha256");
        for (long position = 0; Guarded(csv, csv.Read); position++)
        {
            string[] fields = new string[Columns.Count];
            for (int column = 0; column < fields.Length; column++)
            {
                fields[column] = csv.GetString(column);
            }

            string where = $"line {csv.LineNumber} of '{Path}'";
            string relative = Relative(fields[path], where);
            yield return new ManifestEntry(
                position,
                System.IO.Path.Combine(Root, relative),
                relative,
                Field(category) ?? "",
                Field(split) is { } name ? SplitOf(name, where) : null,
                Field(digest) is { } hexadecimal ? Digest(hexadecimal, where) : null,
                fields);

            string? Field(int column) => column >= 0 && fields[column].Length > 0 ? fields[column] : null;
        }
    }

    private int Column(string name) => Columns.ToList().IndexOf(name);

    private CsvReader Open()
    {
        try
        {
            return CsvReader.FromFile(Path, Format);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"'{Path}' cannot be read: {exception.Message.TrimEnd('.')}. Make it readable, and try again.", exception);
        }
    }

    private T Guarded<T>(CsvReader csv, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException exception)
        {
            throw new DiscernException(
                $"'{Path}' is not a well-formed table at line {exception.LineNumber}: {exception.Message.TrimEnd('.')}. Put the row right, or take it out.", exception);
        }
        catch (IOException exception)
        {
            throw new DiscernException($"'{Path}' cannot be read at line {csv.LineNumber}: {exception.Message.TrimEnd('.')}. Try again.", exception);
        }
    }

    private string Relative(string path, string where) => path.Length == 0
        ? throw new DiscernException($"The path in {where} is empty. Fill it, or take the row out.")
        : folder.Inside(path, where);

    private static Split SplitOf(string name, string where) =>
        SplitNames.Parse(name) ?? throw new DiscernException($"The split '{name}' in {where} is none of train, validation and test.");

    private static string Digest(string text, string where) => text.Length == 64 && text.All(char.IsAsciiHexDigit)
        ? text.ToLowerInvariant()
        : throw new DiscernException($"The sha256 '{text}' in {where} is no SHA-256: it has 64 hexadecimal digits. Put it right, or empty the field to have the picture's file read.");
}
