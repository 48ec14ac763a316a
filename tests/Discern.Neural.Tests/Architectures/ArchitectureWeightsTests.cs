using Discern.Neural.Architectures;
using Discern.Neural.Graphs;
using Discern.Neural.Onnx;
using Discern.Neural.Tests.Onnx;

namespace Discern.Neural.Tests.Architectures;

public sealed class ArchitectureWeightsTests : IDisposable
{
    private const int Size = 32;

    private readonly OnnxFile file = new();

    public static TheoryData<string> Names => [.. Architecture.All.Select(architecture => architecture.Name)];

    public void Dispose() => file.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_with_a_classifier_behind_the_body_fills_it(string name)
    {
        Graph graph = Build(name);
        using Weights weights = Random(graph);
        Graph whole = new(graph.InputNode, graph.OutputNode.Dense(3));
        using Weights all = Weights.Initialize(whole, 2);
        Copy(weights, all);
        OnnxWriter.Write(whole, all, new OnnxMetadata { Classes = ["a", "b", "c"] }, file.Path);

        Graph target = Build(name);
        using Weights filled = ArchitectureWeights.Read(target, file.Path);

        AssertSame(graph, weights, target, filled);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_whose_exporter_folded_the_normalisation_fills_it(string name)
    {
        Graph graph = Build(name);
        using Weights weights = Random(graph);
        Write(graph, weights);
        FoldedNormalization.Write(file.Path);

        Graph target = Build(name);
        using Weights filled = ArchitectureWeights.Read(target, file.Path);

        AssertSame(graph, weights, target, filled);
    }

    [Fact]
    public void The_order_in_which_a_block_adds_does_not_matter()
    {
        Node input = Graph.Input(8, 8, 3);
        Node swapped = Branch(input).Add(input.Convolution(5, 1));
        Node asWritten = Graph.Input(8, 8, 3);
        Graph target = new(asWritten, asWritten.Convolution(5, 1).Add(Branch(asWritten)).GlobalAveragePool());
        Graph source = new(input, swapped.GlobalAveragePool());
        using Weights numbers = Random(source);
        Write(source, numbers);

        using Weights filled = ArchitectureWeights.Read(target, file.Path);

        AssertSame(source, numbers, target, filled, 8);
    }

    [Theory]
    [InlineData("fewer layers", "3 convolutions and dense layers, and the network 13")]
    [InlineData("another size", "layer 2, 'conv2d_1', has a kernel of 3 × 3 × 64 × 32 where the network's is 3 × 3 × 64 × 64 ('conv2d_1')")]
    [InlineData("another stride", "layer 1, 'conv2d', has a stride of 2 where the network's is 1")]
    [InlineData("another kind", "layer 2, 'depthwise_conv2d', is a DepthwiseConv2D where the network has a Conv2D")]
    [InlineData("normalised", "layer 1, 'conv2d', is normalised where the network does not normalise")]
    [InlineData("absent", "cannot be read")]
    public void A_file_of_another_network_is_refused_in_a_sentence(string kind, string expected)
    {
        var same = new ConvolutionOptions { Padding = PaddingRule.Same };
        Node input = Graph.Input(Size, Size, 3);
        Node first = input.Convolution(64, 3, kind is "another stride" ? same with { Stride = 2 } : same);
        first = kind is "normalised" ? first.BatchNormalization() : first;
        Node second = kind is "another kind" ? first.DepthwiseConvolution(3, same) : first.Convolution(kind is "another size" ? 32 : 64, 3, same);
        for (int layer = 2; kind is not "fewer layers" && layer < 13; layer++)
        {
            second = second.Convolution(4, 1);
        }

        Graph source = new(input, second.Convolution(2, 1).GlobalAveragePool());
        if (kind is not "absent")
        {
            using Weights numbers = Random(source);
            Write(source, numbers);
        }

        var refusal = Assert.Throws<DiscernException>(() => ArchitectureWeights.Read(Build("vgg16"), file.Path));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
    }

    private static Node Branch(Node input) => input.Convolution(4, 1).Relu().Convolution(5, 1);

    private static Graph Build(string name) => Architecture.All.Single(each => string.Equals(each.Name, name, StringComparison.Ordinal)).Build(Size);

    // Small statistics, so that fifty layers neither vanish nor explode.
    private static Weights Random(Graph graph)
    {
        Weights weights = Weights.Initialize(graph, 7);
        foreach (Parameter parameter in graph.Parameters.Where(parameter => parameter.Shape.Rank == 1))
        {
            float[] numbers = Onnx.Networks.Normal(parameter.Shape.Count, (ulong)parameter.Shape.Count);
            bool isFactor = parameter.Role is "gamma" or "moving_variance";
            for (int index = 0; index < numbers.Length; index++)
            {
                weights[parameter].Values[index] = isFactor ? 1 + (0.1f * MathF.Tanh(numbers[index])) : 0.05f * numbers[index];
            }
        }

        return weights;
    }

    private static void Copy(Weights from, Weights to)
    {
        foreach (Parameter parameter in from.Parameters)
        {
            from[parameter].Values.CopyTo(to[parameter].Values);
        }
    }

    private void Write(Graph graph, Weights weights) => OnnxWriter.Write(graph, weights, new OnnxMetadata(), file.Path);

    private static void AssertSame(Graph graph, Weights weights, Graph target, Weights filled, int size = Size)
    {
        float[] picture = Onnx.Networks.Normal(2 * size * size * 3, 5);
        float[] expected = Onnx.Networks.Run(graph, weights, picture, 2);
        Assert.Contains(expected, value => Math.Abs(value) > 1e-3f);
        Onnx.Networks.AssertClose(expected, Onnx.Networks.Run(target, filled, picture, 2), "features");
    }
}
