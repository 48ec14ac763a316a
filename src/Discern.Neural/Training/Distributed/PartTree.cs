namespace Discern.Neural.Training.Distributed;

/// <summary>How a batch is cut into parts, who computes them, and in which order their sums meet: by halves of halves, whoever computes them.</summary>
/// <remarks>
/// Parts and ranks are halved side by side, the smaller half first. So what a rank adds up by itself is a branch of the one tree of all parts, and
/// the sum has the same bits for any number of ranks up to that of the parts.
/// </remarks>
internal static class PartTree
{
    /// <summary>The examples of a part: from its first up to, not including, its end; none where there are fewer examples than parts.</summary>
    public static (int First, int End) Examples(int count, int part, int parts) =>
        ((int)((long)count * part / parts), (int)((long)count * (part + 1) / parts));

    /// <summary>The parts of a rank; at least one, where there are as many parts as ranks.</summary>
    public static (int First, int End) PartsOf(int rank, int size, int parts)
    {
        (int first, int end) = (0, parts);
        (int firstRank, int endRank) = (0, size);
        while (endRank - firstRank > 1)
        {
            int middleRank = Middle(firstRank, endRank);
            int middle = Middle(first, end);
            if (rank < middleRank)
            {
                (end, endRank) = (middle, middleRank);
            }
            else
            {
                (first, firstRank) = (middle, middleRank);
            }
        }

        return (first, end);
    }

    /// <summary>Where a range is halved.</summary>
    public static int Middle(int first, int end) => first + ((end - first) / 2);

    /// <summary>How often a range can be halved.</summary>
    public static int Depth(int count) => count <= 1 ? 0 : 1 + Depth(count - (count / 2));
}
