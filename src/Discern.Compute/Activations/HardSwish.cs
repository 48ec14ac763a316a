using System.Runtime.CompilerServices;
using Discern.Compute.Elementwise;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Activations;

/// <summary>x · min(max(x + 3, 0), 6) / 6: Howard et al., "Searching for MobileNetV3" (ICCV 2019).</summary>
public static unsafe class HardSwish
{
    /// <summary>Applies the function to each value; the output may be the input itself.</summary>
    public static void Forward(Tensor input, Tensor output, Workers workers)
    {
        long count = input.Shape.Count;
        Require.Count(input, count);
        Require.Count(output, count);
        Ranges.Run(count, new ForwardKernel(input.Pointer, output.Pointer), workers);
    }

    /// <summary>The input's gradient: 0 up to −3, g from 3 on, (2x + 3) / 6 · g between. It may be the output's gradient itself.</summary>
    public static void Backward(Tensor input, Tensor outputGradient, Tensor inputGradient, Workers workers)
    {
        long count = input.Shape.Count;
        Require.Count(input, count);
        Require.Count(outputGradient, count);
        Require.Count(inputGradient, count);
        Ranges.Run(count, new BackwardKernel(input.Pointer, outputGradient.Pointer, inputGradient.Pointer), workers);
    }

    private readonly struct ForwardKernel(float* input, float* output) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            TVector three = TLanes.Create(3f);
            TVector six = TLanes.Create(6f);
            TVector sixth = TLanes.Create(1f / 6f);
            for (nint index = start; index < end; index += TLanes.Count)
            {
                TVector value = Edges.Load<TVector, TLanes>(input + index, end - index);
                TVector gate = TLanes.Min(six, TLanes.Max(TLanes.Zero, TLanes.Add(value, three)));
                Edges.Store<TVector, TLanes>(TLanes.Multiply(TLanes.Multiply(value, gate), sixth), output + index, end - index);
            }
        }
    }

    private readonly struct BackwardKernel(float* input, float* outputGradient, float* inputGradient) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            TVector three = TLanes.Create(3f);
            TVector minusThree = TLanes.Create(-3f);
            TVector third = TLanes.Create(1f / 3f);
            TVector half = TLanes.Create(0.5f);
            TVector one = TLanes.Create(1f);
            for (nint index = start; index < end; index += TLanes.Count)
            {
                TVector value = Edges.Load<TVector, TLanes>(input + index, end - index);
                TVector middle = TLanes.And(TLanes.GreaterThan(value, minusThree), TLanes.MultiplyAdd(value, third, half));
                TVector slope = TLanes.Select(TLanes.GreaterThan(three, value), middle, one);
                Edges.Store<TVector, TLanes>(TLanes.Multiply(slope, Edges.Load<TVector, TLanes>(outputGradient + index, end - index)), inputGradient + index, end - index);
            }
        }
    }
}
