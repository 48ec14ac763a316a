using Discern.Compute;
using Discern.Neural.Graphs;
using Discern.Neural.Graphs.Operations;
using Discern.Neural.Onnx;
using Discern.Neural.Onnx.Writing;
using Discern.Neural.Tests.Graphs;
using Discern.Tests.Shared;

namespace Discern.Neural.Tests.Onnx;

/// <summary>Every operation can be written, means the same to ONNX Runtime, and is read back as it was.</summary>
public sealed class OnnxWriterContractTests
{
    // The input is the file's own, and blocks are made by plans out of layers, never by a graph.
    private static readonly Type[] NotLayers = [typeof(Input), typeof(ConvolutionBlock), typeof(ResidualConvolution), typeof(BottleneckBlock)];

    private static IEnumerable<Type> Layers => typeof(Operation).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Operation)) && !type.IsAbstract && !NotLayers.Contains(type));

    public static TheoryData<string> Operations => new(Layers.Select(type => type.Name));

    [Fact]
    public void Every_operation_has_a_writer() =>
        Assert.All(Layers, type => Assert.True(OperationWriter.Of(type) is not null, $"No writer says {type.Name} in ONNX."));

    [OnnxRuntimeTheory]
    [MemberData(nameof(Operations))]
    public void Operation_means_the_same_to_onnx_runtime_and_is_read_back(string name)
    {
        OperationSample[] samples = OperationSamples.All.Single(entry => string.Equals(entry.Key.Name, name, StringComparison.Ordinal)).Value;
        var files = new List<OnnxFile>();
        try
        {
            // Plans put activations into dense layers and normalisations, and sums into these; graphs never do.
            Case[] cases = [.. samples.Where(sample => sample.Operation is not (Dense { IsPlain: false } or BatchNormalization { IsPlain: false })).Select((sample, index) => Make(sample, index, files))];
            var answers = OnnxRuntime.Run("onnxruntime-node", [.. cases.Select(each => each.Job)]);
            foreach ((Case each, var answer) in cases.Zip(answers))
            {
                Networks.AssertClose(each.ChannelsFirst, answer["features"].Values, $"{each.Name}, written");
                using OnnxModel read = OnnxReader.Read(each.Job.Model);
                float[] again = Networks.Run(read.Graph, read.Weights, each.Job.Values, each.Job.Dims[0]);
                Networks.AssertClose(each.Expected, again, $"{each.Name}, read back");
            }
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    private static Case Make(OperationSample sample, int index, List<OnnxFile> files)
    {
        // A network has one input: the operation's inputs are parts of it, the second as a vector of means where it is a gate.
        Shape shape = sample.Inputs[0];
        Node input = shape.Rank == 4 ? Graph.Input(shape.Height, shape.Width, shape.Channels) : Graph.Input((int)shape.CountPerExample);
        Node first = shape.Rank == 3 ? input.Reshape(shape) : input;
        Node[] inputs = [.. sample.Inputs.Select((each, place) => place == 0 ? first : Other(first, shape, each))];
        var graph = new Graph(input, new Node(sample.Operation, inputs));
        using Weights weights = Networks.Random(graph, (ulong)index + 1);
        var file = new OnnxFile();
        files.Add(file);
        OnnxWriter.Write(graph, weights, new OnnxMetadata(), file.Path);
        float[] values = Networks.Normal(3 * input.Shape.CountPerExample, 7);
        float[] expected = Networks.Run(graph, weights, values, 3);
        int[] dims = [3, .. Enumerable.Range(1, input.Shape.Rank - 1).Select(axis => input.Shape[axis])];
        return new Case(
            sample.ToString(),
            new OnnxRuntime.Job(file.Path, dims, values),
            expected,
            Networks.ChannelsFirst(expected, graph.OutputNode.Shape.WithBatch(3)));
    }

    private static Node Other(Node first, Shape shape, Shape other) =>
        other == shape ? first.Sigmoid()
        : other.CountPerExample == other.Channels && other.Channels == shape.Channels
            ? (other.Rank == 4 ? first.GlobalAveragePool().Reshape(other) : first.GlobalAveragePool())
        : other.Rank == 4 ? first.Convolution(other.Channels, 1)
        : first.Dense(other.Channels);

    private sealed record Case(string Name, OnnxRuntime.Job Job, float[] Expected, float[] ChannelsFirst);
}
