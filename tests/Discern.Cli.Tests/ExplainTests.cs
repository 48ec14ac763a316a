using System.Text.Json;
using Discern.Imaging;
using Discern.Neural.Graphs;
using Discern.Neural.Onnx;
using Discern.Neural.Onnx.Messages;
using Google.Protobuf;

namespace Discern.Cli.Tests;

/// <summary><c>discern explain</c> as a user types it: a run, a foreign ONNX file, pictures that are not easy.</summary>
public sealed class ExplainTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("discern-explain");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_run_is_explained_picture_by_picture_and_as_a_whole_and_its_report_shows_it()
    {
        for (var index = 0; index < 20; index++)
        {
            Paint(In("pictures", "dark", $"{index}.png"), (byte)(3 * index), 24, 24);
            Paint(In("pictures", "light", $"{index}.png"), (byte)(255 - (3 * index)), 24, 24);
        }

        Assert.Equal(ExitCode.Done, await new FakeTerminal().RunAsync("train", In("pictures"), "--size", "16", "--epochs", "4", "-o", In("run")));
        Paint(In("new.png"), 40, 60, 30);
        foreach (var method in (string[])["shap", "occlusion", "expected-gradients", "grad-cam", "hires-cam"])
        {
            var terminal = new FakeTerminal();
            Assert.Equal(ExitCode.Done, await terminal.RunAsync("explain", In("run"), In("new.png"), "--method", method, "--evaluations", "40", "--check"));
            Assert.Contains("probability", terminal.Output, StringComparison.Ordinal);
            Assert.Contains("insertion", terminal.Output, StringComparison.Ordinal);
            Assert.Contains("Drawing: ", terminal.Output, StringComparison.Ordinal);
        }

        var whole = new FakeTerminal();
        Assert.Equal(ExitCode.Done, await whole.RunAsync("explain", In("run"), "--evaluations", "20"));
        Assert.Contains("of the map lies in the border", whole.Output, StringComparison.Ordinal);
        Assert.Equal(5, Directory.GetFiles(In("run", "explanations"), "*.png").Length);
        Assert.Equal(ExitCode.Done, await new FakeTerminal().RunAsync("report", In("run")));
        Assert.Contains("What it goes by", await File.ReadAllTextAsync(In("run", "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_network_is_explained_and_an_unreadable_picture_skipped()
    {
        WriteForeign(In("foreign.onnx"));
        Paint(In("tiny.png"), 90, 1, 1);
        await File.WriteAllTextAsync(In("broken.jpg"), "no picture");
        var terminal = new FakeTerminal();

        Assert.Equal(
            ExitCode.SomethingSkipped,
            await terminal.RunAsync("explain", In("foreign.onnx"), In("broken.jpg"), In("tiny.png"), "--evaluations", "30", "--json", "-o", In("out")));

        Assert.Contains("does not say how pixels are prepared", terminal.Error, StringComparison.Ordinal);
        Assert.Contains("broken.jpg' cannot be read", terminal.Error, StringComparison.Ordinal);
        using var line = JsonDocument.Parse(terminal.Output);
        Assert.Equal(3, line.RootElement.GetProperty("classes").GetArrayLength());
        foreach (var item in line.RootElement.GetProperty("classes").EnumerateArray())
        {
            Assert.Equal(item.GetProperty("output").GetDouble(), item.GetProperty("base").GetDouble() + item.GetProperty("sum").GetDouble(), 1e-3);
        }

        var nothing = new FakeTerminal();
        Assert.Equal(ExitCode.BadArguments, await nothing.RunAsync("explain", In("foreign.onnx")));
        Assert.Contains("name the pictures", nothing.Error, StringComparison.Ordinal);
    }

    /// <summary>As another program writes it: channels first, nothing told beside the network, softmax at its end.</summary>
    private static void WriteForeign(string path)
    {
        var input = Graph.Input(20, 20, 3);
        var graph = new Graph(input, input.Convolution(6, 3).Relu().GlobalAveragePool().Dense(3).Softmax());
        using var weights = Weights.Initialize(graph, seed: 3);
        OnnxWriter.Write(graph, weights, new OnnxMetadata(), path);
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        model.MetadataProps.Clear();
        model.ProducerName = "pytorch";
        var transpose = model.Graph.Node.Single(node => node.OpType is "Transpose" && node.Input[0] is "input");
        model.Graph.Node.Remove(transpose);
        foreach (var node in model.Graph.Node.Where(node => node.Input.Contains(transpose.Output[0])))
        {
            node.Input[node.Input.IndexOf(transpose.Output[0])] = "input";
        }

        var dims = model.Graph.Input[0].Type.TensorType.Shape.Dim;
        (dims[1], dims[3]) = (dims[3].Clone(), dims[1].Clone());
        File.WriteAllBytes(path, model.ToByteArray());
    }

    private string In(params string[] names) => Path.Combine([folder.FullName, .. names]);

    private static void Paint(string path, byte grey, int width, int height)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var pixels = new byte[width * height * 3];
        Array.Fill(pixels, grey);
        File.WriteAllBytes(path, PictureEncoder.Png(new Picture(width, height, 3, pixels)));
    }
}
