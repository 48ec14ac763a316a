using Discern.Compute;

namespace Discern.Neural.Training.Distributed;

/// <summary>Where the threads of a group find each other's vectors.</summary>
internal sealed class SharedExchange(InProcessGroup group)
{
    public InProcessGroup Group => group;

    public int Size => group.Size;

    /// <summary>Each rank's vector; set before the rank first begins.</summary>
    public Tensor[] Values { get; } = new Tensor[group.Size];

    /// <summary>How many scatters and gathers each rank has begun.</summary>
    public int[] Begun { get; } = new int[group.Size];

    /// <summary>How many of them each rank has taken over.</summary>
    public int[] Taken { get; } = new int[group.Size];

    /// <summary>Whether all ranks have come so far.</summary>
    public static bool Have(int[] counters, int count)
    {
        for (int rank = 0; rank < counters.Length; rank++)
        {
            if (Volatile.Read(ref counters[rank]) < count)
            {
                return false;
            }
        }

        return true;
    }
}
