using System.Globalization;

namespace Discern.Web.Studio.Training;

/// <summary>Starts trainings, one at a time: two would share the cores and both take longer.</summary>
/// <param name="data">The pictures' folder.</param>
/// <param name="shelf">Where runs are made.</param>
/// <param name="run">Runs a command of Discern.</param>
/// <param name="time">The clock.</param>
internal sealed class TrainingDesk(string data, RunShelf shelf, CommandRunner run, TimeProvider time)
{
    private readonly Lock gate = new();

    /// <summary>The pictures' folder.</summary>
    public string Data => data;

    /// <summary>The training that was started last; null before the first.</summary>
    public TrainingJob? Job { get; private set; }

    /// <summary>The names of the runs on these pictures that were stopped and can be gone on with.</summary>
    public IReadOnlyList<string> Stopped() => [.. shelf.Names().Where(name => CanGoOn(name) && !(Job is { IsRunning: true } job && string.Equals(job.Name, name, StringComparison.Ordinal)))];

    /// <summary>Starts a training in a new folder.</summary>
    /// <exception cref="ArgumentException">Another one is under way.</exception>
    public void Start(TrainingRequest request)
    {
        var wanted = Path.Combine(shelf.Folder, string.Create(CultureInfo.InvariantCulture, $"{time.GetLocalNow():yyyy-MM-dd}-{Path.GetFileName(Path.TrimEndingDirectorySeparator(data))}"));
        var path = Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? wanted : $"{wanted}-{number}").First(candidate => !Path.Exists(candidate));
        Begin(path, request.Arguments(data, path));
    }

    /// <summary>Goes on with a run that was stopped.</summary>
    /// <param name="name">The run's name: text from outside.</param>
    /// <exception cref="ArgumentException">It cannot be gone on with, or another training is under way.</exception>
    public void GoOn(string name)
    {
        if (!Stopped().Contains(name, StringComparer.Ordinal))
        {
            throw new ArgumentException($"The run '{name}' cannot be gone on with: it is not there, is finished, or learnt from other pictures.");
        }

        var path = Path.Combine(shelf.Folder, name);
        Begin(path, ["train", data, "--continue", path]);
    }

    private void Begin(string path, string[] arguments)
    {
        lock (gate)
        {
            if (Job is { IsRunning: true } underWay)
            {
                throw new ArgumentException($"The training '{underWay.Name}' is under way. Stop it, or wait for its end.");
            }

            Job?.Dispose();
            Job = new TrainingJob(path, arguments, run, time.GetUtcNow());
        }
    }

    private bool CanGoOn(string name)
    {
        try
        {
            return shelf.Find(name) is { Description.IsFinished: false } found && File.Exists(found.CheckpointPath)
                && string.Equals(Path.TrimEndingDirectorySeparator(found.Description.Dataset.Path), Path.TrimEndingDirectorySeparator(data), StringComparison.Ordinal);
        }
        catch (DiscernException)
        {
            return false; // the page of runs says what is wrong with it
        }
    }
}
