using Discern.Compute;
using Discern.Compute.Matrices;
using Discern.Compute.Memory;
using Discern.Compute.Threading;

namespace Discern.Classifiers.Logistic;

/// <summary>A table with far more features than rows, turned so that it has no more features than rows.</summary>
/// <remarks>
/// The coefficients that minimise a loss plus ½‖w‖² lie in the span of the rows (the representer theorem). In an orthonormal basis of
/// that span the table is the Cholesky factor L of its Gram matrix, X Xᵀ = L Lᵀ, and lengths stay as they are: the same regression on
/// L has the same losses and penalties. Pivoting ends at the numerical rank, so repeated rows do no harm. The pivot rows
/// span all; with them w = X_pᵀ L_p⁻ᵀ c leads back.
/// </remarks>
internal sealed class RowSpan : IDisposable
{
    private const int MostRows = 1024;
    private const double RankTolerance = 1e-6; // of single precision, in which the Gram matrix is computed

    private readonly Design design;
    private readonly double[][] factor;
    private readonly int[] pivots;

    private RowSpan(Design design, double[][] factor, int[] pivots)
    {
        this.design = design;
        this.factor = factor;
        this.pivots = pivots;
        Turned = Design.Of(factor, pivots.Length);
    }

    /// <summary>The turned table: rows × rank.</summary>
    public Design Turned { get; }

    /// <summary>Whether turning the table costs less than it saves.</summary>
    public static bool IsWorthwhile(Design design) => design.Rows <= MostRows && design.Rows <= design.Columns / 2;

    /// <summary>Turns a table.</summary>
    public static RowSpan Of(Design design, Workers workers)
    {
        int rows = design.Rows;
        int padded = design.Matrix.Shape.Batch;
        using var arena = new Arena(Arena.BytesOf(new Shape(padded, padded)));
        Tensor gram = arena.Tensor(0, new Shape(padded, padded));
        MatrixProduct.Multiply(design.Matrix, design.Matrix, gram, new MatrixProductOptions { TransposeRight = true }, workers);
        double[][] lower = [.. Enumerable.Range(0, rows).Select(_ => new double[rows])];
        return new RowSpan(design, lower, Decompose(gram.Values, padded, lower));
    }

    /// <summary>The coefficients of the table itself for coefficients of the turned one.</summary>
    /// <param name="turned">Outputs × stride of <see cref="Turned"/>.</param>
    /// <param name="coefficients">Receives outputs × stride of the table.</param>
    public void Expand(double[] turned, double[] coefficients)
    {
        int outputs = turned.Length / Turned.Stride;
        int padded = design.Matrix.Shape.Batch;
        double[] factors = new double[outputs * padded];
        double[] solution = new double[pivots.Length];
        for (int output = 0; output < outputs; output++)
        {
            turned.AsSpan(output * Turned.Stride, pivots.Length).CopyTo(solution);
            for (int step = pivots.Length - 1; step >= 0; step--)
            {
                double[] row = factor[pivots[step]];
                double value = solution[step] / row[step];
                factors[(output * padded) + pivots[step]] = value;
                VectorArithmetic.AddScaled(-value, row.AsSpan(0, step), solution.AsSpan(0, step));
            }
        }

        Array.Clear(coefficients);
        RowKernels.Accumulate(design.Block(0, padded), factors, coefficients, design.Stride);
        for (int output = 0; output < outputs; output++)
        {
            // The column of ones took part in the sums above, too; the intercept is the turned table's own.
            coefficients[(output * design.Stride) + design.Columns] = turned[(output * Turned.Stride) + Turned.Columns];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Turned.Dispose();

    /// <summary>Cholesky's factorisation with the largest remaining diagonal as the next pivot.</summary>
    /// <param name="gram">Products of rows, the column of ones included, in rows of <paramref name="stride"/>.</param>
    /// <param name="stride">The length of a row.</param>
    /// <param name="lower">Receives a row for each row, one value for each pivot.</param>
    /// <returns>The rows chosen, one for each dimension of the span.</returns>
    private static int[] Decompose(ReadOnlySpan<float> gram, int stride, double[][] lower)
    {
        int rows = lower.Length;
        double[] rest = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            rest[row] = gram[(row * stride) + row] - 1.0;
        }

        double least = RankTolerance * rest.Max();
        var chosen = new List<int>();
        while (chosen.Count < rows)
        {
            int pivot = Array.IndexOf(rest, rest.Max());
            if (!(rest[pivot] > least))
            {
                break;
            }

            int step = chosen.Count;
            double[] pivotRow = lower[pivot];
            double root = Math.Sqrt(rest[pivot]);
            for (int row = 0; row < rows; row++)
            {
                if (double.IsNegativeInfinity(rest[row]))
                {
                    continue; // a pivot already: zero from here on
                }

                double product = gram[(pivot * stride) + row] - 1.0;
                double value = row == pivot ? root : (product - VectorArithmetic.Dot(lower[row].AsSpan(0, step), pivotRow)) / root;
                lower[row][step] = value;
                rest[row] -= value * value;
            }

            rest[pivot] = double.NegativeInfinity;
            chosen.Add(pivot);
        }

        return [.. chosen];
    }
}
