using Discern.Compute.Bfloat16;
using Discern.Compute.Convolutions;
using Discern.Neural.Architectures;
using Discern.Neural.Graphs;
using Discern.Neural.Plans;

namespace Discern.Bench.Peers;

/// <summary>The networks that are compared, layer for layer those of the peers' script.</summary>
internal static class Works
{
    public static IReadOnlyList<Work> Networks { get; } =
    [
        new NetworkWork("faces CNN 64x64x1, train step", Faces(), IsTraining: true, 32, Goal: 5),
        new NetworkWork("hotdog CNN 120x120x3, train step", HotDog(), IsTraining: true, 100, Goal: 4),
        .. Forward("VGG16 body 128x128, forward", Body("vgg16", 128), 32, goal: 1.2, roundedGoal: 5),
        .. Forward("ResNet50 224x224, forward", ResNet50(1000), 16, goal: 1.3, roundedGoal: 5),
        .. Forward("MobileNetV2 224x224, forward", MobileNetV2(1000), 16, goal: 1.5, roundedGoal: 2),
        new NetworkWork("ResNet50 224x224, train step", ResNet50(2), IsTraining: true, 16, Goal: 2),
        new NetworkWork("MobileNetV2 224x224, train step", MobileNetV2(2), IsTraining: true, 16, Goal: 2),
    ];

    /// <summary>A forward pass in single precision, and in bfloat16 where the processor has tiles for it.</summary>
    private static IEnumerable<Work> Forward(string name, Graph graph, int pictures, double goal, double roundedGoal)
    {
        yield return new NetworkWork(name, graph, IsTraining: false, pictures, goal);
        if (Amx.IsAvailable)
        {
            yield return new NetworkWork($"{name}, bf16", graph, IsTraining: false, pictures, roundedGoal, Precision.Bfloat16) { PeerName = name };
        }
    }

    private static Graph Body(string name, int size) =>
        Architecture.All.Single(architecture => string.Equals(architecture.Name, name, StringComparison.Ordinal)).Build(size);

    private static Graph Faces()
    {
        Node input = Graph.Input(64, 64, 1);
        Node logits = input
            .Convolution(32, 3).Relu().MaxPool(2)
            .Convolution(32, 3).Relu().MaxPool(2)
            .Convolution(32, 3).Relu().MaxPool(2)
            .Flatten().Dense(64).Relu().Dropout(0.5f).Dense(4);
        return new Graph(input, logits);
    }

    private static Graph HotDog()
    {
        Node input = Graph.Input(120, 120, 3);
        Node logits = input
            .Convolution(32, 3).Relu().MaxPool(2)
            .Convolution(32, 3).Relu().MaxPool(2)
            .Flatten().Dense(64).Relu().Dense(1);
        return new Graph(input, logits);
    }

    private static Graph MobileNetV2(int classes)
    {
        Graph body = Body("mobilenet-v2", 224);
        return new Graph(body.InputNode, body.OutputNode.Dropout(0.2f).Dense(classes));
    }

    // torchvision's, which strides in the middle of a block: 6 % more arithmetic than the article's, which Discern builds.
    private static Graph ResNet50(int classes)
    {
        Node input = Graph.Input(224, 224, 3);
        Node maps = Convolution(input, 64, 7, stride: 2).Relu().MaxPool(3, new PoolingOptions { Stride = 2, Padding = Margin(1) });
        foreach ((int filters, int blocks, int stride) in ((int, int, int)[])[(64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2)])
        {
            maps = Block(maps, filters, stride, Convolution(maps, 4 * filters, 1, stride));
            for (int block = 1; block < blocks; block++)
            {
                maps = Block(maps, filters, stride: 1, maps);
            }
        }

        return new Graph(input, maps.GlobalAveragePool().Dense(classes));
    }

    private static Node Block(Node input, int filters, int stride, Node shortcut)
    {
        Node middle = Convolution(Convolution(input, filters, 1, stride: 1).Relu(), filters, 3, stride).Relu();
        return Convolution(middle, 4 * filters, 1, stride: 1).Add(shortcut).Relu();
    }

    private static Node Convolution(Node input, int filters, int kernel, int stride) => input
        .Convolution(filters, kernel, new ConvolutionOptions { Stride = stride, Padding = Margin(kernel / 2), HasBias = false, Initializer = Initializer.HeUniform })
        .BatchNormalization();

    private static PaddingRule Margin(int size) => PaddingRule.Explicit(new Padding(size, size, size, size));
}
