using Discern.Compute.Activations;
using Discern.Compute.Elementwise;
using Discern.Compute.Threading;

namespace Discern.Compute.Normalization;

/// <summary>Mean and variance of each channel over a batch, and the gradient through a normalisation by them and what was joined to it.</summary>
/// <remarks>Ioffe and Szegedy, "Batch normalization" (ICML 2015). Sums are the same to the last bit for any number of threads.</remarks>
public static unsafe class BatchStatistics
{
    /// <summary>The floats of scratch that each call needs.</summary>
    public static long WorkspaceCount(int channels) => (2 * ColumnSums.WorkspaceCount(channels)) + (4L * channels);

    /// <summary>Finds mean and variance in one pass over memory, in which a mean far from 0 costs no precision.</summary>
    /// <param name="input">Any shape; its last dimension are the channels.</param>
    /// <param name="mean">Receives one value per channel.</param>
    /// <param name="variance">Receives one value per channel: the mean square distance from the mean, over n, not n − 1.</param>
    /// <param name="workspace">At least <see cref="WorkspaceCount"/> floats.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Measure(Tensor input, Tensor mean, Tensor variance, Tensor workspace, Workers workers)
    {
        int channels = input.Shape.Channels;
        long rows = input.Shape.Count / channels;
        Require.Count(input, rows * channels);
        Require.Count(mean, channels);
        Require.Count(variance, channels);
        Require.AtLeast(workspace, WorkspaceCount(channels));
        nint grain = (nint)ColumnSums.RowsPerPiece(rows);
        Ranges.Run(rows, grain, new MomentsKernel(channels, grain, input.Pointer, workspace.Pointer), workers);
        MergePieces(workspace.Pointer, rows, grain, channels, mean.Pointer, variance.Pointer);
    }

    /// <summary>The gradients of y = activation((x − mean) / deviation · γ + β + addend), where mean and deviation depend on x too.</summary>
    /// <param name="gradient">The tensors; see their descriptions.</param>
    /// <param name="workspace">At least <see cref="WorkspaceCount"/> floats.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Backward(in BatchGradient gradient, Tensor workspace, Workers workers)
    {
        int channels = gradient.Input.Shape.Channels;
        long rows = gradient.Input.Shape.Count / channels;
        Check(gradient, rows, channels, workspace);
        bool readsOutput = gradient is { HasAddend: true, Activation: not Activation.None };
        float* factors = workspace.Pointer + (2 * ColumnSums.WorkspaceCount(channels));
        FindAffine(gradient, channels, factors);
        var passage = new GradientPassage
        {
            Channels = channels,
            Input = gradient.Input.Pointer,
            Mean = gradient.Mean.Pointer,
            Scale = factors,
            Shift = factors + (3 * channels),
            Output = readsOutput ? gradient.Output.Pointer : null,
            OutputGradient = gradient.OutputGradient.Pointer,
            Activation = gradient.Activation,
        };

        // What the addend gets is the gradient behind the activation, so the second pass finds it there.
        float* passed = gradient.AddendGradient.IsPresent ? gradient.AddendGradient.Pointer : readsOutput ? passage.OutputGradient : null;
        bool isCopied = passed is not null && (gradient.Activation != Activation.None || passed != passage.OutputGradient);
        SumGradients(gradient, rows, passage, isCopied ? passed : null, workspace.Pointer, workers);
        if (!gradient.InputGradient.IsPresent)
        {
            return;
        }

        FindFactors(gradient, rows, channels, factors);
        GradientPassage second = isCopied ? passage with { OutputGradient = passed, Activation = Activation.None } : passage;
        Ranges.RunRows(rows, channels, new InputGradientKernel(second, factors, gradient.InputGradient.Pointer), workers);
    }

