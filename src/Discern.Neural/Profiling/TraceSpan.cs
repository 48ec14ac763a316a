namespace Discern.Neural.Profiling;

/// <summary>One call in a trace.</summary>
/// <param name="Pass">What was done.</param>
/// <param name="Thread">The thread that did it: 0 for the one that runs training, from 1 for its workers.</param>
/// <param name="Start">When it began, in ticks of the clock since the profiler's beginning.</param>
/// <param name="Ticks">What it took, with all that began and ended inside.</param>
internal readonly record struct TraceSpan(PassRecorder Pass, int Thread, long Start, long Ticks);
