using Discern.Neural.Profiling;
using Discern.Runs;

namespace Discern.Classifiers;

/// <summary>Times the phases of a run and reports their progress.</summary>
/// <param name="time">The clock.</param>
/// <param name="observer">Is told how the run goes.</param>
/// <param name="profiler">Is told of each phase; null for nobody.</param>
internal sealed class RunClock(TimeProvider time, IRunObserver observer, Profiler? profiler = null)
{
    private readonly long start = time.GetTimestamp();
    private readonly Dictionary<RunPhase, double> seconds = [];
    private RunPhase? phase;
    private long phaseStart;

    /// <summary>The clock itself.</summary>
    public TimeProvider Time => time;

    /// <summary>How long each phase took so far.</summary>
    public PhaseSeconds Seconds => new(
        time.GetElapsedTime(start).TotalSeconds,
        seconds.GetValueOrDefault(RunPhase.Data),
        seconds.GetValueOrDefault(RunPhase.Features),
        seconds.GetValueOrDefault(RunPhase.Training),
        seconds.GetValueOrDefault(RunPhase.Evaluation));

    public void Begin(RunPhase next)
    {
        End();
        phase = next;
        phaseStart = time.GetTimestamp();
        profiler?.Begin(Name(next));
        observer.OnPhase(next);
    }

    public void End()
    {
        if (phase is { } ended)
        {
            seconds[ended] = time.GetElapsedTime(phaseStart).TotalSeconds;
            phase = null;
            profiler?.End();
        }
    }

    /// <summary>Reports how many pictures of the phase are done.</summary>
    public void Report(long done, long total)
    {
        double elapsed = time.GetElapsedTime(phaseStart).TotalSeconds;
        observer.OnProgress(new RunProgress(phase!.Value, done, total, elapsed > 0 ? done / elapsed : 0));
    }

    private static string Name(RunPhase phase) => phase switch
    {
        RunPhase.Data => "reading pictures",
        RunPhase.Features => "features: the rest",
        RunPhase.Training => "training: the rest",
        RunPhase.Evaluation => "predicting and judging: the rest",
        _ => phase.ToString(),
    };
}
