using System.Collections.Frozen;
using Discern.Cleaning.Adding;
using Discern.Cleaning.Correcting;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Web.Hosting;
using Discern.Web.Studio.Mapping;

namespace Discern.Web.Studio.Data;

/// <summary>The pictures of a folder, listed once and kept as they are decided about.</summary>
/// <param name="root">The folder.</param>
/// <param name="runs">The runs whose answers may be shown beside.</param>
/// <param name="positions">Where pictures lie on the maps.</param>
/// <param name="time">The clock of decisions.</param>
internal sealed class DataShelf(string root, RunShelf runs, MapPositions positions, TimeProvider time)
{
    // Filters that were asked for last; the grid asks for the same one again and again while somebody scrolls.
    private const int MostKept = 16;

    private readonly Lock gate = new();
    private readonly Corrections corrections = new(root, time);
    private readonly Dictionary<DataFilter, IReadOnlyList<int>> found = [];
    private readonly Dictionary<string, (DateTime Stamp, FrozenDictionary<string, RunAnswer> Answers)> answers = new(StringComparer.Ordinal);
    private readonly ServedFolder folder = new(root);
    private DataListing? listing;
    private int knownMaps;

    /// <summary>The folder's full path.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The step that would be taken back; null where there is none.</summary>
    public CorrectionStep? Last
    {
        get
        {
            lock (gate)
            {
                return corrections.Last;
            }
        }
    }

    /// <summary>The pictures as they are now; listed when first asked for, which takes a second for some hundred thousand.</summary>
    /// <exception cref="DiscernException">The folder cannot be read.</exception>
    public DataListing Listing
    {
        get
        {
            lock (gate)
            {
                return listing ??= DataListing.Read(Root);
            }
        }
    }

    /// <summary>The names of the runs that learnt from this folder.</summary>
    public IReadOnlyList<string> Runs() => [.. runs.Names().Where(IsOfThisFolder)];

    /// <summary>What a filter shows.</summary>
    /// <exception cref="ArgumentException">There is no such run, or it learnt from another folder.</exception>
    public DataView Find(DataFilter filter)
    {
        lock (gate)
        {
            var current = Listing;
            var told = filter.Run is { } run ? Answers(run) : FrozenDictionary<string, RunAnswer>.Empty;
            if (knownMaps != positions.Version)
            {
                knownMaps = positions.Version;
                found.Clear();
            }

            if (!found.TryGetValue(filter, out var indices))
            {
                if (found.Count >= MostKept)
                {
                    found.Clear();
                }

                indices = Select(current, filter, told);
                found[filter] = indices;
            }

            return new DataView(current, indices, told);
        }
    }

    /// <summary>Moves pictures into the quarantine.</summary>
    /// <returns>What could not be moved, as sentences.</returns>
    public IReadOnlyList<string> SetAside(IReadOnlyCollection<string> paths)
    {
        lock (gate)
        {
            var known = Known(paths);
            var result = corrections.SetAside(known);
            Renew(Listing.Without(known.Where(path => !File.Exists(Path.Combine(Root, path))).ToHashSet(StringComparer.Ordinal)));
            return result.Remarks;
        }
    }

    /// <summary>Gives pictures another class.</summary>
    /// <exception cref="ArgumentException">There is no such class.</exception>
    public void Relabel(IReadOnlyCollection<string> paths, string name)
    {
        lock (gate)
        {
            var current = Listing;
            var made = corrections.Relabel(current.Collection, Known(paths), name);
            positions.Follow(made);
            Renew(current.With(made));
        }
    }

    /// <summary>Adds pictures from elsewhere to a class.</summary>
    /// <returns>What was not added, and why, as sentences.</returns>
    /// <exception cref="ArgumentException">There is no such class or split, or the class's folder lies elsewhere.</exception>
    public IReadOnlyList<string> Add(IReadOnlyList<NewPicture> pictures, string name, Split? split)
    {
        lock (gate)
        {
            var current = Listing;
            if (current.Pictures.FirstOrDefault(picture => string.Equals(picture.Class, name, StringComparison.Ordinal) && (split is null || picture.Split == split)) is { } one && folder.Find(one.Path) is null)
            {
                throw new ArgumentException($"The folder of '{name}' is a link that leads out of the data's folder. Put the pictures there yourself.");
            }

            var result = corrections.Add(current.Collection, pictures, name, split);
            Renew(DataListing.Read(Root)); // sizes and splits of what is new are the reader's to say
            return result.Remarks;
        }
    }

    /// <summary>Takes back the last step.</summary>
    /// <returns>What could not be brought back, as sentences; null where there was nothing to take back.</returns>
    public IReadOnlyList<string>? Undo()
    {
        lock (gate)
        {
            var remarks = corrections.Undo();
            Renew(DataListing.Read(Root)); // pictures came back, with what only a look at the folder tells of them
            return remarks;
        }
    }

    // A path from a form means a picture of the listing, or nothing.
    private List<string> Known(IReadOnlyCollection<string> paths)
    {
        var known = Listing.Paths;
        List<string> chosen = [.. paths.Where(known.Contains).Distinct(StringComparer.Ordinal)];
        return chosen.Count > 0 ? chosen : throw new ArgumentException("No picture is chosen. Choose one or more, then decide.");
    }

    private void Renew(DataListing changed)
    {
        listing = changed;
        found.Clear();
    }

    private IReadOnlyList<int> Select(DataListing current, DataFilter filter, FrozenDictionary<string, RunAnswer> told)
    {
        var matching = Enumerable.Range(0, current.Pictures.Count).Where(index => filter.Matches(current.Pictures[index], Of(index)) && (filter.Area is not { } area || positions.IsWithin(area, current.Pictures[index].Path)));
        return filter.Run is null ? [.. matching] : [.. matching.OrderBy(index => Of(index)?.Probability ?? float.PositiveInfinity).ThenBy(index => index)];

        RunAnswer? Of(int index) => told.TryGetValue(current.Pictures[index].Path, out var answer) ? answer : null;
    }

    private FrozenDictionary<string, RunAnswer> Answers(string name)
    {
        if (!IsOfThisFolder(name))
        {
            throw new ArgumentException($"There is no run '{name}' that learnt from this folder.");
        }

        var run = runs.Find(name)!;
        var stamp = File.GetLastWriteTimeUtc(Path.Combine(run.Path, "evaluation.json"));
        if (!answers.TryGetValue(name, out var kept) || kept.Stamp != stamp)
        {
            kept = (stamp, Enum.GetValues<Split>().Select(run.Predictions).OfType<PredictionTable>()
                .SelectMany(table => table.Rows.Select(row => (row.Path, new RunAnswer(table.Classes[row.Predicted], row.Probabilities[row.Predicted]))))
                .DistinctBy(pair => pair.Path, StringComparer.Ordinal)
                .ToFrozenDictionary(pair => pair.Path, pair => pair.Item2, StringComparer.Ordinal));
            answers[name] = kept;
            found.Clear(); // another order
        }

        return kept.Answers;
    }

    private bool IsOfThisFolder(string name)
    {
        try
        {
            return runs.Find(name) is { } run && string.Equals(Path.TrimEndingDirectorySeparator(run.Description.Dataset.Path), Path.TrimEndingDirectorySeparator(Root), StringComparison.Ordinal);
        }
        catch (DiscernException)
        {
            return false; // the page of runs says what is wrong with it
        }
    }
}
