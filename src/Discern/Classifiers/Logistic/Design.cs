using Discern.Classifiers.Scaling;
using Discern.Compute;
using Discern.Compute.Memory;
using Discern.Compute.Threading;

namespace Discern.Classifiers.Logistic;

/// <summary>The table that is fitted: scaled rows, a column of ones for the intercept, then zeros up to whole vectors.</summary>
internal sealed class Design : IDisposable
{
    private const int RowsPerJob = 64;

    private readonly Arena arena;

    private Design(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
        Stride = RowKernels.RoundUp(columns + 1);
        var shape = new Shape(RowKernels.RoundUp(rows), Stride);
        arena = new Arena(Arena.BytesOf(shape));
        Matrix = arena.Tensor(0, shape);
    }

    /// <summary>The number of rows without the filling.</summary>
    public int Rows { get; }

    /// <summary>The number of features; the column of that number holds the ones.</summary>
    public int Columns { get; }

    /// <summary>The number of columns with intercept and filling.</summary>
    public int Stride { get; }

    /// <summary>All rows and columns with their filling.</summary>
    public Tensor Matrix { get; }

    /// <summary>Copies and scales some rows of a table.</summary>
    public static Design Of(Tensor features, int[] rows, Standardization standardization, Workers workers)
    {
        var design = new Design(rows.Length, features.Shape[1]);
        workers.For((rows.Length + RowsPerJob - 1) / RowsPerJob, job =>
        {
            int end = Math.Min(rows.Length, (job + 1) * RowsPerJob);
            for (int row = job * RowsPerJob; row < end; row++)
            {
                Span<float> target = design.Row(row);
                standardization.Apply(features.Slice(rows[row], 1).Values, target);
                target[design.Columns] = 1;
            }
        });
        return design;
    }

    /// <summary>A table of given rows.</summary>
    /// <param name="rows">Each with at least as many values as there are columns.</param>
    /// <param name="columns">The number of features.</param>
    public static Design Of(double[][] rows, int columns)
    {
        var design = new Design(rows.Length, columns);
        for (int row = 0; row < rows.Length; row++)
        {
            Span<float> target = design.Row(row);
            for (int column = 0; column < columns; column++)
            {
                target[column] = (float)rows[row][column];
            }

            target[columns] = 1;
        }

        return design;
    }

    /// <summary>Some rows with their filling.</summary>
    public ReadOnlySpan<float> Block(int start, int count) => Matrix.Slice(start, count).Values;

    /// <inheritdoc/>
    public void Dispose() => arena.Dispose();

    private Span<float> Row(int row) => Matrix.Slice(row, 1).Values;
}
