using System.Runtime.CompilerServices;
using Discern.Compute.Elementwise;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Normalization;

/// <summary>Mean and variance of each channel over a batch, and the gradient through a normalisation by them.</summary>
/// <remarks>Ioffe and Szegedy, "Batch normalization" (ICML 2015). Sums are the same to the last bit for any number of threads.</remarks>
public static unsafe class BatchStatistics
{
    /// <summary>The floats of scratch that each call needs.</summary>
    public static long WorkspaceCount(int channels) => (2 * ColumnSums.WorkspaceCount(channels)) + (3L * channels);

    /// <summary>Finds mean and variance in two passes, so that a mean far from 0 costs no precision.</summary>
    /// <param name="input">Any shape; its last dimension are the channels.</param>
    /// <param name="mean">Receives one value per channel.</param>
    /// <param name="variance">Receives one value per channel: the mean square distance from the mean, over n, not n − 1.</param>
    /// <param name="workspace">At least <see cref="WorkspaceCount"/> floats.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Measure(Tensor input, Tensor mean, Tensor variance, Tensor workspace, Workers workers)
    {
        int channels = input.Shape.Channels;
        long rows = input.Shape.Count / channels;
        Require.Count(variance, channels);
        Require.AtLeast(workspace, WorkspaceCount(channels));
        ColumnSums.Run(input, mean, workspace, workers);
        Divide(mean, rows);
        nint grain = (nint)ColumnSums.RowsPerPiece(rows);
        Ranges.Run(rows, grain, new SquaresKernel(channels, grain, input.Pointer, mean.Pointer, workspace.Pointer), workers);
        ColumnSums.Reduce(workspace.Pointer, rows, channels, channels, variance.Pointer);
        Divide(variance, rows);
    }

    /// <summary>The gradients of y = (x − mean) / deviation · gamma + beta, where mean and deviation depend on x too.</summary>
    /// <param name="gradient">The tensors; see their descriptions.</param>
    /// <param name="workspace">At least <see cref="WorkspaceCount"/> floats.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Backward(in BatchGradient gradient, Tensor workspace, Workers workers)
    {
        int channels = gradient.Input.Shape.Channels;
        long rows = gradient.Input.Shape.Count / channels;
        Require.Count(gradient.Input, rows * channels);
        Require.Count(gradient.OutputGradient, rows * channels);
        Require.Count(gradient.Mean, channels);
        Require.Count(gradient.InverseDeviation, channels);
        Require.Count(gradient.Gamma, channels);
        Require.Count(gradient.GammaGradient, channels);
        Require.Count(gradient.BetaGradient, channels);
        Require.AtLeast(workspace, WorkspaceCount(channels));
        SumGradients(gradient, rows, channels, workspace.Pointer, workers);
        if (!gradient.InputGradient.IsPresent)
        {
            return;
        }

        Require.Count(gradient.InputGradient, rows * channels);
        float* factors = workspace.Pointer + (2 * ColumnSums.WorkspaceCount(channels));
        FindFactors(gradient, rows, channels, factors);
        var kernel = new InputKernel(
            channels, gradient.Input.Pointer, gradient.Mean.Pointer, factors, gradient.OutputGradient.Pointer, gradient.InputGradient.Pointer);
        Ranges.RunRows(rows, channels, kernel, workers);
    }

    private static void SumGradients(in BatchGradient gradient, long rows, int channels, float* partials, Workers workers)
    {
        nint grain = (nint)ColumnSums.RowsPerPiece(rows);
        var kernel = new GradientSumsKernel(
            channels, grain, gradient.Input.Pointer, gradient.Mean.Pointer, gradient.OutputGradient.Pointer, partials);
        Ranges.Run(rows, grain, kernel, workers);
        ColumnSums.Reduce(partials, rows, channels, 2 * channels, gradient.BetaGradient.Pointer);
        ColumnSums.Reduce(partials + channels, rows, channels, 2 * channels, gradient.GammaGradient.Pointer);
        for (int channel = 0; channel < channels; channel++)
        {
            gradient.GammaGradient.Pointer[channel] *= gradient.InverseDeviation.Pointer[channel];
        }
    }

