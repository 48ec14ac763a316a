using System.Runtime.CompilerServices;
using Discern.Compute.Elementwise;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Activations;

/// <summary>Softmax over each row of a table: eˣ divided by the row's sum, so that a row adds up to 1.</summary>
public static unsafe class RowSoftmax
{
    /// <summary>Turns rows of logits into rows of probabilities.</summary>
    /// <param name="input">Rows × classes.</param>
    /// <param name="output">The same shape; may be the input itself.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Forward(Tensor input, Tensor output, Workers workers)
    {
        (int rows, int columns) = Check(input, output);
        Ranges.RunRows(rows, columns, new ForwardKernel(columns, input.Pointer, output.Pointer), workers);
    }

    /// <summary>The input's gradient: y·(g − Σ g·y). It may be the output's gradient itself.</summary>
    public static void Backward(Tensor output, Tensor outputGradient, Tensor inputGradient, Workers workers)
    {
        (int rows, int columns) = Check(output, outputGradient);
        Require.Count(inputGradient, output.Shape.Count);
        var kernel = new BackwardKernel(columns, output.Pointer, outputGradient.Pointer, inputGradient.Pointer);
        Ranges.RunRows(rows, columns, kernel, workers);
    }

    private static (int Rows, int Columns) Check(Tensor values, Tensor others)
    {
        if (values.Shape.Rank != 2)
        {
            throw new ArgumentException($"Softmax is over the rows of a table, and {values.Shape} is not one.", nameof(values));
        }

        Require.Count(values, values.Shape.Count);
        Require.Count(others, values.Shape.Count);
        return (values.Shape[0], values.Shape[1]);
    }

    private readonly struct ForwardKernel(nint columns, float* input, float* output) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            for (nint row = start; row < end; row++)
            {
                Row<TVector, TLanes>(input + (row * columns), output + (row * columns));
            }
        }

        private void Row<TVector, TLanes>(float* source, float* target)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            // The largest logit is taken off first, so that no exponential overflows.
            TVector largest = TLanes.Create(Largest(source));
            for (nint column = 0; column < columns; column += TLanes.Count)
            {
                TVector power = TLanes.Exp(TLanes.Subtract(Edges.Load<TVector, TLanes>(source + column, columns - column), largest));
                Edges.Store<TVector, TLanes>(power, target + column, columns - column);
            }

            TVector sums = TLanes.Zero;
            for (nint column = 0; column < columns; column += TLanes.Count)
            {
                sums = TLanes.Add(sums, Edges.Load<TVector, TLanes>(target + column, columns - column));
            }

            TVector share = TLanes.Create(1f / TLanes.Sum(sums));
            for (nint column = 0; column < columns; column += TLanes.Count)
            {
                Edges.Store<TVector, TLanes>(TLanes.Multiply(share, Edges.Load<TVector, TLanes>(target + column, columns - column)), target + column, columns - column);
            }
        }

        private float Largest(float* source)
        {
            float largest = source[0];
            for (nint column = 1; column < columns; column++)
            {
                largest = Math.Max(largest, source[column]);
            }

            return largest;
        }
    }

    private readonly struct BackwardKernel(nint columns, float* output, float* outputGradient, float* inputGradient) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            for (nint row = start; row < end; row++)
            {
                float* value = output + (row * columns);
                float* gradient = outputGradient + (row * columns);
                TVector products = TLanes.Zero;
                for (nint column = 0; column < columns; column += TLanes.Count)
                {
                    TVector values = Edges.Load<TVector, TLanes>(value + column, columns - column);
                    products = TLanes.MultiplyAdd(values, Edges.Load<TVector, TLanes>(gradient + column, columns - column), products);
                }

                TVector mean = TLanes.Create(TLanes.Sum(products));
                for (nint column = 0; column < columns; column += TLanes.Count)
                {
                    TVector difference = TLanes.Subtract(Edges.Load<TVector, TLanes>(gradient + column, columns - column), mean);
                    TVector values = Edges.Load<TVector, TLanes>(value + column, columns - column);
                    Edges.Store<TVector, TLanes>(TLanes.Multiply(values, difference), inputGradient + (row * columns) + column, columns - column);
                }
            }
        }
    }
}
