using System.Globalization;
using System.Security.Cryptography;
using CsvHelper;
using Discern.Imaging;
using Discern.Runs;

namespace Discern.Cleaning.Quarantining;

/// <summary>Sets pictures aside and brings them back. Nothing is ever deleted or written over.</summary>
/// <remarks>
/// What is going to be moved is in the catalogue before the first file moves, and moving is renaming. Whoever comes after a crash sees from the disk which
/// files moved: <see cref="Apply"/> goes on, <see cref="Undo(IProgress{int})"/> brings back what had gone.
/// </remarks>
/// <example><code>
/// var quarantine = new Quarantine("pictures", CleaningFolder.Open("pictures"));
/// quarantine.Apply(SetAside.From(result, IssueKinds.Sure));
/// quarantine.Undo();
/// </code></example>
public sealed class Quarantine
{
    private static readonly CsvWriterOptions ManifestFormat = new() { NewLine = "\n" };

    private readonly string root;
    private readonly CleaningFolder folder;
    private readonly TimeProvider time;

    /// <summary>Names the two folders; nothing is opened yet.</summary>
    /// <param name="root">The collection's folder.</param>
    /// <param name="folder">Where its quarantine is; best on the same disk.</param>
    /// <param name="time">The clock of the catalogue; null for the system's.</param>
    public Quarantine(string root, CleaningFolder folder, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(root);
        ArgumentNullException.ThrowIfNull(folder);
        this.root = Path.GetFullPath(root);
        this.folder = folder;
        this.time = time ?? TimeProvider.System;
    }

    /// <summary>Moves pictures into the quarantine, and completes what an earlier call was stopped in.</summary>
    /// <param name="pictures">The pictures.</param>
    /// <param name="progress">Is told how many are moved: 0 once all is planned, then after each.</param>
    /// <exception cref="DiscernException">The catalogue or the quarantine cannot be written; what was moved by then can be brought back.</exception>
    public QuarantineResult Apply(IReadOnlyList<SetAside> pictures, IProgress<int>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        return Guarded(() =>
        {
            using var catalogue = Catalogue.Open(folder.CataloguePath);
            Directory.CreateDirectory(folder.QuarantinePath);
            var remarks = new List<string>();
            Plan(catalogue, pictures, remarks);
            IReadOnlyList<Decision> planned = catalogue.Decisions(DecisionState.Planned);
            WriteManifest(catalogue.Decisions(DecisionState.Planned, DecisionState.Quarantined));
            progress?.Report(0);
            var changes = new List<(long, DecisionState)>();
            int moved = 0;
            foreach (Decision decision in planned)
            {
                bool isMoved = MoveAway(decision);
                moved += isMoved ? 1 : 0;
                bool isThere = isMoved || File.Exists(PlaceOf(decision));
                changes.Add((decision.Id, isThere ? DecisionState.Quarantined : DecisionState.Vanished));
                if (!isThere)
                {
                    remarks.Add($"'{decision.Path}' is gone, and was not set aside.");
                }

                progress?.Report(moved);
            }

            catalogue.Change(changes, time.GetUtcNow());
            return new QuarantineResult(moved, remarks);
        });
    }

    /// <summary>Brings back everything that is in quarantine, and what an earlier call was stopped in.</summary>
    /// <param name="progress">Is told how many are back: 0 at the start, then after each.</param>
    /// <exception cref="DiscernException">The catalogue or the collection cannot be written; what is not back yet stays in quarantine.</exception>
    public QuarantineResult Undo(IProgress<int>? progress = null) => Undo(_ => true, progress);

    /// <summary>Brings back what one call of <see cref="Apply"/> set aside.</summary>
    /// <param name="decidedAt">When it was decided: all decisions of a call bear one time.</param>
    /// <exception cref="DiscernException">As <see cref="Undo(IProgress{int})"/>.</exception>
    public QuarantineResult Undo(DateTimeOffset decidedAt) => Undo(decision => decision.DecidedAt == decidedAt, progress: null);

    private QuarantineResult Undo(Func<Decision, bool> isMeant, IProgress<int>? progress) => Guarded(() =>
    {
        if (!File.Exists(folder.CataloguePath))
        {
            return new QuarantineResult(0, [$"Nothing was set aside: there is no catalogue in '{folder.Path}'."]);
        }

        using var catalogue = Catalogue.Open(folder.CataloguePath);
        var remarks = new List<string>();
        var changes = new List<(long, DecisionState)>();
        int moved = 0;
        progress?.Report(0);
        foreach (Decision decision in catalogue.Decisions(DecisionState.Planned, DecisionState.Quarantined).Where(isMeant))
        {
            if (BringBack(decision, remarks) is { } isMoved)
            {
                moved += isMoved ? 1 : 0;
                changes.Add((decision.Id, DecisionState.Restored));
            }

            progress?.Report(moved);
        }

        catalogue.Change(changes, time.GetUtcNow());
        WriteManifest(catalogue.Decisions(DecisionState.Planned, DecisionState.Quarantined));
        return new QuarantineResult(moved, remarks);
    });

