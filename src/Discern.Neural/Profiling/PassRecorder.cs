namespace Discern.Neural.Profiling;

/// <summary>Adds up what one kind of work took: a pass of an operation, or something outside the plans.</summary>
/// <param name="name">What it is called.</param>
/// <param name="category">What it is part of: a plan's name, or "outside".</param>
internal sealed class PassRecorder(string name, string category)
{
    private long calls;
    private long examples;
    private long ticks;

    public string Name => name;

    public string Category => category;

    /// <summary>Floating-point operations of one example.</summary>
    public long OperationsPerExample { get; init; }

    /// <summary>Bytes of one example.</summary>
    public long BytesPerExample { get; init; }

    /// <summary>Bytes of each call, however many examples there are: parameters and their gradients.</summary>
    public long BytesPerCall { get; init; }

    /// <summary>Adds a call.</summary>
    /// <param name="ownTicks">What it took, without work inside it that is recorded by itself.</param>
    /// <param name="count">Its examples.</param>
    public void Add(long ownTicks, int count)
    {
        calls++;
        ticks += ownTicks;
        examples += count;
    }

    public PassProfile ToProfile(TimeProvider clock) => new(
        calls,
        clock.GetElapsedTime(0, ticks).TotalSeconds,
        (double)OperationsPerExample * examples,
        ((double)BytesPerExample * examples) + ((double)BytesPerCall * calls));
}
