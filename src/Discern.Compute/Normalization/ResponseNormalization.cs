using System.Runtime.CompilerServices;
using Discern.Compute.Elementwise;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Normalization;

/// <summary>
/// Local response normalisation across channels, y = x / (bias + α / size · Σ x²)^β with the sum over the
/// <c>size</c> channels around each: Krizhevsky et al. (NIPS 2012), with the window as in ONNX.
/// </summary>
public static unsafe class ResponseNormalization
{
    /// <summary>Normalises each place of each picture.</summary>
    /// <param name="factors">Window, α, β and bias.</param>
    /// <param name="input">Any shape; its last dimension are the channels.</param>
    /// <param name="output">The same shape; not the input itself.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Forward(in ResponseFactors factors, Tensor input, Tensor output, Workers workers)
    {
        int channels = input.Shape.Channels;
        Require.Count(output, input.Shape.Count);
        var kernel = new ForwardKernel(new Row(factors, channels), input.Pointer, output.Pointer);
        Ranges.RunRows(input.Shape.Count / channels, channels, kernel, workers);
    }

    /// <summary>The input's gradient.</summary>
    /// <param name="factors">Window, α, β and bias.</param>
    /// <param name="input">What the forward pass was given.</param>
    /// <param name="outputGradient">As the input.</param>
    /// <param name="inputGradient">As the input; may be the output's gradient itself.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Backward(in ResponseFactors factors, Tensor input, Tensor outputGradient, Tensor inputGradient, Workers workers)
    {
        int channels = input.Shape.Channels;
        Require.Count(outputGradient, input.Shape.Count);
        Require.Count(inputGradient, input.Shape.Count);
        var kernel = new BackwardKernel(new Row(factors, channels), input.Pointer, outputGradient.Pointer, inputGradient.Pointer);
        Ranges.RunRows(input.Shape.Count / channels, channels, kernel, workers);
    }

    /// <summary>One row of channels, kept with zeros on both sides so that windows need no edges.</summary>
    private readonly struct Row(ResponseFactors factors, nint channels)
    {
        public nint Channels => channels;

        public ResponseFactors Factors => factors;

        /// <summary>Channels before the middle of a window.</summary>
        public nint Before => (factors.Size - 1) / 2;

        /// <summary>Channels behind the middle of a window.</summary>
        public nint After => factors.Size - 1 - Before;

        /// <summary>Floats with room for a window and a vector on both sides.</summary>
        public nint Room(nint lanes) => channels + (2 * (factors.Size + lanes));

        /// <summary>bias + α / size · the sum of squares around each channel of this vector.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Scale<TVector, TLanes>(float* squares, nint channel)
            where TVector : struct
            where TLanes : struct, ILanes<TVector> =>
            TLanes.MultiplyAdd(
                Window<TVector, TLanes>(squares + channel - Before), TLanes.Create(factors.Alpha / factors.Size), TLanes.Create(factors.Bias));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Window<TVector, TLanes>(float* start)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            TVector sum = TLanes.Zero;
            for (nint offset = 0; offset < factors.Size; offset++)
            {
                sum = TLanes.Add(sum, TLanes.Load(start + offset));
            }

            return sum;
        }

        /// <summary>Writes the squares of a row into scratch that is 0 around them.</summary>
        public void Square<TVector, TLanes>(float* source, float* squares)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            for (nint channel = 0; channel < channels; channel += TLanes.Count)
            {
                TVector value = Edges.Load<TVector, TLanes>(source + channel, channels - channel);
                TLanes.Store(TLanes.Multiply(value, value), squares + channel);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Power<TVector, TLanes>(TVector scale)
            where TVector : struct
            where TLanes : struct, ILanes<TVector> =>
            TLanes.Exp(TLanes.Multiply(TLanes.Create(-factors.Beta), TLanes.Log(scale)));
    }

    private readonly struct ForwardKernel(Row row, float* input, float* output) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            nint room = row.Room(TLanes.Count);
            float* scratch = ThreadScratch.Rent(room);
            new Span<float>(scratch, (int)room).Clear();
            float* squares = scratch + row.Factors.Size;
            for (nint place = start; place < end; place++)
            {
                float* source = input + (place * row.Channels);
                row.Square<TVector, TLanes>(source, squares);
                for (nint channel = 0; channel < row.Channels; channel += TLanes.Count)
                {
                    nint left = row.Channels - channel;
                    TVector power = row.Power<TVector, TLanes>(row.Scale<TVector, TLanes>(squares, channel));
                    TVector value = TLanes.Multiply(power, Edges.Load<TVector, TLanes>(source + channel, left));
                    Edges.Store<TVector, TLanes>(value, output + (place * row.Channels) + channel, left);
                }
            }
        }
    }

    /// <summary>g · s^−β − 2αβ / size · x · Σ g·x·s^(−β−1), the sum over the channels whose windows hold this one.</summary>
    private readonly struct BackwardKernel(Row row, float* input, float* outputGradient, float* inputGradient) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            nint room = row.Room(TLanes.Count);
            float* scratch = ThreadScratch.Rent(2 * room);
            new Span<float>(scratch, (int)(2 * room)).Clear();
            float* squares = scratch + row.Factors.Size;
            float* shares = squares + room;
            TVector factor = TLanes.Create(-2 * row.Factors.Alpha * row.Factors.Beta / row.Factors.Size);
            for (nint place = start; place < end; place++)
            {
                float* source = input + (place * row.Channels);
                float* gradient = outputGradient + (place * row.Channels);
                float* target = inputGradient + (place * row.Channels);
                row.Square<TVector, TLanes>(source, squares);
                for (nint channel = 0; channel < row.Channels; channel += TLanes.Count)
                {
                    nint left = row.Channels - channel;
                    TVector scale = row.Scale<TVector, TLanes>(squares, channel);
                    TVector power = row.Power<TVector, TLanes>(scale);
                    TVector passed = TLanes.Multiply(power, Edges.Load<TVector, TLanes>(gradient + channel, left));
                    TVector share = TLanes.Divide(TLanes.Multiply(passed, Edges.Load<TVector, TLanes>(source + channel, left)), scale);
                    TLanes.Store(share, shares + channel);
                    Edges.Store<TVector, TLanes>(passed, target + channel, left);
                }

                for (nint channel = 0; channel < row.Channels; channel += TLanes.Count)
                {
                    nint left = row.Channels - channel;
                    TVector sum = TLanes.Multiply(factor, row.Window<TVector, TLanes>(shares + channel - row.After));
                    TVector passed = Edges.Load<TVector, TLanes>(target + channel, left);
                    Edges.Store<TVector, TLanes>(
                        TLanes.MultiplyAdd(sum, Edges.Load<TVector, TLanes>(source + channel, left), passed), target + channel, left);
                }
            }
        }
    }
}
