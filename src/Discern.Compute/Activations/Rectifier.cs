using System.Runtime.CompilerServices;
using Discern.Compute.Elementwise;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Activations;

/// <summary>Rectified units: max(x, 0), and the same with 6 as its upper bound.</summary>
public static unsafe class Rectifier
{
    /// <summary>Applies the function to each value.</summary>
    /// <param name="activation">Which function.</param>
    /// <param name="input">Any shape.</param>
    /// <param name="output">As many values; may be the input itself.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Forward(Activation activation, Tensor input, Tensor output, Workers workers)
    {
        long count = input.Shape.Count;
        Require.Count(input, count);
        Require.Count(output, count);
        Ranges.Run(count, new ForwardKernel(UpperBound(activation), input.Pointer, output.Pointer), workers);
    }

    /// <summary>Lets the gradient pass where the output is inside the bounds; at the bounds it is 0, as in PyTorch and Keras.</summary>
    /// <param name="activation">Which function.</param>
    /// <param name="output">What the forward pass gave.</param>
    /// <param name="outputGradient">As many values.</param>
    /// <param name="inputGradient">As many values; may be the output's gradient itself.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Backward(Activation activation, Tensor output, Tensor outputGradient, Tensor inputGradient, Workers workers)
    {
        long count = output.Shape.Count;
        Require.Count(output, count);
        Require.Count(outputGradient, count);
        Require.Count(inputGradient, count);
        var kernel = new BackwardKernel(UpperBound(activation), output.Pointer, outputGradient.Pointer, inputGradient.Pointer);
        Ranges.Run(count, kernel, workers);
    }

    private static float UpperBound(Activation activation) => activation switch
    {
        Activation.Relu => float.PositiveInfinity,
        Activation.Relu6 => 6f,
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "Not a rectified unit."),
    };

    private readonly struct ForwardKernel(float upperBound, float* input, float* output) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            TVector upper = TLanes.Create(upperBound);
            for (nint index = start; index < end; index += TLanes.Count)
            {
                // The value is on the right, so that what is not a number stays so and is noticed in the loss.
                TVector value = TLanes.Max(TLanes.Zero, Edges.Load<TVector, TLanes>(input + index, end - index));
                Edges.Store<TVector, TLanes>(TLanes.Min(upper, value), output + index, end - index);
            }
        }
    }

    private readonly struct BackwardKernel(float upperBound, float* output, float* outputGradient, float* inputGradient) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            TVector upper = TLanes.Create(upperBound);
            for (nint index = start; index < end; index += TLanes.Count)
            {
                TVector value = Edges.Load<TVector, TLanes>(output + index, end - index);
                TVector inside = TLanes.And(TLanes.GreaterThan(value, TLanes.Zero), TLanes.GreaterThan(upper, value));
                Edges.Store<TVector, TLanes>(TLanes.And(inside, Edges.Load<TVector, TLanes>(outputGradient + index, end - index)), inputGradient + index, end - index);
            }
        }
    }
}
