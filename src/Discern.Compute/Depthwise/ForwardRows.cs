using System.Runtime.CompilerServices;
using Discern.Compute.Activations;
using Discern.Compute.Convolutions;
using Discern.Compute.Elementwise;
using Discern.Compute.Tiles;
using Discern.Compute.Vectors;

namespace Discern.Compute.Depthwise;

/// <summary>Rows of a depthwise convolution's output, bias and activation included.</summary>
/// <remarks>
/// Outputs side by side whose windows lie inside the picture are summed together, so that each weight is loaded once for all of them. Where a row or the
/// channels do not divide, the last group lies over the one before: the same values are computed twice, to the same bits. Columns at the edges, and one that
/// is left alone, are summed for some channels together instead.
/// </remarks>
internal readonly unsafe struct ForwardRows(
    ConvolutionShape shape, float* input, float* weights, float* bias, Activation activation, float* output) : IRangeKernel
{
    /// <summary>Whether the input is in the second-level cache already; else what comes next is asked for ahead.</summary>
    public bool IsInputInCache { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TVector, TLanes>(nint start, nint end)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        // Columns from first to last have their windows inside the picture.
        int first = Math.Min((shape.Padding.Left + shape.Stride - 1) / shape.Stride, shape.OutputWidth);
        int room = shape.Width + shape.Padding.Left - shape.KernelWidth;
        int last = room < 0 ? first : Math.Clamp((room / shape.Stride) + 1, first, shape.OutputWidth);
        int inner = shape.Channels < TLanes.Count ? 0 : last - first;
        for (nint row = start; row < end; row++)
        {
            Line line = LineAt(row);
            for (int column = 0; column < shape.OutputWidth;)
            {
                if (column < first || column >= last - 1 || inner < Counts.Of4.Value)
                {
                    One<TVector, TLanes>(line, column);
                    column++;
                }
                else if (inner >= Counts.Of8.Value && last - column > Counts.Of4.Value)
                {
                    column = Math.Min(column, last - Counts.Of8.Value);
                    Several<TVector, TLanes, Counts.Of8>(line, column);
                    column += Counts.Of8.Value;
                }
                else
                {
                    column = Math.Min(column, last - Counts.Of4.Value);
                    Several<TVector, TLanes, Counts.Of4>(line, column);
                    column += Counts.Of4.Value;
                }
            }
        }
    }

    private Line LineAt(nint row)
    {
        int top = ((int)(row % shape.OutputHeight) * shape.Stride) - shape.Padding.Top;
        nint width = (nint)shape.Width * shape.Channels;
        return new Line
        {
            Source = input + (((row / shape.OutputHeight * shape.Height) + top) * width),
            FirstTap = Math.Max(-top, 0),
            LastTap = Math.Min(shape.KernelHeight, shape.Height - top),
            Target = output + (row * shape.OutputWidth * shape.Channels),
        };
    }

    /// <summary>One column, whose window may reach beyond the picture; four vectors of channels at once, since each sum waits for the tap before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void One<TVector, TLanes>(in Line line, int column)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        nint channels = shape.Channels;
        nint lanes = TLanes.Count;
        int left = (column * shape.Stride) - shape.Padding.Left;
        nint firstTap = Math.Max(-left, 0);
        nint taps = Math.Min(shape.KernelWidth, shape.Width - left) - firstTap;
        float* values = line.Source + (((line.FirstTap * (nint)shape.Width) + left + firstTap) * channels);
        float* kernel = weights + (((line.FirstTap * (nint)shape.KernelWidth) + firstTap) * channels);
        float* target = line.Target + (column * channels);
        nint sourceRow = (shape.Width - taps) * channels;
        nint kernelRow = (shape.KernelWidth - taps) * channels;
        TVector lower = TLanes.Create(activation.LeastOutput());
        TVector upper = TLanes.Create(activation.LargestOutput());
        nint channel = 0;
        for (; channel + (4 * lanes) <= channels; channel += 4 * lanes)
        {
            float* start = bias + channel;
            TVector sum0 = bias is null ? TLanes.Zero : TLanes.Load(start);
            TVector sum1 = bias is null ? TLanes.Zero : TLanes.Load(start + lanes);
            TVector sum2 = bias is null ? TLanes.Zero : TLanes.Load(start + (2 * lanes));
            TVector sum3 = bias is null ? TLanes.Zero : TLanes.Load(start + (3 * lanes));
            float* value = values + channel;
            float* weight = kernel + channel;
            for (int y = line.FirstTap; y < line.LastTap; y++)
            {
                for (nint x = taps; x > 0; x--)
                {
                    sum0 = TLanes.MultiplyAdd(TLanes.Load(value), TLanes.Load(weight), sum0);
                    sum1 = TLanes.MultiplyAdd(TLanes.Load(value + lanes), TLanes.Load(weight + lanes), sum1);
                    sum2 = TLanes.MultiplyAdd(TLanes.Load(value + (2 * lanes)), TLanes.Load(weight + (2 * lanes)), sum2);
                    sum3 = TLanes.MultiplyAdd(TLanes.Load(value + (3 * lanes)), TLanes.Load(weight + (3 * lanes)), sum3);
                    value += channels;
                    weight += channels;
                }

                value += sourceRow;
                weight += kernelRow;
            }

            float* to = target + channel;
            TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum0)), to);
            TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum1)), to + lanes);
            TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum2)), to + (2 * lanes));
            TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum3)), to + (3 * lanes));
        }

        for (; channel < channels; channel += lanes)
        {
            nint rest = channels - channel;
            TVector sum = bias is null ? TLanes.Zero : Edges.Load<TVector, TLanes>(bias + channel, rest);
            float* value = values + channel;
            float* weight = kernel + channel;
            for (int y = line.FirstTap; y < line.LastTap; y++)
            {
                for (nint x = taps; x > 0; x--)
                {
                    sum = TLanes.MultiplyAdd(Edges.Load<TVector, TLanes>(value, rest), Edges.Load<TVector, TLanes>(weight, rest), sum);
                    value += channels;
                    weight += channels;
                }

                value += sourceRow;
                weight += kernelRow;
            }

            Edges.Store<TVector, TLanes>(TLanes.Min(upper, TLanes.Max(lower, sum)), target + channel, rest);
        }
    }

    /// <summary>Four or eight columns from the given one on, whose windows lie inside the picture, of at least a vector of channels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Several<TVector, TLanes, TColumns>(in Line line, int column)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
        where TColumns : struct, ICount
    {
        nint channels = shape.Channels;
        nint kernelHeight = line.LastTap - line.FirstTap;
        nint kernelWidth = shape.KernelWidth;
        nint sourceRow = (shape.Width - kernelWidth) * channels;
        float* source = line.Source + (((line.FirstTap * (nint)shape.Width) + (column * shape.Stride) - shape.Padding.Left) * channels);
        float* kernel = weights + (line.FirstTap * kernelWidth * channels);
        float* target = line.Target + (column * channels);
        nint step = shape.Stride * channels;

        // What the next columns read and these do not, in the rows that the row of outputs before did not read.
        nint width = shape.Width * channels;
        float* ahead = line.Source + (((line.LastTap - 1) * width) + ((((column + TColumns.Value - 1) * shape.Stride) - shape.Padding.Left + kernelWidth) * channels));
        nint share = IsInputInCache ? 0 : TColumns.Value * shape.Stride * TLanes.Count;
        TVector lower = TLanes.Create(activation.LeastOutput());
        TVector upper = TLanes.Create(activation.LargestOutput());
        for (nint next = 0; next < channels; next += TLanes.Count)
        {
            if (shape.Stride > 1)
            {
                Ahead.Ask<TVector, TLanes>(ahead - width, share);
            }

            ahead = Ahead.Ask<TVector, TLanes>(ahead, share);
            nint channel = Math.Min(next, channels - TLanes.Count);
            TVector sum0 = bias is null ? TLanes.Zero : TLanes.Load(bias + channel);
            TVector sum1 = sum0, sum2 = sum0, sum3 = sum0, sum4 = sum0, sum5 = sum0, sum6 = sum0, sum7 = sum0;
            float* weight = kernel + channel;
            float* value0 = source + channel;
            for (nint y = kernelHeight; y > 0; y--)
            {
                for (nint x = kernelWidth; x > 0; x--)
                {
                    TVector factor = TLanes.Load(weight);
                    float* value3 = value0 + (step * 3);
                    sum0 = TLanes.MultiplyAdd(TLanes.Load(value0), factor, sum0);
                    sum1 = TLanes.MultiplyAdd(TLanes.Load(value0 + step), factor, sum1);
                    sum2 = TLanes.MultiplyAdd(TLanes.Load(value0 + (step * 2)), factor, sum2);
                    sum3 = TLanes.MultiplyAdd(TLanes.Load(value3), factor, sum3);
                    if (TColumns.Value > 4)
                    {
                        float* value6 = value0 + (step * 6);
                        sum4 = TLanes.MultiplyAdd(TLanes.Load(value3 + step), factor, sum4);
                        sum5 = TLanes.MultiplyAdd(TLanes.Load(value3 + (step * 2)), factor, sum5);
                        sum6 = TLanes.MultiplyAdd(TLanes.Load(value6), factor, sum6);
                        sum7 = TLanes.MultiplyAdd(TLanes.Load(value6 + step), factor, sum7);
                    }

                    value0 += channels;
                    weight += channels;
                }

                value0 += sourceRow;
            }

            float* to = target + channel;
            TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum0)), to);
            TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum1)), to + channels);
            TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum2)), to + (channels * 2));
            TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum3)), to + (channels * 3));
            if (TColumns.Value > 4)
            {
                to += channels * 4;
                TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum4)), to);
                TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum5)), to + channels);
                TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum6)), to + (channels * 2));
                TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum7)), to + (channels * 3));
            }
        }
    }

    /// <summary>A row of the output.</summary>
    private readonly ref struct Line
    {
        /// <summary>The input's row under the kernel's first one, which may lie above the picture, and then is not read.</summary>
        public required float* Source { get; init; }

        /// <summary>The first row of the kernel over the picture.</summary>
        public required int FirstTap { get; init; }

        /// <summary>The one behind the last.</summary>
        public required int LastTap { get; init; }

        public required float* Target { get; init; }
    }
}
