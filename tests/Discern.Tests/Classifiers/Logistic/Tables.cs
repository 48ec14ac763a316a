using Discern.Classifiers.Logistic;
using Discern.Compute;
using Discern.Compute.Memory;
using Discern.Compute.Random;

namespace Discern.Tests.Classifiers.Logistic;

/// <summary>Labelled tables in native memory for tests.</summary>
internal sealed class Tables : IDisposable
{
    private readonly List<Arena> arenas = [];

    /// <summary>A table of given values.</summary>
    public Tensor Of(float[][] rows) => Of(rows, rows.Length == 0 ? 0 : rows[0].Length);

    /// <summary>A table of given values and width.</summary>
    public Tensor Of(float[][] rows, int columns)
    {
        var shape = new Shape(rows.Length, columns);
        var arena = new Arena(Arena.BytesOf(shape));
        arenas.Add(arena);
        Tensor table = arena.Tensor(0, shape);
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row].CopyTo(table.Values.Slice(row * columns, columns));
        }

        return table;
    }

    /// <summary>Normal clouds, one around a random centre for each class; labels in turn.</summary>
    public TrainingTable Clouds(int rows, int columns, int classes, double distance = 1, ulong seed = 3) =>
        Table(CloudRows(rows, columns, classes, distance, seed), classes);

    /// <summary>A table whose labels go in turn.</summary>
    public TrainingTable Table(float[][] rows, int classes) => new(Of(rows), [.. rows.Select((_, row) => row % classes)], classes);

    public static float[][] CloudRows(int rows, int columns, int classes, double distance, ulong seed)
    {
        var random = new Philox(seed, 1);
        float[][] centres = [.. Enumerable.Range(0, classes).Select(_ => Normal(ref random, columns, distance))];
        float[][] values = new float[rows][];
        for (int row = 0; row < rows; row++)
        {
            float[] noise = Normal(ref random, columns, 1);
            values[row] = [.. noise.Zip(centres[row % classes], (a, b) => a + b)];
        }

        return values;
    }

    public void Dispose() => arenas.ForEach(arena => arena.Dispose());

    private static float[] Normal(ref Philox random, int count, double scale)
    {
        float[] values = new float[count];
        for (int index = 0; index < count; index++)
        {
            values[index] = (float)(scale * random.NextNormal());
        }

        return values;
    }
}
