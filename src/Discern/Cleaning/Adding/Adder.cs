using Discern.Cleaning.Quarantining;
using Discern.Datasets;
using Discern.Imaging;

namespace Discern.Cleaning.Adding;

/// <summary>Puts pictures from elsewhere into a class's folder, and takes that back.</summary>
/// <remarks>
/// Only what can be decoded is taken, and nothing is written over. What is going to be added is in the catalogue before its file appears under its name. What is taken back
/// is not deleted: it lies in the folder <c>taken-back</c> beside the catalogue.
/// </remarks>
/// <example><code>
/// var adder = new Adder("pictures", CleaningFolder.Open("pictures"));
/// AdditionResult result = adder.Apply(Collection.Read("pictures"), [new NewPicture("rex.jpg", () => File.ReadAllBytes("/tmp/rex.jpg"))], "dogs", split: null);
/// adder.Undo(result.Added[0].DecidedAt);
/// </code></example>
/// <param name="root">The collection's folder.</param>
/// <param name="folder">Where its catalogue is.</param>
/// <param name="time">The clock of the catalogue; null for the system's.</param>
public sealed class Adder(string root, CleaningFolder folder, TimeProvider? time = null)
{
    private static readonly DecodeOptions Look = new() { Width = 64, Height = 64 };

    private readonly string root = Path.GetFullPath(root);
    private readonly TimeProvider time = time ?? TimeProvider.System;

    /// <summary>Where pictures that were taken back lie.</summary>
    public string TakenBackPath => Path.Combine(folder.Path, "taken-back");

    /// <summary>Adds pictures to a class.</summary>
    /// <param name="collection">The collection as it is.</param>
    /// <param name="pictures">The pictures.</param>
    /// <param name="name">One of the collection's classes.</param>
    /// <param name="split">One of its splits; null where it gives none.</param>
    /// <exception cref="ArgumentException">The collection has no such class or split, or a table gives its classes.</exception>
    /// <exception cref="DiscernException">The folder or the catalogue cannot be written; what was added by then can be taken back.</exception>
    public AdditionResult Apply(Collection collection, IReadOnlyList<NewPicture> pictures, string name, Split? split)
    {
        ArgumentNullException.ThrowIfNull(collection);
        ArgumentNullException.ThrowIfNull(pictures);
        string place = PlaceOf(collection, name, split);
        using var catalogue = Catalogue.Open(folder.CataloguePath);
        Settle(catalogue);
        DateTimeOffset now = time.GetUtcNow();
        var remarks = new List<string>();
        var added = new List<Addition>();
        foreach (NewPicture picture in pictures)
        {
            byte[] contents = picture.Read();
            if (Objection(picture.Name, contents) is { } objection)
            {
                remarks.Add(objection);
                continue;
            }

            string path = FreePath(place, FileNames.Safe(picture.Name));
            catalogue.Add([new Addition(0, path, name, now, AdditionState.Planned)]);
            Write(path, contents);
            Addition made = catalogue.Additions(AdditionState.Planned).Single();
            catalogue.Change([made.Id], AdditionState.Done, time.GetUtcNow());
            added.Add(made with { State = AdditionState.Done });
        }

        return new AdditionResult(added, remarks);
    }

    /// <summary>Takes back what one call of <see cref="Apply"/> added.</summary>
    /// <param name="decidedAt">When it was decided.</param>
    /// <returns>Sentences about pictures that are not where they were put.</returns>
    /// <exception cref="DiscernException">A picture cannot be moved; it stays where it is, and in the catalogue.</exception>
    public IReadOnlyList<string> Undo(DateTimeOffset decidedAt)
    {
        using var catalogue = Catalogue.Open(folder.CataloguePath);
        Settle(catalogue);
        var remarks = new List<string>();
        foreach (Addition addition in catalogue.Additions(AdditionState.Done).Where(addition => addition.DecidedAt == decidedAt))
        {
            if (File.Exists(Full(addition.Path)))
            {
                TakeBack(addition.Path);
            }
            else
            {
                remarks.Add($"'{addition.Path}' was not taken back: it is not there any more.");
            }

            catalogue.Change([addition.Id], AdditionState.Undone, time.GetUtcNow());
        }

        return remarks;
    }

    private static string PlaceOf(Collection collection, string name, Split? split)
    {
        if (collection.HasTable)
        {
            throw new ArgumentException($"The table '{IndexReader.FileName}' gives the classes of this folder: put the pictures beside the others, and add their rows to it.");
        }

        CollectedPicture[] ofClass = [.. collection.Pictures.Where(picture => string.Equals(picture.Label, name, StringComparison.Ordinal))];
        CollectedPicture? beside = ofClass.FirstOrDefault(picture => picture.Split == split) ?? collection.Pictures.FirstOrDefault(picture => picture.Split == split);
        if (ofClass.Length == 0 || beside is null)
        {
            throw new ArgumentException(ofClass.Length == 0 ? $"The collection has no class '{name}'." : split is null ? "The folder is split: say into which part the pictures go." : $"The collection has no part '{split}'.");
        }

        return split is null ? name : $"{beside.Path.Split('/')[0]}/{name}"; // a split's folder may be called "val" as well
    }

    private static string? Objection(string name, byte[] contents)
    {
        if (!PictureFiles.IsPictureName(FileNames.Safe(name)))
        {
            return $"'{name}' was not added: its name does not end as a picture's does, such as .jpg or .png.";
        }

        try
        {
            PictureDecoder.Decode(contents, name, Look);
            return null;
        }
        catch (UnreadablePictureException exception)
        {
            return $"'{name}' was not added. {exception.Message}";
        }
    }

    private string FreePath(string place, string name)
    {
        string free = $"{place}/{name}";
        for (int number = 2; Path.Exists(Full(free)); number++)
        {
            free = $"{place}/{Path.GetFileNameWithoutExtension(name)}-{number}{Path.GetExtension(name)}";
        }

        return free;
    }

    // Written under a hidden name and renamed, which fails where somebody else took the name meanwhile.
    private void Write(string path, byte[] contents)
    {
        string full = Full(path);
        string part = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.part");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllBytes(part, contents);
            File.Move(part, full);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"'{path}' could not be added: {exception.Message.TrimEnd('.')}. Make room, or make the folder writable; what was added before it can be taken back.", exception);
        }
    }

    private void TakeBack(string path)
    {
        string target = Path.Combine(TakenBackPath, path.Replace('/', Path.DirectorySeparatorChar));
        string free = target;
        for (int number = 2; Path.Exists(free); number++)
        {
            free = $"{Path.ChangeExtension(target, null)}-{number}{Path.GetExtension(target)}";
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(free)!);
            File.Move(Full(path), free);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"'{path}' could not be taken back: {exception.Message.TrimEnd('.')}. It is where it was.", exception);
        }
    }

    // What an earlier call was stopped in: its file is there as a whole, or not at all.
    private void Settle(Catalogue catalogue)
    {
        foreach (Addition addition in catalogue.Additions(AdditionState.Planned))
        {
            catalogue.Change([addition.Id], File.Exists(Full(addition.Path)) ? AdditionState.Done : AdditionState.Undone, time.GetUtcNow());
        }
    }

    private string Full(string path) => Path.Combine(root, path.Replace('/', Path.DirectorySeparatorChar));
}
