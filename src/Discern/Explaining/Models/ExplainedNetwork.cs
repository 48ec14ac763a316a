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
    // What plans hold at once, mirrored looks included; for gradients that is all layers of each.
    private const int AnswerRows = 16;
    private const int GradientRows = 6;

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

    /// <summary>Pictures that are answered at once.</summary>
    public int Batch => AnswerRows / Views.Count;

    /// <summary>Pictures whose gradients are computed at once.</summary>
    public int GradientBatch => GradientRows / Views.Count;

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
    public void AddProbabilities(ReadOnlySpan<float> pixels, int count, double weight, Span<double> sums) =>
        Forward(answers ??= new Plan(graph, weights, new PlanOptions { Batch = AnswerRows }, workers), pixels, count, weight, sums);

    /// <summary>The same for up to <see cref="GradientBatch"/> pictures, of which <see cref="AddGradient"/> is asked next.</summary>
    public void AddProbabilitiesBeforeGradient(ReadOnlySpan<float> pixels, int count, double weight, Span<double> sums) =>
        Forward(gradients ??= new Plan(graph, weights, new PlanOptions { Batch = GradientRows, Purpose = PlanPurpose.InputGradient }, workers), pixels, count, weight, sums);

    /// <summary>Adds the gradient by the pixels of the pictures that <see cref="AddProbabilitiesBeforeGradient"/> answered last.</summary>
    /// <param name="count">How many they were.</param>
    /// <param name="probabilityGradients">The gradient by the probabilities, as if they had been added with a weight of 1.</param>
    /// <param name="sums">As many values as the pictures have.</param>
    /// <exception cref="InvalidOperationException">No picture was answered before.</exception>
    public void AddGradient(int count, ReadOnlySpan<double> probabilityGradients, Span<double> sums)
    {
        Plan plan = gradients ?? throw new InvalidOperationException("A gradient is that of pictures that were answered before.");
        double[] probabilities = new double[Classes];
        for (int row = 0; row < Views.Count * count; row++)
        {
            ClassifierEnds.Forward(end, OutputOf(plan.Output, row), probabilities);
            ClassifierEnds.Backward(end, probabilities, probabilityGradients.Slice(row % count * Classes, Classes), OutputOf(plan.OutputGradient, row));
        }

        plan.Backward();
        float[] turned = new float[count * Values];
        for (int view = 0; view < Views.Count; view++)
        {
            ReadOnlySpan<float> gradient = View(plan.InputGradient, view, count);
            if (Views[view])
            {
                Mirroring.Apply(gradient, turned, Input.Width, Input.Channels);
                gradient = turned;
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

    private void Forward(Plan plan, ReadOnlySpan<float> pixels, int count, double weight, Span<double> sums)
    {
        for (int view = 0; view < Views.Count; view++)
        {
            if (Views[view])
            {
                Mirroring.Apply(pixels[..(count * Values)], View(plan.Input, view, count), Input.Width, Input.Channels);
            }
            else
            {
                pixels[..(count * Values)].CopyTo(View(plan.Input, view, count));
            }
        }

        plan.Forward(Views.Count * count);
        double[] probabilities = new double[Classes];
        for (int row = 0; row < Views.Count * count; row++)
        {
            ClassifierEnds.Forward(end, OutputOf(plan.Output, row), probabilities);
            for (int label = 0; label < Classes; label++)
            {
                sums[(row % count * Classes) + label] += weight / Views.Count * probabilities[label];
            }
        }
    }

    private Span<float> View(Tensor pictures, int view, int count) => pictures.Values.Slice(view * count * Values, count * Values);

    private Span<float> OutputOf(Tensor rows, int row) => rows.Values.Slice(row * Outputs, Outputs);
}
