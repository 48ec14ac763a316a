using Discern.Cleaning.Quarantining;
using Discern.Datasets;

namespace Discern.Cleaning.Relabelling;

/// <summary>Gives pictures of a collection another class, and takes it back: moves them to the class's folder, or changes the row of <c>index.csv</c>.</summary>
/// <remarks>What is going to be changed is in the catalogue before the first file moves, and moving is renaming: nothing is written over, and after a crash the disk says how far it came.</remarks>
/// <example><code>
/// var relabeller = new Relabeller("pictures", CleaningFolder.Open("pictures"));
/// IReadOnlyList&lt;Relabel&gt; made = relabeller.Apply(Collection.Read("pictures"), ["cats/rex.jpg"], "dogs");
/// relabeller.Undo(made[0].DecidedAt);
/// </code></example>
public sealed class Relabeller
{
    private readonly string root;
    private readonly CleaningFolder folder;
    private readonly TimeProvider time;
    private readonly IndexClasses? index;

    /// <summary>Names the two folders; nothing is opened yet.</summary>
    /// <param name="root">The collection's folder.</param>
    /// <param name="folder">Where its catalogue is.</param>
    /// <param name="time">The clock of the catalogue; null for the system's.</param>
    public Relabeller(string root, CleaningFolder folder, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(root);
        ArgumentNullException.ThrowIfNull(folder);
        this.root = Path.GetFullPath(root);
        this.folder = folder;
        this.time = time ?? TimeProvider.System;
        index = File.Exists(Path.Combine(this.root, IndexReader.FileName)) ? new IndexClasses(this.root) : null;
    }

    /// <summary>Gives pictures a class.</summary>
    /// <param name="collection">The collection as it is.</param>
    /// <param name="paths">The pictures; those that are of the class already, or not in the collection, are left as they are.</param>
    /// <param name="name">One of the collection's classes.</param>
    /// <returns>What was changed, all with one time.</returns>
    /// <exception cref="ArgumentException">The collection has no such class.</exception>
    /// <exception cref="DiscernException">A picture cannot be moved, or the table not written; what was changed by then is in the catalogue.</exception>
    public IReadOnlyList<Relabel> Apply(Collection collection, IReadOnlyCollection<string> paths, string name)
    {
        ArgumentNullException.ThrowIfNull(collection);
        ArgumentNullException.ThrowIfNull(paths);
        if (!collection.Pictures.Any(picture => string.Equals(picture.Label, name, StringComparison.Ordinal)))
        {
            throw new ArgumentException($"The collection has no class '{name}'.");
        }

        using var catalogue = Catalogue.Open(folder.CataloguePath);
        Settle(catalogue);
        var wanted = paths.ToHashSet(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        DateTimeOffset now = time.GetUtcNow();
        Relabel[] planned =
        [
            .. collection.Pictures
                .Where(picture => wanted.Contains(picture.Path) && picture.Label is not null && !string.Equals(picture.Label, name, StringComparison.Ordinal))
                .Select(picture => new Relabel(0, picture.Path, NewPath(picture, name, taken), picture.Label!, name, now, RelabelState.Planned)),
        ];
        catalogue.Add(planned);
        Relabel[] stored = [.. catalogue.Relabels(RelabelState.Planned)];
        Carry(stored.Select(each => (each.Path, each.NewPath, each.NewClass)));
        catalogue.Change(stored.Select(each => each.Id), RelabelState.Done, time.GetUtcNow());
        return [.. stored.Select(each => each with { State = RelabelState.Done })];
    }

    /// <summary>Takes back what one call of <see cref="Apply"/> changed.</summary>
    /// <param name="decidedAt">When it was decided.</param>
    /// <returns>What was taken back.</returns>
    /// <exception cref="DiscernException">A picture cannot be moved back, or the table not written; what is not back stays in the catalogue as it was.</exception>
    public IReadOnlyList<Relabel> Undo(DateTimeOffset decidedAt)
    {
        using var catalogue = Catalogue.Open(folder.CataloguePath);
        Settle(catalogue);
        Relabel[] made = [.. catalogue.Relabels(RelabelState.Done).Where(each => each.DecidedAt == decidedAt)];
        Carry(made.Select(each => (each.NewPath, each.Path, each.Class)));
        catalogue.Change(made.Select(each => each.Id), RelabelState.Undone, time.GetUtcNow());
        return [.. made.Select(each => each with { State = RelabelState.Undone })];
    }

    private void Carry(IEnumerable<(string From, string To, string Class)> changes)
    {
        (string From, string To, string Class)[] all = [.. changes];
        if (all.Length == 0)
        {
            return;
        }

        if (index is not null)
        {
            index.Change(all.ToDictionary(each => each.From, each => each.Class, StringComparer.Ordinal));
            return;
        }

        foreach ((string from, string to, _) in all)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Full(to))!);
                File.Move(Full(from), Full(to));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new DiscernException($"'{from}' could not be moved to '{to}': {exception.Message.TrimEnd('.')}. It is where it was; what was moved before it can be taken back.", exception);
            }
        }
    }

    /// <summary>What an earlier call was stopped in is done as far as the disk says so.</summary>
    private void Settle(Catalogue catalogue)
    {
        IReadOnlyList<Relabel> planned = catalogue.Relabels(RelabelState.Planned);
        if (planned.Count == 0)
        {
            return;
        }

        IReadOnlyDictionary<string, string>? classes = index?.Read();
        ILookup<bool, long> ids = planned.ToLookup(
            each => classes is null
                ? !File.Exists(Full(each.Path)) && File.Exists(Full(each.NewPath))
                : string.Equals(classes.GetValueOrDefault(each.Path), each.NewClass, StringComparison.Ordinal),
            each => each.Id);
        catalogue.Change(ids[true], RelabelState.Done, time.GetUtcNow());
        catalogue.Change(ids[false], RelabelState.Undone, time.GetUtcNow());
    }

    // The class's folder is the first, or the one under the split's.
    private string NewPath(CollectedPicture picture, string name, HashSet<string> taken)
    {
        if (index is not null)
        {
            return picture.Path;
        }

        string[] parts = picture.Path.Split('/');
        parts[picture.Split is null ? 0 : 1] = name;
        string wanted = string.Join('/', parts);
        string free = wanted;
        for (int number = 2; Path.Exists(Full(free)) || !taken.Add(free); number++)
        {
            free = $"{Path.ChangeExtension(wanted, null)}-{number}{Path.GetExtension(wanted)}";
        }

        return free;
    }

    private string Full(string path) => Path.Combine(root, path.Replace('/', Path.DirectorySeparatorChar));
}
