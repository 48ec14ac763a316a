using Discern.Classifiers;
using Discern.Compute;
using Discern.Compute.Random;
using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Onnx;
using Discern.Neural.Plans;

namespace Discern.Explaining.Models;

/// <summary>One network from pixels of 0 to 255 to probabilities, with gradients; its plans are made when first used.</summary>
/// <param name="graph">The network, from pixels to what its end makes probabilities of.</param>
/// <param name="weights">Its numbers, which it takes over; they may hold those of other layers, too.</param>
/// <param name="end">How probabilities come of its output.</param>
/// <param name="isMirrored">Whether an answer is the mean of those for the picture and its mirror image.</param>
/// <param name="workers">The threads to use.</param>
internal sealed class ExplainedNetwork(Graph graph, Weights weights, ClassifierEnd end, bool isMirrored, Workers workers) : IDisposable
{
    /// <summary>Pictures that are answered at once.</summary>
    public const int Batch = 16;

    /// <summary>Pictures whose gradients are computed at once; all layers of each are held.</summary>
    public const int GradientBatch = 5;

    private Plan? answers;
    private Plan? gradients;

    public Graph Graph => graph;

    public Weights Weights => weights;

    public Workers Workers => workers;

    public Shape Input => graph.InputNode.Shape;

    /// <summary>Numbers that the network gives for a picture.</summary>
    public int Outputs => checked((int)graph.OutputNode.Shape.CountPerExample);

    public int Classes => ClassifierEnds.Classes(Outputs);

    /// <summary>Whether it looks at each picture as it is and mirrored.</summary>
    public IReadOnlyList<bool> Views { get; } = isMirrored ? [false, true] : [false];

    private int Values => checked((int)Input.CountPerExample);

    /// <summary>The same network after its kernels' numbers were shuffled, each kernel by itself.</summary>
    /// <remarks>What a kernel's numbers are stays, and with it the scale of the signals; what was learnt of their places is gone.</remarks>
    public ExplainedNetwork Shuffled(ulong seed)
    {
        Weights shuffled = weights.ZerosLike();
        shuffled.CopyFrom(weights);
        foreach ((int index, Parameter parameter) in graph.Parameters.Index().Where(each => each.Item.Shape.Rank > 1))
        {
            new Philox(seed, (ulong)index).Shuffle(shuffled[parameter].Values);
        }

        return new ExplainedNetwork(graph, shuffled, end, isMirrored, workers);
    }

    /// <summary>Adds the probabilities of up to <see cref="Batch"/> pictures, times a weight.</summary>
    public void AddProbabilities(ReadOnlySpan<float> pixels, int count, double weight, Span<double> sums)
    {
        answers ??= new Plan(graph, weights, new PlanOptions { Batch = Batch }, workers);
        double[] probabilities = new double[Classes];
        foreach (bool isFlipped in Views)
        {
            Fill(answers.Input, pixels, count, isFlipped);
            answers.Forward(count);
            for (int example = 0; example < count; example++)
            {
                ClassifierEnds.Forward(end, answers.Output.Values.Slice(example * Outputs, Outputs), probabilities);
                for (int label = 0; label < Classes; label++)
                {
                    sums[(example * Classes) + label] += weight / Views.Count * probabilities[label];
                }
            }
        }
    }

    /// <summary>Adds the gradient by the pixels of up to <see cref="GradientBatch"/> pictures.</summary>
    /// <param name="pixels">The pictures.</param>
    /// <param name="count">How many.</param>
    /// <param name="probabilityGradients">The gradient by the probabilities that <see cref="AddProbabilities"/> adds with a weight of 1.</param>
    /// <param name="sums">As many values as the pictures have.</param>
    public void AddGradient(ReadOnlySpan<float> pixels, int count, ReadOnlySpan<double> probabilityGradients, Span<double> sums)
    {
        gradients ??= new Plan(graph, weights, new PlanOptions { Batch = GradientBatch, Purpose = PlanPurpose.InputGradient }, workers);
        double[] probabilities = new double[Classes];
        foreach (bool isFlipped in Views)
        {
            Fill(gradients.Input, pixels, count, isFlipped);
            gradients.Forward(count);
            for (int example = 0; example < count; example++)
            {
                ClassifierEnds.Forward(end, gradients.Output.Values.Slice(example * Outputs, Outputs), probabilities);
                ClassifierEnds.Backward(
                    end, probabilities, probabilityGradients.Slice(example * Classes, Classes), gradients.OutputGradient.Values.Slice(example * Outputs, Outputs));
            }

            gradients.Backward();
            Span<float> gradient = gradients.InputGradient.Values[..(count * Values)];
            if (isFlipped)
            {
                float[] turned = new float[gradient.Length];
                Mirroring.Apply(gradient, turned, Input.Width, Input.Channels);
                turned.CopyTo(gradient);
            }

            for (int value = 0; value < gradient.Length; value++)
            {
                sums[value] += gradient[value] / Views.Count;
            }
        }
    }

    public void Dispose()
    {
        answers?.Dispose();
        gradients?.Dispose();
        weights.Dispose();
    }

    private void Fill(Tensor target, ReadOnlySpan<float> pixels, int count, bool isFlipped)
    {
        if (isFlipped)
        {
            Mirroring.Apply(pixels[..(count * Values)], target.Values, Input.Width, Input.Channels);
        }
        else
        {
            pixels[..(count * Values)].CopyTo(target.Values);
        }
    }
}
