using Discern.Compute;
using Discern.Neural.Onnx;
using Discern.Neural.Onnx.Messages;
using Google.Protobuf;
using Discern.Tests.Shared;

namespace Discern.Neural.Tests.Onnx;

/// <summary>What other programs write means the same here as in ONNX Runtime.</summary>
public sealed class OnnxReaderTests
{
    public static TheoryData<string> Models => new(ForeignModels.All.Keys);

    [OnnxRuntimeTheory]
    [MemberData(nameof(Models))]
    public void Foreign_model_gives_what_onnx_runtime_gives(string name)
    {
        using var file = new OnnxFile();
        (ModelBuilder builder, string output) = ForeignModels.All[name]();
        builder.Save(output, file.Path);
        using OnnxModel model = OnnxReader.Read(file.Path);
        Shape shape = model.Graph.InputNode.Shape.WithBatch(2);
        float[] inputs = Networks.Normal(shape.Count, 5);
        float[] own = Networks.Run(model.Graph, model.Weights, inputs, 2);
        bool isFirst = model.Layout == OnnxLayout.ChannelsFirst;
        int[] dims = isFirst ? [2, shape.Channels, shape.Height, shape.Width] : [2, shape.Height, shape.Width, shape.Channels];
        var job = new OnnxRuntime.Job(file.Path, dims, isFirst ? Networks.ChannelsFirst(inputs, shape) : inputs);

        float[] expected = OnnxRuntime.Run("onnxruntime-node", job)[0][output].Values;

        Networks.AssertClose(expected, Networks.ChannelsFirst(own, model.Graph.OutputNode.Shape.WithBatch(2)), name);
    }

    [Fact]
    public void A_flattened_picture_costs_no_permutation()
    {
        using var file = new OnnxFile();
        (ModelBuilder builder, string output) = ForeignModels.All["convolution, normalisation, flattened picture, transposed weights"]();
        builder.Save(output, file.Path);

        using OnnxModel model = OnnxReader.Read(file.Path);

        Assert.DoesNotContain(model.Graph.Nodes, node => string.Equals(node.Kind, "Permute", StringComparison.Ordinal));
    }

    [Fact]
    public void A_named_node_or_tensor_becomes_the_output()
    {
        using var file = new OnnxFile();
        (ModelBuilder builder, string output) = ForeignModels.All["residual block with a strided shortcut"]();
        builder.Save(output, file.Path);
        string pooling = builder.Model.Graph.Node.Single(node => string.Equals(node.OpType, "GlobalAveragePool", StringComparison.Ordinal)).Name;

        using OnnxModel model = OnnxReader.Read(file.Path, new OnnxReadOptions { Output = pooling });

        Assert.Equal(new Shape(1, 6), model.Graph.OutputNode.Shape);
    }

    [Fact]
    public void Features_are_the_last_pooling_past_those_of_gates()
    {
        using var file = new OnnxFile();
        var builder = new ModelBuilder(13, 0, 3, 8, 8);
        string x = builder.Convolution("x", 6, 3, 3);
        x = builder.Node("Mul", [x, builder.Node("Sigmoid", [builder.Convolution(builder.Node("GlobalAveragePool", [x]), 6, 6, 1)])]);
        x = builder.Node("Flatten", [builder.Node("GlobalAveragePool", [builder.Convolution(x, 9, 6, 1)])]);
        builder.Save(builder.Node("Gemm", [x, builder.Random(9, 4), builder.Random(4)]), file.Path);

        using OnnxModel model = OnnxReader.Read(file.Path);

        Assert.Equal(new Shape(1, 9), model.FindFeatures().OutputNode.Shape);
    }

    [Fact]
    public void Features_of_a_pooled_classifier_are_what_feeds_its_last_convolution()
    {
        using var file = new OnnxFile();
        var builder = new ModelBuilder(13, 0, 3, 8, 8);
        string x = builder.Node("Relu", [builder.Convolution("x", 6, 3, 3)]);
        x = builder.Node("Relu", [builder.Convolution(x, 1000, 6, 1)]);
        builder.Save(builder.Node("Flatten", [builder.Node("GlobalAveragePool", [x])]), file.Path);

        using OnnxModel model = OnnxReader.Read(file.Path);

        Assert.Equal(new Shape(1, 6), model.FindFeatures().OutputNode.Shape);
    }

    [Fact]
    public void Sizes_that_the_file_leaves_open_come_from_the_options()
    {
        using var file = new OnnxFile();
        var builder = new ModelBuilder(13, 0, 3, 0, 0);
        builder.Save(builder.Node("GlobalAveragePool", [builder.Convolution("x", 6, 3, 3)]), file.Path);

        using OnnxModel model = OnnxReader.Read(file.Path, new OnnxReadOptions { Height = 40, Width = 30 });

        Assert.Equal(new Shape(1, 40, 30, 3), model.Graph.InputNode.Shape);
    }

    [Fact]
    public void External_data_beside_the_model_are_read()
    {
        using var file = new OnnxFile();
        (ModelBuilder builder, string output) = ForeignModels.All["convolution, normalisation, flattened picture, transposed weights"]();
        builder.Save(output, file.Path);
        using OnnxModel whole = OnnxReader.Read(file.Path);
        TensorProto tensor = builder.Model.Graph.Initializer[0];
        File.WriteAllBytes(Path.Combine(file.Folder, "weights.bin"), [1, 2, 3, 4, .. tensor.RawData]);
        tensor.RawData = ByteString.Empty;
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "weights.bin" });
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = "4" });
        builder.Save(output, file.Path);

        using OnnxModel parted = OnnxReader.Read(file.Path);

        Assert.Equal(whole.Weights.All.Values, parted.Weights.All.Values);
    }
}
