namespace Discern.Neural.Plans;

/// <summary>Memory that a plan needs for a part of its steps; several tensors that are never alive at once with different contents may share it.</summary>
internal sealed class Buffer(long bytes)
{
    /// <summary>Its size.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>The first step that writes it.</summary>
    public int First { get; private set; } = int.MaxValue;

    /// <summary>The last step that reads or writes it.</summary>
    public int Last { get; private set; } = -1;

    /// <summary>Where it lies in the arena, once that is known.</summary>
    public long Offset { get; set; }

    /// <summary>Makes it last from, or up to, another step.</summary>
    public void Use(int step)
    {
        First = Math.Min(First, step);
        Last = Math.Max(Last, step);
    }

    /// <summary>Whether both are needed at some step.</summary>
    public bool MeetsInTime(Buffer other) => First <= other.Last && other.First <= Last;
}
