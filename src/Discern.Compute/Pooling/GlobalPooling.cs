using System.Runtime.CompilerServices;
using Discern.Compute.Elementwise;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Pooling;

/// <summary>The mean, or the largest value, of each channel over the whole picture.</summary>
public static unsafe class GlobalPooling
{
    /// <summary>The mean of each channel.</summary>
    /// <param name="input">Batch × height × width × channels.</param>
    /// <param name="output">Batch × channels.</param>
    /// <param name="workers">The threads to use.</param>
    public static void AverageForward(Tensor input, Tensor output, Workers workers)
    {
        nint places = Check(input, output);
        var kernel = new AverageKernel(places, input.Shape.Channels, input.Pointer, output.Pointer);
        Ranges.Run(input.Shape.Batch, 1, kernel, workers);
    }

    /// <summary>Shares each channel's gradient evenly among its values.</summary>
    public static void AverageBackward(Tensor outputGradient, Tensor inputGradient, Workers workers)
    {
        nint places = Check(inputGradient, outputGradient);
        var kernel = new SpreadKernel(places, inputGradient.Shape.Channels, outputGradient.Pointer, inputGradient.Pointer);
        Ranges.Run(inputGradient.Shape.Batch, 1, kernel, workers);
    }

    /// <summary>The largest value of each channel.</summary>
    /// <param name="input">Batch × height × width × channels.</param>
    /// <param name="output">Batch × channels.</param>
    /// <param name="places">Receives the place (row · width + column, exact below 2²⁴) that each came from, the first of equals; absent in inference.</param>
    /// <param name="workers">The threads to use.</param>
    public static void MaxForward(Tensor input, Tensor output, Tensor places, Workers workers)
    {
        nint count = Check(input, output);
        if (places.IsPresent)
        {
            Require.AtLeast(places, output.Shape.Count);
        }

        var kernel = new MaxKernel(count, input.Shape.Channels, input.Pointer, output.Pointer, places.Pointer);
        Ranges.Run(input.Shape.Batch, 1, kernel, workers);
    }

    /// <summary>Gives each channel's gradient to the place that its largest value came from; the others get 0.</summary>
    public static void MaxBackward(Tensor places, Tensor outputGradient, Tensor inputGradient, Workers workers)
    {
        nint count = Check(inputGradient, outputGradient);
        Require.AtLeast(places, outputGradient.Shape.Count);
        var kernel = new ScatterKernel(
            count, inputGradient.Shape.Channels, places.Pointer, outputGradient.Pointer, inputGradient.Pointer);
        Ranges.Run(inputGradient.Shape.Batch, 1, kernel, workers);
    }

    private static nint Check(Tensor pictures, Tensor vectors)
    {
        Require.Count(pictures, pictures.Shape.Count);
        Require.Count(vectors, (long)pictures.Shape.Batch * pictures.Shape.Channels);
        return (nint)pictures.Shape.Height * pictures.Shape.Width;
    }

    private readonly struct AverageKernel(nint places, nint channels, float* input, float* output) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            TVector share = TLanes.Create(1f / places);
            for (nint picture = start; picture < end; picture++)
            {
                float* source = input + (picture * places * channels);
                for (nint channel = 0; channel < channels; channel += TLanes.Count)
                {
                    TVector sum = TLanes.Zero;
                    for (nint place = 0; place < places; place++)
                    {
                        sum = TLanes.Add(sum, Edges.Load<TVector, TLanes>(source + (place * channels) + channel, channels - channel));
                    }

                    Edges.Store<TVector, TLanes>(TLanes.Multiply(sum, share), output + (picture * channels) + channel, channels - channel);
                }
            }
        }
    }

    private readonly struct SpreadKernel(nint places, nint channels, float* outputGradient, float* inputGradient) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            TVector share = TLanes.Create(1f / places);
            for (nint picture = start; picture < end; picture++)
            {
                float* target = inputGradient + (picture * places * channels);
                for (nint channel = 0; channel < channels; channel += TLanes.Count)
                {
                    TVector gradient = Edges.Load<TVector, TLanes>(outputGradient + (picture * channels) + channel, channels - channel);
                    gradient = TLanes.Multiply(gradient, share);
                    for (nint place = 0; place < places; place++)
                    {
                        Edges.Store<TVector, TLanes>(gradient, target + (place * channels) + channel, channels - channel);
                    }
                }
            }
        }
    }

    private readonly struct MaxKernel(nint count, nint channels, float* input, float* output, float* places) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            for (nint picture = start; picture < end; picture++)
            {
                float* source = input + (picture * count * channels);
                for (nint channel = 0; channel < channels; channel += TLanes.Count)
                {
                    nint rest = channels - channel;
                    TVector best = Edges.Load<TVector, TLanes>(source + channel, rest);
                    TVector where = TLanes.Zero;
                    for (nint place = 1; place < count; place++)
                    {
                        TVector value = Edges.Load<TVector, TLanes>(source + (place * channels) + channel, rest);
                        where = TLanes.Select(TLanes.GreaterThan(value, best), TLanes.Create(place), where);
                        best = TLanes.Max(best, value);
                    }

                    Edges.Store<TVector, TLanes>(best, output + (picture * channels) + channel, rest);
                    if (places is not null)
                    {
                        Edges.Store<TVector, TLanes>(where, places + (picture * channels) + channel, rest);
                    }
                }
            }
        }
    }

    private readonly struct ScatterKernel(
        nint count, nint channels, float* places, float* outputGradient, float* inputGradient) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            for (nint picture = start; picture < end; picture++)
            {
                float* target = inputGradient + (picture * count * channels);
                new Span<float>(target, (int)(count * channels)).Clear();
                for (nint channel = 0; channel < channels; channel++)
                {
                    nint vector = (picture * channels) + channel;
                    target[((nint)places[vector] * channels) + channel] = outputGradient[vector];
                }
            }
        }
    }
}
