using Discern.Compute;
using Discern.Compute.Memory;

namespace Discern.Balancing;

/// <summary>The rows of one class side by side in memory of their own.</summary>
internal sealed class ClassTable : IDisposable
{
    private readonly Arena arena;

    private ClassTable(Arena arena, Tensor features)
    {
        this.arena = arena;
        Features = features;
    }

    /// <summary>Members × features.</summary>
    public Tensor Features { get; }

    /// <summary>Copies the rows of a class.</summary>
    public static ClassTable Of(SamplingTask task, int label)
    {
        int[] rows = task.MembersOf(label);
        var shape = new Shape(rows.Length, task.Features.Shape[1]);
        var arena = new Arena(Arena.BytesOf(shape));
        Tensor table = arena.Tensor(0, shape);
        for (int place = 0; place < rows.Length; place++)
        {
            task.Features.Slice(rows[place], 1).Values.CopyTo(table.Slice(place, 1).Values);
        }

        return new ClassTable(arena, table);
    }

    public void Dispose() => arena.Dispose();
}
