namespace Discern.Clustering;

/// <summary>Sets that grow together; the smallest member stands for its set.</summary>
internal sealed class UnionFind
{
    private readonly int[] parents;

    /// <summary>Makes sets of one member each.</summary>
    public UnionFind(int count) => parents = [.. Enumerable.Range(0, count)];

    /// <summary>The smallest member of a member's set.</summary>
    public int Root(int member)
    {
        while (parents[member] != member)
        {
            parents[member] = parents[parents[member]];
            member = parents[member];
        }

        return member;
    }

    /// <summary>Makes two sets one.</summary>
    /// <returns>Whether they were two.</returns>
    public bool Join(int one, int other)
    {
        (one, other) = (Root(one), Root(other));
        parents[Math.Max(one, other)] = Math.Min(one, other);
        return one != other;
    }
}
