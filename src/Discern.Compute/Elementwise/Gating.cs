using System.Runtime.CompilerServices;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Elementwise;

/// <summary>Scales each channel of each example by a number of its own, as squeeze-and-excitation does.</summary>
public static unsafe class Gating
{
    /// <summary>output ← input · gates, the same gate at every place of a picture.</summary>
    /// <param name="input">Batch × places × channels, in any shape.</param>
    /// <param name="gates">Batch × channels, in any shape.</param>
    /// <param name="output">As the input; may be the input itself.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Run(Tensor input, Tensor gates, Tensor output, Workers workers)
    {
        (long rows, int channels, long places) = Check(input, gates);
        Require.Count(output, input.Shape.Count);
        var kernel = new Kernel((nint)places, channels, input.Pointer, gates.Pointer, output.Pointer);
        Ranges.RunRows(rows, channels, kernel, workers);
    }

    /// <summary>The gates' gradient: the sum of input · outputGradient over the places.</summary>
    /// <param name="input">Batch × places × channels, in any shape.</param>
    /// <param name="outputGradient">As the input.</param>
    /// <param name="gatesGradient">Batch × channels, in any shape.</param>
    /// <param name="workers">The threads to use.</param>
    public static void GatesGradient(Tensor input, Tensor outputGradient, Tensor gatesGradient, Workers workers)
    {
        (_, int channels, long places) = Check(input, gatesGradient);
        Require.Count(outputGradient, input.Shape.Count);
        var kernel = new GradientKernel((nint)places, channels, input.Pointer, outputGradient.Pointer, gatesGradient.Pointer);
        Ranges.Run(input.Shape.Batch, 1, kernel, workers);
    }

    private static (long Rows, int Channels, long Places) Check(Tensor input, Tensor gates)
    {
        int channels = input.Shape.Channels;
        long rows = input.Shape.Count / channels;
        Require.Count(input, rows * channels);
        Require.Count(gates, (long)input.Shape.Batch * channels);
        return (rows, channels, rows / input.Shape.Batch);
    }

    private readonly struct Kernel(nint places, nint channels, float* input, float* gates, float* output) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            for (nint row = start; row < end; row++)
            {
                float* gate = gates + (row / places * channels);
                float* source = input + (row * channels);
                float* target = output + (row * channels);
                for (nint channel = 0; channel < channels; channel += TLanes.Count)
                {
                    nint left = channels - channel;
                    TVector value = TLanes.Multiply(Edges.Load<TVector, TLanes>(source + channel, left), Edges.Load<TVector, TLanes>(gate + channel, left));
                    Edges.Store<TVector, TLanes>(value, target + channel, left);
                }
            }
        }
    }

    private readonly struct GradientKernel(nint places, nint channels, float* input, float* outputGradient, float* gatesGradient) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            for (nint example = start; example < end; example++)
            {
                for (nint channel = 0; channel < channels; channel += TLanes.Count)
                {
                    nint left = channels - channel;
                    TVector sum = TLanes.Zero;
                    for (nint place = 0; place < places; place++)
                    {
                        nint index = (((example * places) + place) * channels) + channel;
                        sum = TLanes.MultiplyAdd(Edges.Load<TVector, TLanes>(input + index, left), Edges.Load<TVector, TLanes>(outputGradient + index, left), sum);
                    }

                    Edges.Store<TVector, TLanes>(sum, gatesGradient + (example * channels) + channel, left);
                }
            }
        }
    }
}
