using Discern.Compute;
using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Training;

namespace Discern.Classifiers.Tops;

/// <summary>A network over features.</summary>
internal sealed class NetworkTop : ITop
{
    private const int Batch = 32;

    private readonly Graph graph;
    private readonly Weights weights;
    private readonly Classifier classifier;

    /// <summary>Takes over the weights.</summary>
    public NetworkTop(Graph graph, Weights weights, Workers workers)
    {
        this.graph = graph;
        this.weights = weights;
        classifier = new Classifier(graph, weights, Batch, workers);
    }

    public float[] Predict(Tensor features)
    {
        float[] probabilities = new float[features.Shape.Batch * classifier.Classes];
        for (int start = 0; start < features.Shape.Batch; start += Batch)
        {
            int count = Math.Min(Batch, features.Shape.Batch - start);
            classifier.Predict(features.Slice(start, count).Values, count, probabilities.AsSpan(start * classifier.Classes));
        }

        return probabilities;
    }

    public Node Compose(NetworkComposition composition, Node features) => composition.Append(features, graph, weights);

    public void Dispose()
    {
        classifier.Dispose();
        weights.Dispose();
    }
}