    /// <summary>dx = a·dy + b·(x − mean) + c with one a, b and c per channel.</summary>
    private static void FindFactors(in BatchGradient gradient, long rows, int channels, float* factors)
    {
        for (int channel = 0; channel < channels; channel++)
        {
            double inverse = gradient.InverseDeviation.Pointer[channel];
            double scale = gradient.Gamma.Pointer[channel] * inverse;
            factors[channel] = (float)scale;
            factors[channels + channel] = (float)(-scale * inverse * gradient.GammaGradient.Pointer[channel] / rows);
            factors[(2 * channels) + channel] = (float)(-scale * gradient.BetaGradient.Pointer[channel] / rows);
        }
    }

    private static void Divide(Tensor sums, long rows)
    {
        foreach (ref float sum in sums.Values)
        {
            sum = (float)((double)sum / rows);
        }
    }

    private readonly struct SquaresKernel(nint channels, nint grain, float* input, float* mean, float* partials) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            float* target = partials + (start / grain * channels);
            new Span<float>(target, (int)channels).Clear();
            for (nint row = start; row < end; row += 2)
            {
                // The last row of an odd number counts once.
                float* source = input + (row * channels);
                bool isPair = row + 1 < end;
                for (nint channel = 0; channel < channels; channel += TLanes.Count)
                {
                    nint rest = channels - channel;
                    TVector center = Edges.Load<TVector, TLanes>(mean + channel, rest);
                    TVector distance = TLanes.Subtract(Edges.Load<TVector, TLanes>(source + channel, rest), center);
                    TVector sum = TLanes.MultiplyAdd(distance, distance, Edges.Load<TVector, TLanes>(target + channel, rest));
                    if (isPair)
                    {
                        TVector next = TLanes.Subtract(Edges.Load<TVector, TLanes>(source + channels + channel, rest), center);
                        sum = TLanes.MultiplyAdd(next, next, sum);
                    }

                    Edges.Store<TVector, TLanes>(sum, target + channel, rest);
                }
            }
        }
    }

    private readonly struct GradientSumsKernel(
        nint channels, nint grain, float* input, float* mean, float* outputGradient, float* partials) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            float* target = partials + (start / grain * channels * 2);
            new Span<float>(target, (int)(channels * 2)).Clear();
            for (nint row = start; row < end; row++)
            {
                float* source = input + (row * channels);
                float* slope = outputGradient + (row * channels);
                for (nint channel = 0; channel < channels; channel += TLanes.Count)
                {
                    nint rest = channels - channel;
                    float* sums = target + channel;
                    TVector gradient = Edges.Load<TVector, TLanes>(slope + channel, rest);
                    TVector distance = TLanes.Subtract(Edges.Load<TVector, TLanes>(source + channel, rest), Edges.Load<TVector, TLanes>(mean + channel, rest));
                    Edges.Store<TVector, TLanes>(TLanes.Add(Edges.Load<TVector, TLanes>(sums, rest), gradient), sums, rest);
                    sums += channels;
                    Edges.Store<TVector, TLanes>(TLanes.MultiplyAdd(gradient, distance, Edges.Load<TVector, TLanes>(sums, rest)), sums, rest);
                }
            }
        }
    }

    private readonly struct InputKernel(
        nint channels, float* input, float* mean, float* factors, float* outputGradient, float* inputGradient) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            for (nint row = start; row < end; row++)
            {
                float* source = input + (row * channels);
                float* slope = outputGradient + (row * channels);
                float* target = inputGradient + (row * channels);
                for (nint channel = 0; channel < channels; channel += TLanes.Count)
                {
                    nint rest = channels - channel;
                    TVector byGradient = Edges.Load<TVector, TLanes>(factors + channel, rest);
                    TVector byDistance = Edges.Load<TVector, TLanes>(factors + channels + channel, rest);
                    TVector constant = Edges.Load<TVector, TLanes>(factors + (2 * channels) + channel, rest);
                    TVector distance = TLanes.Subtract(Edges.Load<TVector, TLanes>(source + channel, rest), Edges.Load<TVector, TLanes>(mean + channel, rest));
                    TVector gradient = TLanes.MultiplyAdd(byDistance, distance, constant);
                    gradient = TLanes.MultiplyAdd(byGradient, Edges.Load<TVector, TLanes>(slope + channel, rest), gradient);
                    Edges.Store<TVector, TLanes>(gradient, target + channel, rest);
                }
            }
        }
    }
}
