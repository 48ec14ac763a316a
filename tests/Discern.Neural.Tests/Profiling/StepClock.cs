namespace Discern.Neural.Tests.Profiling;

/// <summary>A clock that goes on by a thousandth of a second each time that it is looked at.</summary>
internal sealed class StepClock : TimeProvider
{
    private long looks;

    public override long TimestampFrequency => 1000;

    public override long GetTimestamp() => Interlocked.Increment(ref looks) - 1;
}
