using Discern.Compute;
using Discern.Neural.Graphs;
using Discern.Neural.Onnx;
using Discern.Tests.Shared;

namespace Discern.Neural.Tests.Onnx;

/// <summary>Whole classifiers, written with preprocessing and class names, in both of ONNX Runtime's packages and read back.</summary>
public sealed class OnnxRoundTripTests
{
    private static readonly OnnxPreprocessing ImageNet = new()
    {
        Mean = [0.485f, 0.456f, 0.406f],
        Deviation = [0.229f, 0.224f, 0.225f],
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string network in (string[])["faces", "hotdog", "residual", "depthwise"])
            {
                cases.Add(network, "onnxruntime-node");
                cases.Add(network, "onnxruntime-web");
            }

            return cases;
        }
    }

    [OnnxRuntimeTheory]
    [MemberData(nameof(Cases))]
    public void Probabilities_and_labels_are_those_of_the_plan(string network, string package)
    {
        Graph graph = Make(network);
        using Weights weights = Networks.Random(graph, 3);
        using var file = new OnnxFile();
        int channels = graph.InputNode.Shape.Channels;
        int classes = Math.Max(graph.OutputNode.Shape.Channels, 2);
        var metadata = new OnnxMetadata
        {
            Classes = [.. Enumerable.Range(0, classes).Select(index => $"class \"{index}\" ü")],
            Threshold = classes == 2 ? 0.37 : null,
            Resize = "Crop",
            Preprocessing = channels == 3 ? ImageNet : new OnnxPreprocessing(),
        };
        OnnxWriter.Write(graph, weights, metadata, file.Path);
        Shape shape = graph.InputNode.Shape.WithBatch(3);
        float[] pixels = Array.ConvertAll(Networks.Normal(shape.Count, 9), value => Math.Clamp((value * 60) + 128, 0, 255));
        float[] logits = Networks.Run(graph, weights, Preprocess(pixels, metadata.Preprocessing, channels), 3);

        var answer = OnnxRuntime.Run(package, new OnnxRuntime.Job(file.Path, [3, shape.Height, shape.Width, channels], pixels))[0];

        float[] expected = Probabilities(logits, 3);
        Networks.AssertClose(expected, answer["probabilities"].Values, network);
        float[] labels = [.. Enumerable.Range(0, 3).Select(row => (float)Label(expected.AsSpan(row * classes, classes), metadata.Threshold))];
        Assert.Equal(labels, answer["label"].Values);

        using OnnxModel read = OnnxReader.Read(file.Path);
        Networks.AssertClose(logits, Networks.Run(read.Graph, read.Weights, Preprocess(pixels, metadata.Preprocessing, channels), 3), network);
        Assert.Equal(graph.ParameterCount, read.Graph.ParameterCount);
        Assert.Equal(metadata.Classes, read.Metadata.Classes);
        Assert.Equal(metadata.Threshold, read.Metadata.Threshold);
        Assert.Equal(metadata.Resize, read.Metadata.Resize);
        Assert.Equal(metadata.Preprocessing.Mean, read.Metadata.Preprocessing!.Mean);
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file()
    {
        Graph graph = Make("depthwise");
        using Weights weights = Networks.Random(graph, 3);
        using var file = new OnnxFile();
        OnnxWriter.Write(graph, weights, new OnnxMetadata(), file.Path);
        byte[] before = File.ReadAllBytes(file.Path);

        Assert.Throws<ArgumentException>(() => OnnxWriter.Write(graph, weights, new OnnxMetadata { Classes = ["one"] }, file.Path));
        Assert.Throws<DiscernException>(() => OnnxWriter.Write(graph, weights, new OnnxMetadata(), Path.Combine(file.Folder, "absent", "model.onnx")));

        Assert.Equal(before, File.ReadAllBytes(file.Path));
        Assert.Equal([file.Path], Directory.GetFiles(file.Folder));
    }

    private static Graph Make(string network)
    {
        switch (network)
        {
            case "faces":
                Node faces = Graph.Input(32, 32, 1);
                return new Graph(faces, faces.Convolution(8, 3).Relu().MaxPool(2).Convolution(12, 3).Relu().MaxPool(2).Flatten().Dense(16).Relu().Dropout(0.5f).Dense(4));
            case "hotdog":
                Node hotdog = Graph.Input(24, 20, 3);
                return new Graph(hotdog, hotdog.Convolution(8, 3, new() { Padding = PaddingRule.Same }).Relu().MaxPool(2).Flatten().Dense(8).Relu().Dense(1));
            case "residual":
                Node input = Graph.Input(17, 15, 3);
                Node stem = input.Convolution(8, 3, new() { Stride = 2, Padding = PaddingRule.Same, HasBias = false }).BatchNormalization().Relu();
                Node block = stem.Convolution(8, 3, new() { Padding = PaddingRule.Same }).BatchNormalization().Relu().Convolution(8, 3, new() { Padding = PaddingRule.Same }).BatchNormalization();
                return new Graph(input, stem.Add(block).Relu().GlobalAveragePool().Dense(5));
            default:
                Node first = Graph.Input(16, 16, 3);
                Node maps = first.Convolution(6, 1).HardSwish().DepthwiseConvolution(3, new() { Stride = 2, Padding = PaddingRule.Same }).BatchNormalization().Relu6();
                Node gate = maps.GlobalAveragePool().Dense(6).HardSigmoid();
                return new Graph(first, maps.Multiply(gate).Convolution(9, 1).GlobalMaxPool().Dense(2));
        }
    }

    private static float[] Preprocess(float[] pixels, OnnxPreprocessing preprocessing, int channels) =>
        [.. pixels.Select((pixel, index) => ((pixel * preprocessing.Scale) - preprocessing.Mean[index % channels % preprocessing.Mean.Count]) / preprocessing.Deviation[index % channels % preprocessing.Deviation.Count])];

    private static float[] Probabilities(float[] logits, int count)
    {
        int columns = logits.Length / count;
        return [.. Enumerable.Range(0, count).SelectMany(row =>
        {
            double[] each = columns == 1 ? [0, logits[row]] : [.. logits.AsSpan(row * columns, columns).ToArray().Select(value => (double)value)];
            double largest = each.Max();
            double[] powers = [.. each.Select(value => Math.Exp(value - largest))];
            return powers.Select(power => (float)(power / powers.Sum()));
        })];
    }

    private static int Label(ReadOnlySpan<float> probabilities, double? threshold) =>
        threshold is { } least ? (probabilities[1] >= least ? 1 : 0) : probabilities.IndexOf(probabilities.ToArray().Max());
}
