using CsvHelper;

namespace Discern.Datasets;

/// <summary>Reads <c>index.csv</c>: <c>category</c>, and <c>path</c> or <c>id</c>; <c>split</c> and <c>group</c> where they are there.</summary>
internal sealed class IndexReader(DirectoryInfo root, List<string> remarks)
{
    public const string FileName = "index.csv";

    private static readonly CsvReaderOptions Format = new()
    {
        Separator = ',',
        TrimWhitespace = true,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        MaxRecordSize = 1 << 20, // a quote that is never closed would else take in the whole file
    };

    private readonly string index = Path.Combine(root.FullName, FileName);
    private readonly Dictionary<string, Listing> listings = new(StringComparer.Ordinal);
    private readonly RowRemark missing = new("name a picture that is not there");
    private readonly RowRemark unlabelled = new("have no category");
    private readonly RowRemark repeated = new("repeat the picture of an earlier row");
    private readonly FolderPath folder = new(root.FullName);
    private string where = "";

    public List<Listing> Read()
    {
        using var csv = CsvReader.FromFile(index, Format);
        try
        {
            ReadRows(csv);
        }
        catch (CsvFormatException exception)
        {
            throw new DiscernException(
                $"'{index}' is not a well-formed table at line {exception.LineNumber}: {exception.Message.TrimEnd('.')}. Put the row right, or take it out.",
                exception);
        }

        if (listings.Values.Any(listing => listing.Split is null) && listings.Values.FirstOrDefault(listing => listing.Split is not null) is { } split)
        {
            throw new DiscernException(
                $"'{index}' gives a split for some rows, such as '{split.Path}', and none for others, such as '{listings.Values.First(listing => listing.Split is null).Path}'. Fill the column 'split' for all rows, or for none.");
        }

        remarks.AddRange(new[] { missing, unlabelled, repeated }.Select(remark => remark.Sentence).OfType<string>());
        return [.. listings.Values];
    }

    private void ReadRows(CsvReader csv)
    {
        int? category = Column(csv, "category"), id = Column(csv, "id"), path = Column(csv, "path"), split = Column(csv, "split"), group = Column(csv, "group");
        if (csv.Headers.Count == 0)
        {
            throw new DiscernException($"'{index}' is empty. It needs a row of column names: id,category,image_url,name.");
        }

        if (category is null || (path is null && id is null))
        {
            throw new DiscernException(
                $"'{index}' has the columns {Sentence.Names(csv.Headers)}; it needs 'category', and 'path' or 'id' to find the picture.");
        }

        PictureNames? names = null;
        while (csv.Read())
        {
            where = $"line {csv.LineNumber} of '{index}'";
            string categoryName = Field(csv, category);
            if (categoryName.Length == 0)
            {
                unlabelled.Add(csv.LineNumber, FileName);
                continue;
            }

            string relative = Field(csv, path);
            FileInfo? file = relative.Length == 0 ? (names ??= new PictureNames(root)).Find(Field(csv, id), categoryName) : new FileInfo(Path.Combine(root.FullName, folder.Inside(relative, where)));
            if (file is not { Exists: true })
            {
                missing.Add(csv.LineNumber, FileName);
                continue;
            }

            Add(file, categoryName, Field(csv, split), Field(csv, group), csv.LineNumber);
        }
    }

    private static int? Column(CsvReader csv, string name) => csv.TryGetFieldIndex(name, out int column) ? column : null;

    private static string Field(CsvReader csv, int? column) => column is { } at ? csv.GetString(at) : "";

    private void Add(FileInfo file, string category, string splitName, string group, long row)
    {
        Split? split = null;
        if (splitName.Length > 0)
        {
            split = SplitNames.Parse(splitName)
                ?? throw new DiscernException($"The split '{splitName}' in {where} is none of train, validation and test.");
        }

        string path = Path.GetRelativePath(root.FullName, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
        var listing = new Listing(path, category, split, group.Length == 0 ? null : group, PictureFiles.SizeOf(file));
        if (listings.TryAdd(path, listing))
        {
            return;
        }

        if (listings[path] != listing)
        {
            throw new DiscernException(
                $"'{path}' in {where} stands in an earlier row with another category, split or group. A picture has one of each: take one of the rows out.");
        }

        repeated.Add(row, FileName);
    }
}
