using Discern.Classifiers.Logistic;
using Discern.Classifiers.Tops;
using Discern.Classifiers.Transfer;
using Discern.Features.Backbones;
using Discern.Neural.Graphs;

namespace Discern.Classifiers.FineTune;

/// <summary>The part of a classifier that learns: the last convolutions of each body, and the top on their features.</summary>
/// <param name="Graph">From what crosses the cuts, body after body, to the logits.</param>
/// <param name="Weights">Its numbers.</param>
internal sealed record FineTuneNetwork(Graph Graph, Weights Weights) : IDisposable
{
    /// <summary>Parameters of the bodies before the cuts, which never change.</summary>
    public long FrozenBefore { get; private init; }

    /// <summary>Builds the network of whole bodies, their numbers included.</summary>
    /// <param name="backbone">The whole backbone.</param>
    /// <param name="design">How many of the last convolutions of each body learn, at what rate, and what stands on it.</param>
    /// <param name="classes">How many classes there are.</param>
    public static FineTuneNetwork Build(Backbone backbone, FineTuneDesign design, int classes)
    {
        BodyNetwork[] bodies = [.. backbone.Bodies.Select(body => body.Read())];
        try
        {
            GraphCut[] cuts = [.. bodies.Select(body => new GraphCut(body.Graph, design.Unfreeze))];
            Graph[] before = [.. cuts.Select(cut => cut.Before())];
            Node input = Graph.Input(before.Sum(part => part.OutputNode.Shape.Channels));
            var origins = new Dictionary<Parameter, Parameter>();
            var features = new List<Node>();
            int start = 0;
            foreach ((GraphCut cut, Graph part) in cuts.Zip(before))
            {
                features.Add(cut.Behind(input, start, origins, design.LayerDecay));
                start += part.OutputNode.Shape.Channels;
            }

            Node all = features.Count == 1 ? features[0] : features[0].Concat([.. features.Skip(1)]);
            var graph = new Graph(input, design.Top == TransferTop.Dense ? DenseTop.Layers(all, classes) : all.Rescaling().Dense(classes == 2 ? 1 : classes));
            Weights weights = Weights.Zeros(graph);
            foreach ((Parameter own, Parameter origin) in origins)
            {
                bodies.First(body => body.Weights.Contains(origin)).Weights[origin].Values.CopyTo(weights[own].Values);
            }

            return new FineTuneNetwork(graph, weights) { FrozenBefore = before.Sum(part => part.ParameterCount) };
        }
        finally
        {
            foreach (BodyNetwork body in bodies)
            {
                body.Dispose();
            }
        }
    }

    /// <summary>Gives the top the numbers of a logistic regression over the same features.</summary>
    public void TakeTop(LogisticModel model)
    {
        Node dense = Graph.OutputNode;
        Node rescaling = dense.Inputs[0];
        model.Standardization.CopyTo(Weights[rescaling.Parameters[0]].Values, Weights[rescaling.Parameters[1]].Values);
        model.CopyKernelTo(Weights[dense.Parameters[0]].Values);
        model.Intercepts.CopyTo(Weights[dense.Parameters[1]].Values);
    }

    /// <summary>Gives the top the numbers of a dense one that was trained over the same features.</summary>
    public void TakeTop(Graph top, Weights numbers) => DenseTop.WithoutStandardization(top, numbers, Graph.OutputNode, Weights);

    public void Dispose() => Weights.Dispose();
}
