using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Plans;
using Discern.Neural.Profiling;
using Discern.Neural.Training.Losses;

namespace Discern.Neural.Training;

/// <summary>Gives each picture a probability per class.</summary>
/// <example>
/// <code>
/// using var classifier = new Classifier(graph, weights, batch: 32, Workers.Shared);
/// float[] probabilities = new float[count * classifier.Classes];
/// classifier.Predict(pixels, count, probabilities);
/// </code>
/// </example>
public sealed class Classifier : IDisposable
{
    private readonly Plan plan;
    private readonly Loss loss;
    private readonly int batch;
    private readonly int logits;
    private readonly int inputsPerExample;

    /// <summary>Makes a trained network ready.</summary>
    /// <param name="graph">The network; its output are logits.</param>
    /// <param name="weights">Its numbers, as they are now; after a change make a new classifier.</param>
    /// <param name="batch">How many examples are computed at once.</param>
    /// <param name="workers">The threads to use.</param>
    /// <param name="recorder">Where each operation's time is written; null: nowhere.</param>
    public Classifier(Graph graph, Weights weights, int batch, Workers workers, PlanRecorder? recorder = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        this.batch = batch;
        plan = new Plan(graph, weights, new PlanOptions { Batch = batch, Recorder = recorder }, workers);
        logits = checked((int)graph.OutputNode.Shape.CountPerExample);
        inputsPerExample = checked((int)graph.InputNode.Shape.CountPerExample);
        loss = Loss.For(logits);
    }

    /// <summary>Columns of probabilities: one per class, two where the network gives a single logit.</summary>
    public int Classes => Math.Max(logits, 2);

    /// <summary>Classifies examples, any number of them.</summary>
    /// <param name="inputs">Count × height × width × channels values, as the network was trained on.</param>
    /// <param name="count">How many examples, 0 or more.</param>
    /// <param name="probabilities">Receives count × <see cref="Classes"/> values; each row adds up to 1. A single logit gives (1 − p, p).</param>
    /// <exception cref="ArgumentException">A span is shorter than the count asks for.</exception>
    public void Predict(ReadOnlySpan<float> inputs, int count, Span<float> probabilities)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs.Length, (long)count * inputsPerExample, nameof(inputs));
        ArgumentOutOfRangeException.ThrowIfLessThan(probabilities.Length, (long)count * Classes, nameof(probabilities));
        for (int start = 0; start < count; start += batch)
        {
            int part = Math.Min(batch, count - start);
            inputs.Slice(start * inputsPerExample, part * inputsPerExample).CopyTo(plan.Input.Values);
            plan.Forward(part);
            for (int example = 0; example < part; example++)
            {
                loss.Predict(
                    plan.Output.Values.Slice(example * logits, logits),
                    probabilities.Slice((start + example) * Classes, Classes));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => plan.Dispose();
}
