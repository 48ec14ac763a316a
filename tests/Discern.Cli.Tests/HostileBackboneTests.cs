using Discern.Imaging;
using Discern.Neural.Graphs;
using Discern.Neural.Onnx;
using Discern.Neural.Onnx.Messages;
using Google.Protobuf;

namespace Discern.Cli.Tests;

/// <summary>A network's file that is damaged, or means harm, ends in a sentence and exit code 1, without a run folder and without much memory.</summary>
public sealed class HostileBackboneTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("discern");

    private string File => Path.Combine(folder.FullName, "evil.onnx");

    public HostileBackboneTests()
    {
        foreach (var name in (string[])["dark", "light"])
        {
            var pictures = folder.CreateSubdirectory($"pictures/{name}");
            for (var index = 0; index < 8; index++)
            {
                var pixels = new byte[8 * 8 * 3];
                Array.Fill(pixels, (byte)(name is "dark" ? index : 255 - index));
                System.IO.File.WriteAllBytes(Path.Combine(pictures.FullName, $"{index}.png"), PictureEncoder.Png(new Picture(8, 8, 3, pixels)));
            }
        }

        var input = Graph.Input(16, 16, 3);
        var graph = new Graph(input, input.Convolution(4, 3).Relu().GlobalAveragePool().Dense(3));
        using var weights = Weights.Initialize(graph, 1);
        OnnxWriter.Write(graph, weights, new OnnxMetadata(), File);
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_harmless_file_is_a_backbone()
    {
        var (code, error) = await TrainAsync("transfer");

        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("gives 4 features of each picture", error, StringComparison.Ordinal);
        Assert.Contains("does not say how pixels are prepared", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("truncated", "only a part of one")]
    [InlineData("empty", "holds no graph")]
    [InlineData("cyclic", "Relu")]
    [InlineData("wrong shapes", "do not fit")]
    [InlineData("10 GB declared", "more than any network of use holds")]
    [InlineData("unknown operation", "does not know the operation Einsum")]
    [InlineData("external path", "'../../etc/passwd', outside its own folder")]
    [InlineData("damaged metadata", "metadata are damaged")]
    [InlineData("no preprocessing", "states a preprocessing that is none")]
    public async Task A_hostile_file_ends_in_a_sentence(string hostility, string expected)
    {
        Spoil(hostility);
        foreach (var recipe in (string[])["transfer", "fine-tune", "auto"])
        {
            var before = GC.GetTotalAllocatedBytes();

            var (code, error) = await TrainAsync(recipe);

            Assert.Equal(ExitCode.Failed, code);
            Assert.Contains(expected, error, StringComparison.Ordinal);
            Assert.Contains("evil.onnx", error, StringComparison.Ordinal);
            Assert.DoesNotContain("fault of its own", error, StringComparison.Ordinal);
            Assert.False(Directory.Exists(Path.Combine(folder.FullName, "run")), "A run that never began leaves no folder.");
            Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 512L << 20);
        }
    }

    [Theory]
    [InlineData(ExitCode.Failed, "There is no backbone 'resnext'", "--backbone", "resnext")]
    [InlineData(ExitCode.Failed, "cannot be read", "--backbone", "absent.onnx")]
    [InlineData(ExitCode.Failed, "neither a tensor nor a node named 'nothing'", "--backbone", "{file}", "--features", "nothing")]
    [InlineData(ExitCode.Failed, "not of this network", "--backbone", "vgg16", "--size", "32", "--weights", "{file}")]
    [InlineData(ExitCode.BadArguments, "must be 32 pixels wide or more, not 31", "--backbone", "vgg16", "--size", "31")]
    [InlineData(ExitCode.BadArguments, "--mean is '1,x'", "--backbone", "{file}", "--mean", "1,x")]
    [InlineData(ExitCode.BadArguments, "Mean is one number, or three", "--backbone", "{file}", "--mean", "1,2")]
    [InlineData(ExitCode.BadArguments, "'general' comes with", "--backbone", "general", "--bgr")]
    [InlineData(ExitCode.BadArguments, "--top does nothing with the recipe transfer", "--backbone", "{file}", "--top", "dense")]
    public async Task What_does_not_fit_is_said_in_a_sentence(int code, string expected, params string[] options)
    {
        var terminal = new FakeTerminal();

        var actual = await terminal.RunAsync(
            ["train", Path.Combine(folder.FullName, "pictures"), "--recipe", "transfer", "-o", Path.Combine(folder.FullName, "run"), .. options.Select(each => each.Replace("{file}", File, StringComparison.Ordinal))]);

        Assert.Contains(expected, terminal.Error, StringComparison.Ordinal);
        Assert.Equal(code, actual);
    }

    private async Task<(int Code, string Error)> TrainAsync(string recipe)
    {
        var terminal = new FakeTerminal();
        var code = await terminal.RunAsync(
            "train", Path.Combine(folder.FullName, "pictures"), "--recipe", recipe, "--backbone", File, "-o", Path.Combine(folder.FullName, "run"));
        return (code, terminal.Error);
    }

    private void Spoil(string hostility)
    {
        var whole = System.IO.File.ReadAllBytes(File);
        var model = ModelProto.Parser.ParseFrom(whole);
        var relu = model.Graph.Node.Single(node => node.OpType is "Relu");
        var kernel = model.Graph.Initializer.Single(tensor => tensor.Dims.Count == 4);
        switch (hostility)
        {
            case "truncated":
                System.IO.File.WriteAllBytes(File, whole[..(whole.Length / 2)]);
                return;
            case "empty":
                System.IO.File.WriteAllBytes(File, []);
                return;
            case "cyclic":
                relu.Input[0] = relu.Output[0];
                break;
            case "wrong shapes":
                (kernel.Dims[0], kernel.Dims[1]) = (kernel.Dims[1], kernel.Dims[0]);
                break;
            case "10 GB declared":
                kernel.Dims.Clear();
                kernel.Dims.Add([100_000, 3, 100, 100]);
                break;
            case "unknown operation":
                relu.OpType = "Einsum";
                break;
            case "external path":
                kernel.RawData = ByteString.Empty;
                kernel.DataLocation = TensorProto.Types.DataLocation.External;
                kernel.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "../../etc/passwd" });
                break;
            case "damaged metadata":
                model.MetadataProps.Add(new StringStringEntryProto { Key = "discern.preprocessing", Value = """{"mean":null}""" });
                break;
            default:
                model.Graph.Node.Insert(0, new NodeProto { OpType = "Identity", Input = { "input" }, Output = { "preprocessed" } });
                model.Graph.Node[1].Input[0] = "preprocessed";
                model.MetadataProps.Add(new StringStringEntryProto { Key = "discern.preprocessing", Value = """{"mean":[1,2],"deviation":[0]}""" });
                break;
        }

        System.IO.File.WriteAllBytes(File, model.ToByteArray());
    }
}
