using Discern.Compute;
using Discern.Neural.Architectures;
using Discern.Neural.Graphs;
using Discern.Neural.Onnx;
using Discern.Neural.Onnx.Messages;
using Discern.Neural.TensorFlow;
using Discern.Neural.TensorFlow.Lite;
using Discern.Neural.TensorFlow.Web;
using Discern.Tests.Shared;
using Google.Protobuf;

namespace Discern.Neural.Tests.Onnx;

/// <summary>Bodies, whatever file they come from, give the features that ONNX Runtime gives: within a thousandth.</summary>
public sealed class BodiesInOnnxRuntimeTests : IDisposable
{
    private const string ImageNet = "backbones/imagenet_mobilenet_v2_1.0_224_int8.tflite";
    private const string Objectron = "@mediapipe/objectron/objectron_solution_packed_assets.data";
    private const string Nsfw = "nsfwjs/dist/models/mobilenet_v2_mid/model.min.js";

    private readonly OnnxFile file = new();

    public void Dispose() => file.Dispose();

    [OnnxRuntimeFact(ImageNet)]
    public void A_body_born_in_tflite_with_8_bit_weights()
    {
        string path = SharedFiles.Find(ImageNet)!;
        using TensorFlowNetwork network = LiteReader.Read(File.ReadAllBytes(path), path, new TensorFlowOptions());
        Compare(network, 1280);
    }

    [OnnxRuntimeFact]
    public void A_body_born_in_tflite_with_16_bit_weights()
    {
        string path = Path.Combine(PackageFolders.Holding(Objectron)!, Objectron);
        var options = new TensorFlowOptions { Taps = ["FeatureExtractor/MobilenetV2/Conv_1/Relu6"], Size = 224 };
        using TensorFlowNetwork network = LiteReader.Read(File.ReadAllBytes(path).AsMemory(184), path, options);
        Compare(network, 1280);
    }

    [OnnxRuntimeFact]
    public void A_body_born_in_tensorflow_js()
    {
        using TensorFlowNetwork network = WebReader.Read(Path.Combine(PackageFolders.Holding(Nsfw)!, Nsfw), new TensorFlowOptions { Size = 224 });
        Compare(network, network.Graph.OutputNode.Shape.Channels);
    }

    [OnnxRuntimeTheory]
    [InlineData("residual block with a strided shortcut")]
    [InlineData("inverted residual with squeeze and excitation")]
    public void A_classifier_of_others_cut_by_itself(string name)
    {
        (ModelBuilder builder, string output) = ForeignModels.All[name]();
        builder.Save(output, file.Path);

        Compare(builder.Model.Graph.Node.Last(node => node.OpType is "GlobalAveragePool" or "ReduceMean").Output[0]);
    }

    [OnnxRuntimeTheory]
    [InlineData("vgg16")]
    [InlineData("resnet50")]
    [InlineData("mobilenet-v2")]
    public void An_architecture_with_a_classifier_cut_by_itself(string name)
    {
        Graph body = Architecture.All.Single(each => string.Equals(each.Name, name, StringComparison.Ordinal)).Build(64);
        Graph whole = new(body.InputNode, body.OutputNode.Dense(7));
        using var weights = Weights.Initialize(whole, 4);
        OnnxWriter.Write(whole, weights, new OnnxMetadata { Classes = [.. Enumerable.Range(0, 7).Select(index => $"{index}")] }, file.Path);

        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(file.Path));
        Compare(model.Graph.Node.Last(node => node.OpType is "GlobalAveragePool" or "GlobalMaxPool").Output[0]);
    }

    // What is read of the file and cut by itself, beside what ONNX Runtime gives at the same place.
    private void Compare(string pooling)
    {
        using OnnxModel model = OnnxReader.Read(file.Path);
        Graph body = model.FindFeatures();
        Shape shape = body.InputNode.Shape.WithBatch(2);
        float[] inputs = Networks.Normal(shape.Count, 5);
        bool isFirst = model.Layout == OnnxLayout.ChannelsFirst;
        int[] dims = isFirst ? [2, shape.Channels, shape.Height, shape.Width] : [2, shape.Height, shape.Width, shape.Channels];
        ModelProto cut = ModelProto.Parser.ParseFrom(File.ReadAllBytes(file.Path));
        cut.Graph.Output.Clear();
        cut.Graph.Output.Add(new ValueInfoProto { Name = pooling, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1 } } });
        string other = Path.Combine(file.Folder, "cut.onnx");
        File.WriteAllBytes(other, cut.ToByteArray());

        float[] expected = OnnxRuntime.Run("onnxruntime-node", new OnnxRuntime.Job(other, dims, isFirst ? Networks.ChannelsFirst(inputs, shape) : inputs))[0][pooling].Values;

        AssertWithinAThousandth(expected, Networks.Run(body, model.Weights, inputs, 2));
    }

    private void Compare(TensorFlowNetwork network, int features)
    {
        OnnxWriter.Write(network.Graph, network.Weights, new OnnxMetadata(), file.Path);
        Shape shape = network.Graph.InputNode.Shape;
        float[] picture = [.. Enumerable.Range(0, (int)shape.Count).Select(index => (float)((index * 7919L % 256 / 127.5) - 1))];

        float[] expected = OnnxRuntime.Run("onnxruntime-node", new OnnxRuntime.Job(file.Path, [1, shape.Height, shape.Width, 3], picture))[0]["features"].Values;

        Assert.Equal(features, expected.Length);
        AssertWithinAThousandth(expected, Networks.Run(network.Graph, network.Weights, picture, 1));
    }

    // Of each feature, or of a twentieth of the largest, beside which small ones are rounding.
    private static void AssertWithinAThousandth(float[] expected, float[] actual)
    {
        float largest = expected.Max(MathF.Abs);
        Assert.True(largest > 0);
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.Equal(expected[index], actual[index], 1e-3f * Math.Max(Math.Abs(expected[index]), largest / 20));
        }
    }
}
