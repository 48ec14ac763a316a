using Discern.Compute;
using Discern.Compute.Random;
using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Plans;
using Discern.Neural.Training;
using Discern.Neural.Training.Optimizers;

namespace Discern.Synthesizing.Diffusing;

/// <summary>A network that takes noise out of codes, and so makes codes out of noise.</summary>
/// <remarks>
/// A U-Net (Ronneberger, Fischer and Brox, MICCAI 2015) of residual blocks, small enough for a processor; scaled, trained and drawn from as in Karras and others,
/// "Elucidating the design space of diffusion-based generative models" (NeurIPS 2022).
/// </remarks>
internal sealed class Denoiser : IDisposable
{
    /// <summary>Codes of each step.</summary>
    public const int Batch = 16;

    private const double LearningRate = 1e-3;
    private const int DrawingSteps = 32;
    private const int Width = 128;
    private const int Overview = 256;
    private const ulong Purpose = 0x64656E6F697365; // "denoise"

    private readonly CodeMaps maps;
    private readonly CodeScale scale;
    private readonly Graph graph;
    private readonly Weights weights;
    private readonly Workers workers;
    private readonly ulong seed;

    private Denoiser(CodeMaps maps, CodeScale scale, ulong seed, Workers workers)
    {
        this.seed = seed;
        this.workers = workers;
        this.maps = maps;
        this.scale = scale;
        graph = Compose(maps);
        weights = Weights.Initialize(graph, Philox.Stream(seed, Purpose));
    }

    /// <summary>Learns from codes.</summary>
    /// <param name="codes">Codes × rows × as many columns × channels; rows are even.</param>
    /// <param name="steps">How many steps, each with <see cref="Batch"/> codes.</param>
    /// <param name="seed">Fixes all that is drawn.</param>
    /// <param name="workers">Who computes.</param>
    /// <param name="onStep">Is told after each step how many are done.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    public static Denoiser Train(Tensor codes, int steps, ulong seed, Workers workers, Action<int>? onStep = null, CancellationToken cancellation = default)
    {
        var layout = new CodeMaps(codes.Shape.WithBatch(1));
        var denoiser = new Denoiser(layout, new CodeScale(codes), seed, workers);
        try
        {
            var options = new RegressionOptions { Steps = steps, Batch = Batch, Optimizer = new AdamOptions { LearningRate = LearningRate }, Seed = seed };
            var source = new NoisyCodes(layout, denoiser.scale.Scaled(codes.Values), seed);
            RegressionTrainer.Train(denoiser.graph, denoiser.weights, options, source, workers, (step, _) => onStep?.Invoke(step), cancellation);
            return denoiser;
        }
        catch
        {
            denoiser.Dispose();
            throw;
        }
    }

    /// <summary>Makes codes out of noise, one after the other, each out of noise of its own.</summary>
    public IEnumerable<float[]> Draw(int count, CancellationToken cancellation = default)
    {
        using var plan = new Plan(graph, weights, new PlanOptions { Batch = Batch }, workers);
        for (int start = 0; start < count; start += Batch)
        {
            foreach (float[] code in Draw(plan, start, Math.Min(Batch, count - start), cancellation))
            {
                yield return scale.Restored(code);
            }
        }
    }

    public void Dispose() => weights.Dispose();

    /// <summary>Heun's method from level to level (Karras and others' algorithm 1); the last step is Euler's.</summary>
    private float[][] Draw(Plan plan, int first, int count, CancellationToken cancellation)
    {
        NoiseLevel[] levels = NoiseLevel.Descend(DrawingSteps);
        float[][] codes = [.. Enumerable.Range(first, count).Select(number => Noise(number, levels[0]))];
        for (int step = 0; step < DrawingSteps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            (NoiseLevel from, NoiseLevel to) = (levels[step], levels[step + 1]);
            float stride = (float)(to.Deviation - from.Deviation);
            float[][] slopes = Slopes(plan, codes, from);
            float[][] ends = [.. codes.Zip(slopes, (code, slope) => Along(code, slope, stride))];
            if (to.Deviation > 0)
            {
                float[][] others = Slopes(plan, ends, to);
                ends = [.. Enumerable.Range(0, count).Select(index => Along(Along(codes[index], slopes[index], stride / 2), others[index], stride / 2))];
            }

            codes = ends;
        }

        return codes;
    }

    /// <summary>How codes change with the deviation of their noise.</summary>
    private float[][] Slopes(Plan plan, float[][] noisy, NoiseLevel level)
    {
        for (int index = 0; index < noisy.Length; index++)
        {
            maps.WriteInput(noisy[index], level, plan.Input.Slice(index, 1).Values);
        }

        plan.Forward(noisy.Length);
        (float skip, float output, float deviation) = (level.SkipScale, level.OutputScale, (float)level.Deviation);
        float[][] slopes = new float[noisy.Length][];
        for (int index = 0; index < noisy.Length; index++)
        {
            float[] values = noisy[index];
            ReadOnlySpan<float> given = plan.Output.Slice(index, 1).Values;
            float[] slope = slopes[index] = new float[values.Length];
            for (int at = 0; at < slope.Length; at++)
            {
                slope[at] = (values[at] - ((skip * values[at]) + (output * given[at]))) / deviation;
            }
        }

        return slopes;
    }

    private float[] Noise(int number, NoiseLevel level)
    {
        var random = new Philox(seed, Philox.Stream(Purpose, 1, (ulong)number));
        float[] noise = new float[maps.Length];
        foreach (ref float value in noise.AsSpan())
        {
            value = (float)(level.Deviation * random.NextNormal());
        }

        return noise;
    }

    private static float[] Along(float[] code, float[] slope, float stride)
    {
        float[] moved = new float[code.Length];
        for (int at = 0; at < moved.Length; at++)
        {
            moved[at] = code[at] + (stride * slope[at]);
        }

        return moved;
    }

    private static Graph Compose(CodeMaps codes)
    {
        Node input = Graph.Input(codes.Side, codes.Side, codes.Channels + CodeMaps.Told);
        Node fine = Residual(Residual(Convolution(input)));
        Node told = input.ChannelSlice(codes.Channels, CodeMaps.Told).AveragePool(2);
        Node coarse = Residual(Convolution(Convolution(fine, stride: 2).Concat(told)));
        coarse = Residual(coarse.Add(Overlooked(coarse)));
        Node joined = Residual(Residual(Convolution(coarse.Upsample(2).Concat(fine))));
        return new Graph(input, Convolution(joined.Swish(), codes.Channels));
    }

    /// <summary>All places hear of each other: dense layers see the map as one.</summary>
    private static Node Overlooked(Node maps) =>
        maps.Swish().Flatten().Dense(Overview).Swish().Dense((int)maps.Shape.CountPerExample).Reshape(maps.Shape);

    private static Node Residual(Node maps) => maps.Add(Convolution(Convolution(maps.Swish()).Swish()));

    private static Node Convolution(Node maps, int filters = Width, int stride = 1) =>
        maps.Convolution(filters, 3, new ConvolutionOptions { Padding = PaddingRule.Same, Stride = stride });
}
