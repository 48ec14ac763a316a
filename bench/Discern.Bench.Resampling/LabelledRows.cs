using System.Globalization;
using Discern.Compute;
using Discern.Compute.Memory;
using Discern.Compute.Random;

namespace Discern.Bench.Resampling;

/// <summary>A table to measure on, with its memory.</summary>
internal sealed class LabelledRows : IDisposable
{
    private readonly Arena arena;

    private LabelledRows(int rows, int columns)
    {
        var shape = new Shape(rows, columns);
        arena = new Arena(Arena.BytesOf(shape));
        Features = arena.Tensor(0, shape);
        Labels = new int[rows];
    }

    public Tensor Features { get; }

    public int[] Labels { get; }

    /// <summary>Rows around fifty centres, one in eleven of the rare class and shifted: drawn as the peers' script draws them.</summary>
    public static LabelledRows Drawn(int rows, int columns)
    {
        var table = new LabelledRows(rows, columns);
        var random = new Philox(0, 0);
        float[][] centres = [.. Enumerable.Range(0, 50).Select(_ => Enumerable.Range(0, columns).Select(_ => (float)random.NextNormal()).ToArray())];
        for (int row = 0; row < rows; row++)
        {
            table.Labels[row] = random.NextDouble() < 0.09 ? 1 : 0;
            float[] centre = centres[random.NextInt32(centres.Length)];
            Span<float> values = table.Features.Slice(row, 1).Values;
            for (int column = 0; column < columns; column++)
            {
                values[column] = (float)(centre[column] + (0.7 * random.NextNormal()) + (0.3 * table.Labels[row]));
            }
        }

        return table;
    }

    /// <summary>Numbers separated by tabs, the class last: 1 or 2.</summary>
    public static LabelledRows Read(string path)
    {
        string[] lines = [.. File.ReadLines(path).Where(line => line.Length > 0)];
        int columns = lines[0].Split('\t').Length - 1;
        var table = new LabelledRows(lines.Length, columns);
        for (int row = 0; row < lines.Length; row++)
        {
            string[] fields = lines[row].Split('\t');
            for (int column = 0; column < columns; column++)
            {
                table.Features.Values[(row * columns) + column] = float.Parse(fields[column], CultureInfo.InvariantCulture);
            }

            table.Labels[row] = int.Parse(fields[columns], CultureInfo.InvariantCulture) - 1;
        }

        return table;
    }

    public void Dispose() => arena.Dispose();
}
