using Discern.Compute.Threading;
using Discern.Compute.Tiles;
using Discern.Compute.Vectors;

namespace Discern.Compute.Convolutions;

/// <summary>Weights turned round and transposed, phase after phase, as panels for the way back to the input.</summary>
internal static unsafe class TurnedWeights<TVector, TLanes>
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    /// <summary>Floats that the panels take, for all phases together.</summary>
    public static long Count(in ConvolutionShape shape) =>
        (long)shape.KernelHeight * shape.KernelWidth * shape.Filters * PaddedChannels(shape);

    /// <summary>Floats of the panels of one phase.</summary>
    public static long PhaseCount(in ConvolutionShape shape, int rowTaps, int columnTaps) =>
        (long)rowTaps * columnTaps * shape.Filters * PaddedChannels(shape);

    /// <summary>Packs the weights [kernel row][kernel column][in][out], each panel of channels by itself.</summary>
    public static void Pack(in ConvolutionShape shape, float* weights, float* target, Workers workers) =>
        workers.For(PaddedChannels(shape) / Panels<TVector, TLanes>.Width, new PackJob(shape, weights, target));

    private static int PaddedChannels(in ConvolutionShape shape) =>
        (shape.Channels + Panels<TVector, TLanes>.Width - 1) / Panels<TVector, TLanes>.Width * Panels<TVector, TLanes>.Width;

    /// <summary>A panel of channels, in all phases.</summary>
    private readonly struct PackJob(ConvolutionShape shape, float* weights, float* target) : IJob
    {
        public void Run(int index, int worker)
        {
            float* phase = target;
            for (int rowPhase = 0; rowPhase < shape.Stride; rowPhase++)
            {
                for (int columnPhase = 0; columnPhase < shape.Stride; columnPhase++)
                {
                    int rowTaps = GradientAxis.TapsOf(shape.KernelHeight, shape.Stride, rowPhase);
                    int columnTaps = GradientAxis.TapsOf(shape.KernelWidth, shape.Stride, columnPhase);
                    PackPhase(index * Panels<TVector, TLanes>.Width, phase, rowPhase, columnPhase, rowTaps, columnTaps);
                    phase += PhaseCount(shape, rowTaps, columnTaps);
                }
            }
        }

        private void PackPhase(int channel, float* phase, int rowPhase, int columnPhase, int rowTaps, int columnTaps)
        {
            nint tapCount = (nint)shape.Channels * shape.Filters;
            int held = Math.Min(Panels<TVector, TLanes>.Width, shape.Channels - channel);
            nint width = Panels<TVector, TLanes>.WidthAt(channel, shape.Channels);
            float* panel = phase + (channel * (nint)rowTaps * columnTaps * shape.Filters);
            for (int row = rowTaps - 1; row >= 0; row--)
            {
                for (int column = columnTaps - 1; column >= 0; column--)
                {
                    int tap = ((rowPhase + (shape.Stride * row)) * shape.KernelWidth) + columnPhase + (shape.Stride * column);
                    float* source = weights + (tap * tapCount) + ((nint)channel * shape.Filters);
                    Panels<TVector, TLanes>.PackTransposed(source, shape.Filters, shape.Filters, held, panel, (nint)rowTaps * columnTaps * shape.Filters);
                    panel += shape.Filters * width;
                }
            }
        }
    }
}
