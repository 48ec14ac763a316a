using Discern.Compute;
using Discern.Compute.Memory;

namespace Discern.Balancing;

/// <summary>What a sampler chose: which rows stay, which are there again, and which are new and from which parents.</summary>
public sealed record Resampling
{
    /// <summary>The rows that stay, ascending, each once.</summary>
    public required IReadOnlyList<int> Kept { get; init; }

    /// <summary>Rows that are there once more; one may be named several times.</summary>
    public IReadOnlyList<int> Copies { get; init; } = [];

    /// <summary>Rows that were made.</summary>
    public IReadOnlyList<SyntheticRow> Synthetic { get; init; } = [];

    /// <summary>How many rows each class had.</summary>
    public required IReadOnlyList<int> CountsBefore { get; init; }

    /// <summary>How many it has now, copies and made rows among them.</summary>
    public required IReadOnlyList<int> CountsAfter { get; init; }

    /// <summary>What the user should know, as sentences.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>How many rows there are now.</summary>
    public int Count => Kept.Count + Copies.Count + Synthetic.Count;

    /// <summary>The labels of the new table: of the rows that stay, of copies, of made rows.</summary>
    /// <param name="labels">The labels of the old one.</param>
    public int[] Labels(IReadOnlyList<int> labels) =>
        [.. Kept.Select(row => labels[row]), .. Copies.Select(row => labels[row]), .. Synthetic.Select(row => row.Label)];

    /// <summary>Writes the new table in the order of <see cref="Labels"/>.</summary>
    /// <param name="features">The old table.</param>
    /// <param name="target">Receives <see cref="Count"/> × features.</param>
    /// <exception cref="ArgumentException">The target has another size.</exception>
    public void Fill(Tensor features, Tensor target)
    {
        if (target.Shape != new Shape(Count, features.Shape[1]))
        {
            throw new ArgumentException($"{Count} rows of {features.Shape[1]} features do not fit {target.Shape}.", nameof(target));
        }

        int next = 0;
        foreach (int row in Kept.Concat(Copies))
        {
            features.Slice(row, 1).Values.CopyTo(target.Slice(next++, 1).Values);
        }

        foreach (SyntheticRow row in Synthetic)
        {
            Interpolate(features.Slice(row.First, 1).Values, features.Slice(row.Second, 1).Values, row.Share, target.Slice(next++, 1).Values);
        }
    }

    /// <summary>The new table in memory of its own, which the caller gives back.</summary>
    /// <param name="features">The old table.</param>
    /// <param name="arena">Owns the memory.</param>
    public Tensor ToTable(Tensor features, out Arena arena)
    {
        var shape = new Shape(Math.Max(1, Count), features.Shape[1]);
        arena = new Arena(Arena.BytesOf(shape));
        Tensor target = arena.Tensor(0, shape).Take(Count);
        Fill(features, target);
        return target;
    }

    /// <summary>target = first + share · (second − first).</summary>
    internal static void Interpolate(ReadOnlySpan<float> first, ReadOnlySpan<float> second, float share, Span<float> target)
    {
        int width = System.Numerics.Vector<float>.Count;
        int column = 0;
        for (; column <= target.Length - width; column += width)
        {
            var from = new System.Numerics.Vector<float>(first[column..]);
            (from + (share * (new System.Numerics.Vector<float>(second[column..]) - from))).CopyTo(target[column..]);
        }

        for (; column < target.Length; column++)
        {
            target[column] = first[column] + (share * (second[column] - first[column]));
        }
    }
}