    private void Plan(Catalogue catalogue, IReadOnlyList<SetAside> pictures, List<string> remarks)
    {
        HashSet<string> places = [.. catalogue.Decisions(Enum.GetValues<DecisionState>()).Select(decision => decision.Place)];
        HashSet<string> underway = [.. catalogue.Decisions(DecisionState.Planned).Select(decision => decision.Path)];
        var decisions = new List<Decision>();
        DateTimeOffset now = time.GetUtcNow();
        foreach (SetAside picture in pictures.Where(picture => !underway.Contains(picture.Path)))
        {
            var file = new FileInfo(Original(picture.Path));
            if (!file.Exists)
            {
                remarks.Add($"'{picture.Path}' is gone, and was not set aside.");
                continue;
            }

            if (RegularFile.IsOther(file.FullName))
            {
                remarks.Add($"'{picture.Path}' is no file, but a pipe, a socket or a device, and was not set aside.");
                continue;
            }

            string place = FreePlace(picture.Path, places);
            decisions.Add(new Decision(0, picture.Path, place, picture.Kind, picture.Explanation, Sha256Of(file.FullName), file.Length, now, DecisionState.Planned));
        }

        catalogue.Add(decisions);
    }

    /// <summary>A file of that name may have been in quarantine before, or be there still.</summary>
    private static string FreePlace(string path, HashSet<string> places)
    {
        string place = path;
        for (int number = 2; !places.Add(place); number++)
        {
            place = $"{number}/{path}";
        }

        return place;
    }

    /// <summary>Moves a planned picture, unless an earlier call did.</summary>
    private bool MoveAway(Decision decision)
    {
        string original = Original(decision.Path);
        string place = PlaceOf(decision);
        if (!File.Exists(original))
        {
            return false;
        }

        // Between two disks moving is copying, and a copy that was stopped is a part; the original is what counts until it is gone.
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.Move(original, place, overwrite: true);
        return true;
    }

    /// <summary>Moves a picture back, unless an earlier call did, or it never went.</summary>
    /// <returns>Whether it was moved; null where it could not be.</returns>
    private bool? BringBack(Decision decision, List<string> remarks)
    {
        string original = Original(decision.Path);
        string place = PlaceOf(decision);
        bool isBack = File.Exists(original);
        if (isBack && (!File.Exists(place) || Sha256Of(original).Equals(decision.Sha256, StringComparison.Ordinal)))
        {
            return false;
        }

        if (isBack || !File.Exists(place))
        {
            remarks.Add(isBack
                ? $"'{decision.Path}' was not brought back: another file has its name by now. It stays in '{place}'."
                : $"'{decision.Path}' was not brought back: it is not in '{place}' any more.");
            return null;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(original)!);
        File.Move(place, original);
        return true;
    }

    private void WriteManifest(IReadOnlyList<Decision> decisions)
    {
        Directory.CreateDirectory(folder.QuarantinePath);
        AtomicFile.WriteText(folder.ManifestPath, text =>
        {
            using CsvWriter csv = CsvWriter.Create(text, ManifestFormat, leaveOpen: true);
            Write(csv, "path", "place", "kind", "explanation", "sha256", "bytes", "decided_at");
            foreach (Decision each in decisions)
            {
                Write(
                    csv, each.Path, each.Place, IssueKinds.Name(each.Kind), each.Explanation, each.Sha256,
                    each.Bytes.ToString(CultureInfo.InvariantCulture), each.DecidedAt.ToString("o", CultureInfo.InvariantCulture));
            }
        });
    }

    private static void Write(CsvWriter csv, params string[] fields)
    {
        foreach (string field in fields)
        {
            csv.WriteField(field);
        }

        csv.EndRecord();
    }

    private string Original(string path) => Path.Combine(root, path.Replace('/', Path.DirectorySeparatorChar));

    private string PlaceOf(Decision decision) => Path.Combine(folder.QuarantinePath, decision.Place.Replace('/', Path.DirectorySeparatorChar));

    private static string Sha256Of(string path)
    {
        using FileStream stream = RegularFile.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static QuarantineResult Guarded(Func<QuarantineResult> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"A picture could not be moved: {exception.Message.TrimEnd('.')}. What was moved by then is in the catalogue; the same command goes on, and --undo brings all back.", exception);
        }
    }
}
