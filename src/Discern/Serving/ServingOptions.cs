namespace Discern.Serving;

/// <summary>How concurrent requests are served; the defaults are right for most.</summary>
public sealed record ServingOptions
{
    /// <summary>The most pictures that wait or are under way, at least 1; further ones are refused at once.</summary>
    public int Queue { get; init => field = Positive(value, nameof(Queue)); } = 256;

    /// <summary>The most pictures that go through the network together, at least 1.</summary>
    public int Batch { get; init => field = Positive(value, nameof(Batch)); } = 16;

    /// <summary>Threads that compute, and pictures decoded at once; 0 for one on each core.</summary>
    public int Threads { get; init; }

    /// <summary>A picture of more pixels, by its header, is refused before memory is taken for it: large ones keep a core from all others for seconds.</summary>
    public long MaximumPixels { get; init; } = 100_000_000;

    private static int Positive(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, name);
        return value;
    }
}