    private static void Check(in BatchGradient gradient, long rows, int channels, Tensor workspace)
    {
        Require.Count(gradient.Input, rows * channels);
        Require.Count(gradient.OutputGradient, rows * channels);
        Require.Count(gradient.Mean, channels);
        Require.Count(gradient.InverseDeviation, channels);
        Require.Count(gradient.Gamma, channels);
        Require.Count(gradient.Beta, channels);
        Require.Count(gradient.GammaGradient, channels);
        Require.Count(gradient.BetaGradient, channels);
        Require.AtLeast(workspace, WorkspaceCount(channels));
        if (gradient is { HasAddend: true, Activation: not Activation.None })
        {
            Require.Count(gradient.Output, rows * channels);
        }

        if (gradient.InputGradient.IsPresent)
        {
            Require.Count(gradient.InputGradient, rows * channels);
        }

        if (gradient.AddendGradient.IsPresent)
        {
            Require.Count(gradient.AddendGradient, rows * channels);
        }
    }

    /// <summary>Joins what the pieces found, in their order and in double precision, some channels at a time: each sum waits for the one before.</summary>
    private static void MergePieces(float* partials, long rows, long grain, int channels, float* mean, float* variance)
    {
        const int together = 64;
        double* sums = stackalloc double[together];
        double* squares = stackalloc double[together];
        nint stride = 2 * (nint)channels;
        for (int first = 0; first < channels; first += together)
        {
            int count = Math.Min(together, channels - first);
            new Span<double>(sums, together).Clear();
            new Span<double>(squares, together).Clear();
            float* piece = partials + first;
            for (long start = 0; start < rows; start += grain, piece += stride)
            {
                double weight = Math.Min(grain, rows - start);
                for (int channel = 0; channel < count; channel++)
                {
                    sums[channel] += piece[channel] * weight;
                }
            }

            for (int channel = 0; channel < count; channel++)
            {
                sums[channel] /= rows;
                mean[first + channel] = (float)sums[channel];
            }

            piece = partials + first;
            for (long start = 0; start < rows; start += grain, piece += stride)
            {
                double weight = Math.Min(grain, rows - start);
                for (int channel = 0; channel < count; channel++)
                {
                    double distance = piece[channel] - sums[channel];
                    squares[channel] += piece[channels + channel] + (distance * distance * weight);
                }
            }

            for (int channel = 0; channel < count; channel++)
            {
                variance[first + channel] = (float)(squares[channel] / rows);
            }
        }
    }

    private static void SumGradients(in BatchGradient gradient, long rows, in GradientPassage passage, float* passed, float* partials, Workers workers)
    {
        int channels = (int)passage.Channels;
        nint grain = (nint)ColumnSums.RowsPerPiece(rows);
        Ranges.Run(rows, grain, new GradientSumsKernel(passage, grain, passed, partials), workers);
        PartialSums.Add(partials, ColumnSums.Pieces(rows), 2 * channels, channels, gradient.BetaGradient.Pointer);
        PartialSums.Add(partials + channels, ColumnSums.Pieces(rows), 2 * channels, channels, gradient.GammaGradient.Pointer);
        for (int channel = 0; channel < channels; channel++)
        {
            gradient.GammaGradient.Pointer[channel] *= gradient.InverseDeviation.Pointer[channel];
        }
    }

    /// <summary>The factors of the forward pass, by the same roundings, in the first and the last of four vectors.</summary>
    private static void FindAffine(in BatchGradient gradient, int channels, float* factors)
    {
        for (int channel = 0; channel < channels; channel++)
        {
            float scale = gradient.Gamma.Pointer[channel] * gradient.InverseDeviation.Pointer[channel];
            factors[channel] = scale;
            factors[(3 * channels) + channel] = gradient.Beta.Pointer[channel] - (gradient.Mean.Pointer[channel] * scale);
        }
    }

    /// <summary>dx = a·dy + b·(x − mean) + c with one a, b and c per channel, of which a is there already.</summary>
    private static void FindFactors(in BatchGradient gradient, long rows, int channels, float* factors)
    {
        for (int channel = 0; channel < channels; channel++)
        {
            double inverse = gradient.InverseDeviation.Pointer[channel];
            double scale = gradient.Gamma.Pointer[channel] * inverse;
            factors[channels + channel] = (float)(-scale * inverse * gradient.GammaGradient.Pointer[channel] / rows);
            factors[(2 * channels) + channel] = (float)(-scale * gradient.BetaGradient.Pointer[channel] / rows);
        }
    }
}
