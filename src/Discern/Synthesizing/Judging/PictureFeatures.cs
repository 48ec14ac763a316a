using Discern.Classifiers.Transfer;
using Discern.Compute;
using Discern.Compute.Distances;
using Discern.Compute.Memory;

namespace Discern.Synthesizing.Judging;

/// <summary>What a pretrained network sees in real and in synthetic pictures: a table of roots of features, the real ones first.</summary>
internal sealed class PictureFeatures : IDisposable
{
    private readonly Arena arena;
    private readonly FeatureRoots roots = new();
    private int filled;

    /// <summary>Takes the memory.</summary>
    public PictureFeatures(int real, int synthetic, int columns)
    {
        Real = real;
        Synthetic = synthetic;
        var shape = new Shape(real + synthetic, columns);
        arena = new Arena(Arena.BytesOf(shape));
        Table = arena.Tensor(0, shape);
    }

    /// <summary>Rows × features.</summary>
    public Tensor Table { get; }

    /// <summary>How many real pictures there are.</summary>
    public int Real { get; }

    /// <summary>How many synthetic ones follow.</summary>
    public int Synthetic { get; }

    /// <summary>The rows of the real pictures.</summary>
    public RowSet RealRows => new(Table, [.. Enumerable.Range(0, Real)]);

    /// <summary>The rows of the synthetic ones.</summary>
    public RowSet SyntheticRows => new(Table, [.. Enumerable.Range(Real, Synthetic)]);

    /// <summary>Writes the next rows.</summary>
    public void Add(IEnumerable<float[]> rows)
    {
        foreach (float[] row in rows)
        {
            roots.Apply(row);
            row.CopyTo(Table.Slice(filled++, 1).Values);
        }
    }

    public void Dispose() => arena.Dispose();
}
