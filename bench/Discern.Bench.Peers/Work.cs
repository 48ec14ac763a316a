using Discern.Neural.Graphs;

namespace Discern.Bench.Peers;

/// <summary>A training step that a peer does too, under the name that the peer's script gives it.</summary>
internal sealed record Work(string Name, Graph Graph, int InputCount, int Batch)
{
    public static IReadOnlyList<Work> All { get; } = [Faces(), HotDog()];

    private static Work Faces()
    {
        Node input = Graph.Input(64, 64, 1);
        Node logits = input
            .Convolution(32, 3).Relu().MaxPool(2)
            .Convolution(32, 3).Relu().MaxPool(2)
            .Convolution(32, 3).Relu().MaxPool(2)
            .Flatten().Dense(64).Relu().Dropout(0.5f).Dense(4);
        return new Work("faces CNN 64x64x1, train step", new Graph(input, logits), 64 * 64, 32);
    }

    private static Work HotDog()
    {
        Node input = Graph.Input(120, 120, 3);
        Node logits = input
            .Convolution(32, 3).Relu().MaxPool(2)
            .Convolution(32, 3).Relu().MaxPool(2)
            .Flatten().Dense(64).Relu().Dense(1);
        return new Work("hotdog CNN 120x120x3, train step", new Graph(input, logits), 120 * 120 * 3, 100);
    }
}
