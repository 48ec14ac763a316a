using Discern.Runs;
using Discern.Web.Hosting;

namespace Discern.Web.Studio.Training;

/// <summary>A training that the studio started: under way, stopped or over.</summary>
internal sealed class TrainingJob : IDisposable
{
    private const int MostLines = 200;

    private readonly Lock gate = new();
    private readonly CancellationTokenSource stop = new();
    private readonly LinkedList<string> lines = new();
    private readonly string path;
    private readonly ChangeSignal changed = new();

    /// <summary>Starts it on another thread.</summary>
    /// <param name="path">The run's folder, which the command makes.</param>
    /// <param name="arguments">What follows <c>discern</c>.</param>
    /// <param name="run">Runs the command.</param>
    /// <param name="startedAt">When.</param>
    public TrainingJob(string path, string[] arguments, CommandRunner run, DateTimeOffset startedAt)
    {
        this.path = path;
        StartedAt = startedAt;
        Work = Task.Run(async () =>
        {
            using var output = new LineWriter(Take);
            using var error = new LineWriter(Take);
            ExitCode = await run(arguments, output, error, stop.Token);
        }).ContinueWith(Tell, TaskScheduler.Default);
    }

    /// <summary>The name of the run's folder.</summary>
    public string Name => Path.GetFileName(path);

    /// <summary>When it was started.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Ends with the command.</summary>
    public Task Work { get; }

    /// <summary>Whether it goes on.</summary>
    public bool IsRunning => !Work.IsCompleted && ExitCode is null;

    /// <summary>Whether it was asked to stop.</summary>
    public bool IsStopping => stop.IsCancellationRequested;

    /// <summary>The command's exit code; null before its end.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>What the command wrote last, the oldest line first.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (gate)
            {
                return [.. lines];
            }
        }
    }

    /// <summary>Ends when something is new after this call.</summary>
    public Task Changed => changed.Next;

    /// <summary>The run as far as it is written; null before its first epoch.</summary>
    public RunFolder? Run()
    {
        try
        {
            return RunShelf.IsRun(path) ? RunFolder.Open(path) : null;
        }
        catch (DiscernException)
        {
            return null; // it is read again with the next change
        }
    }

    /// <summary>Asks it to stop after a checkpoint.</summary>
    public void Stop()
    {
        stop.Cancel();
        Tell(Task.CompletedTask);
    }

    /// <inheritdoc/>
    public void Dispose() => stop.Dispose();

    private void Take(string line)
    {
        lock (gate)
        {
            lines.AddLast(line);
            if (lines.Count > MostLines)
            {
                lines.RemoveFirst();
            }
        }

        Tell(Task.CompletedTask);
    }

    private void Tell(Task work)
    {
        if (work.Exception is { } failure)
        {
            lock (gate)
            {
                lines.AddLast(failure.InnerException!.Message);
                ExitCode = 1;
            }
        }

        changed.Tell();
    }
}
