using System.Collections.Frozen;
using Discern.Cleaning;
using Discern.Cleaning.Relabelling;
using Discern.Datasets;

namespace Discern.Web.Studio.Data;

/// <summary>The pictures of a folder at one moment, with what the last cleaning found.</summary>
internal sealed class DataListing
{
    private readonly Lazy<FrozenSet<string>> paths;

    private DataListing(Collection collection, ILookup<string, IssueRow> issues, string? trouble)
    {
        Collection = collection;
        Issues = issues;
        Trouble = trouble;
        Pictures = [.. collection.Pictures.Select(picture => new DataPicture(picture.Path, picture.Label, picture.Split, [.. issues[picture.Path]]))];
        Classes = [.. collection.Pictures.Select(picture => picture.Label).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        paths = new(() => collection.Pictures.Select(picture => picture.Path).ToFrozenSet(StringComparer.Ordinal));
    }

    /// <summary>The folder's pictures with their classes and splits.</summary>
    public Collection Collection { get; }

    /// <summary>The same with their issues, in the order of their paths.</summary>
    public IReadOnlyList<DataPicture> Pictures { get; }

    /// <summary>The classes, in ordinal order.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The splits that the folder gives.</summary>
    public IReadOnlyList<Split> Splits => [.. Collection.Pictures.Select(picture => picture.Split).OfType<Split>().Distinct().Order()];

    /// <summary>Whether pictures from elsewhere can be added to a class: folders give the classes, not a table.</summary>
    public bool CanTakePictures => Classes.Count > 0 && !Collection.HasTable;

    /// <summary>What the last cleaning found, by picture.</summary>
    public ILookup<string, IssueRow> Issues { get; }

    /// <summary>Why the findings of the last cleaning cannot be read; null where they can, or where there are none.</summary>
    public string? Trouble { get; }

    /// <summary>The paths of all pictures.</summary>
    public FrozenSet<string> Paths => paths.Value;

    /// <summary>Lists a folder.</summary>
    /// <exception cref="DiscernException">It cannot be read, or holds no picture.</exception>
    public static DataListing Read(string root)
    {
        var collection = Collection.Read(root);
        try
        {
            var rows = CleaningFolder.Find(root) is { } folder && File.Exists(folder.IssuesPath) ? IssuesCsv.Read(folder.IssuesPath) : [];
            return new DataListing(collection, rows.Where(row => row.Path is not null).ToLookup(row => row.Path!, StringComparer.Ordinal), null);
        }
        catch (DiscernException exception)
        {
            return new DataListing(collection, Array.Empty<IssueRow>().ToLookup(row => "", StringComparer.Ordinal), exception.Message);
        }
    }

    /// <summary>Without some pictures.</summary>
    public DataListing Without(IReadOnlySet<string> gone) =>
        new(Collection with { Pictures = [.. Collection.Pictures.Where(picture => !gone.Contains(picture.Path))] }, Issues, Trouble);

    /// <summary>With other classes for some pictures.</summary>
    public DataListing With(IReadOnlyList<Relabel> relabels)
    {
        var changed = relabels.ToDictionary(each => each.Path, StringComparer.Ordinal);
        return new DataListing(
            Collection with
            {
                Pictures =
                [
                    .. Collection.Pictures
                        .Select(picture => changed.TryGetValue(picture.Path, out var relabel) ? picture with { Path = relabel.NewPath, Label = relabel.NewClass } : picture)
                        .OrderBy(picture => picture.Path, StringComparer.Ordinal),
                ],
            },
            Issues,
            Trouble);
    }
}
