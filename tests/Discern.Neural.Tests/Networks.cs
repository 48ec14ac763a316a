using Discern.Neural.Graphs;

namespace Discern.Neural.Tests;

/// <summary>Networks for tests.</summary>
internal static class Networks
{
    /// <summary>The face classifier of the issue: three blocks and 92,868 parameters.</summary>
    public static Graph Faces()
    {
        Node input = Graph.Input(64, 64, 1);
        Node maps = input
            .Convolution(32, 3).Relu().MaxPool(2)
            .Convolution(32, 3).Relu().MaxPool(2)
            .Convolution(32, 3).Relu().MaxPool(2);
        return new Graph(input, maps.Flatten().Dense(64).Relu().Dropout(0.5f).Dense(4));
    }

    private static Node Normalized(Node input, int filters, int size) =>
        input.Convolution(filters, size, new() { Padding = PaddingRule.Same, HasBias = false }).BatchNormalization();

    /// <summary>Two blocks and one logit: 1,615,905 parameters.</summary>
    public static Graph HotDog()
    {
        Node input = Graph.Input(120, 120, 3);
        Node maps = input.Convolution(32, 3).Relu().MaxPool(2).Convolution(32, 3).Relu().MaxPool(2);
        return new Graph(input, maps.Flatten().Dense(64).Relu().Dense(1));
    }

    /// <summary>Every way of joining layers once: blocks, folding, in-place functions, dropout.</summary>
    public static Graph Chain(int classes = 3)
    {
        Node input = Graph.Input(12, 14, 3);
        Node maps = input
            .Convolution(8, 3, new() { HasBias = false }).BatchNormalization().Relu().MaxPool(2)
            .DepthwiseConvolution(3, new() { Padding = PaddingRule.Same }).BatchNormalization().Relu6()
            .Convolution(9, 3, new() { Stride = 2, Padding = PaddingRule.Same }).Relu6()
            .Convolution(7, 1).MaxPool(2);
        return new Graph(input, maps.Flatten().Dense(11).BatchNormalization().Relu().Dropout(0.3f).Dense(6).Sigmoid().Dense(classes));
    }

    /// <summary>Two bottlenecks of a residual network, with and without a convolution beside them.</summary>
    public static Graph Bottlenecks()
    {
        Node input = Graph.Input(9, 8, 3);
        Node maps = Normalized(input, 16, 3).Relu();
        maps = Normalized(Normalized(Normalized(maps, 17, 1).Relu(), 18, 3).Relu6(), 16, 1).Add(maps).Relu();
        maps = Normalized(Normalized(maps, 16, 3).Relu(), 20, 1).Add(Normalized(maps, 20, 1)).Relu();
        return new Graph(input, maps.GlobalAveragePool().Dense(3));
    }

    /// <summary>Layers with several consumers: a residual sum, a sum with itself, channels side by side, views.</summary>
    public static Graph Branches()
    {
        Node input = Graph.Input(8, 8, 3);
        Node first = input.Convolution(5, 3, new() { Padding = PaddingRule.Same }).Relu();
        Node residual = first.Convolution(5, 3, new() { Padding = PaddingRule.Same }).BatchNormalization().Add(first).Relu();
        Node twice = residual.Add(residual);
        Node joined = twice.Concat(first, residual.AveragePool(3, new() { Stride = 1, Padding = PaddingRule.Same }));
        Node flat = joined.MaxPool(2).Flatten();
        Node vector = flat.Relu().Dense(7).Concat(flat.Dense(4), joined.GlobalAveragePool(), joined.GlobalMaxPool());
        return new Graph(input, vector.Dense(3));
    }
}
