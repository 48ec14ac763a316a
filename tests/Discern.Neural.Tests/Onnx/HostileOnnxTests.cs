using Discern.Neural.Onnx;
using Discern.Neural.Onnx.Messages;
using Discern.Neural.Onnx.Writing;
using Google.Protobuf;

namespace Discern.Neural.Tests.Onnx;

/// <summary>Files that mean harm, or are damaged, are refused in a sentence, without a crash and without much memory.</summary>
public sealed class HostileOnnxTests : IDisposable
{
    private readonly OnnxFile file = new();
    private readonly ModelBuilder builder = new(13, 0, 3, 8, 8);

    public static TheoryData<string> Hostilities => new("not a model", "cyclic", "own input", "wrong shapes", "10 GB declared", "negative size", "unknown operation", "huge input", "huge pads", "resized again and again", "resized smoothly",
        "huge constant", "many constants", "two makers", "two inputs", "no graph", "old opset", "missing output", "division by zero", "many dimensions", "damaged metadata");

    [Theory]
    [MemberData(nameof(Hostilities))]
    public void Hostile_model_is_refused_in_a_sentence(string hostility)
    {
        Prepare(hostility);
        long before = GC.GetAllocatedBytesForCurrentThread();

        var exception = Assert.Throws<DiscernException>(() => OnnxReader.Read(file.Path));

        Assert.Contains("model.onnx", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", exception.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 512L << 20);
    }

    [Fact]
    public void Every_truncation_is_refused_or_read_but_never_crashes()
    {
        (ModelBuilder model, string output) = ForeignModels.All["residual block with a strided shortcut"]();
        model.Save(output, file.Path);
        byte[] whole = File.ReadAllBytes(file.Path);
        int refused = 0;
        for (int length = 0; length < whole.Length; length += Math.Max(whole.Length / 97, 1))
        {
            File.WriteAllBytes(file.Path, whole[..length]);
            Assert.Throws<DiscernException>(() => OnnxReader.Read(file.Path));
            refused++;
        }

        Assert.True(refused > 50);
    }

    [Fact]
    public void Every_changed_byte_is_refused_or_read_but_never_crashes()
    {
        (ModelBuilder model, string output) = ForeignModels.All["inverted residual with squeeze and excitation"]();
        model.Save(output, file.Path);
        byte[] whole = File.ReadAllBytes(file.Path);
        int read = 0;
        for (int place = 0; place < whole.Length; place += 3)
        {
            byte[] changed = [.. whole];
            changed[place] ^= (byte)(1 << (place % 8));
            File.WriteAllBytes(file.Path, changed);
            try
            {
                using OnnxModel answer = OnnxReader.Read(file.Path);
                read++;
            }
            catch (DiscernException)
            {
                // As it should be.
            }
        }

        Assert.True(read > 0); // most bytes are weights
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    [InlineData("link.bin")]
    [InlineData("folder/passwd")]
    [InlineData("absent.bin")]
    [InlineData("bad\0name")]
    public void External_data_outside_the_folder_are_not_read(string location)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(Path.Combine(file.Folder, "link.bin"), "/etc/passwd");
            Directory.CreateSymbolicLink(Path.Combine(file.Folder, "folder"), "/etc");
        }

        string output = builder.Convolution("x", 2, 3, 3);
        TensorProto tensor = builder.Model.Graph.Initializer[0];
        tensor.RawData = ByteString.Empty;
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
        builder.Save(output, file.Path);

        Assert.Throws<DiscernException>(() => OnnxReader.Read(file.Path));
    }

    [Fact]
    public void An_absent_file_is_a_sentence() =>
        Assert.Contains("absent.onnx", Assert.Throws<DiscernException>(() => OnnxReader.Read(Path.Combine(file.Folder, "absent.onnx"))).Message, StringComparison.Ordinal);

    public void Dispose() => file.Dispose();

    private void Prepare(string hostility)
    {
        string output = builder.Convolution("x", 2, 3, 3);
        GraphProto graph = builder.Model.Graph;
        switch (hostility)
        {
            case "not a model":
                File.WriteAllText(file.Path, "This is a letter, not a network.");
                return;
            case "cyclic":
                output = builder.Node("Relu", ["Relu2"]);
                builder.Node("Relu", [output]);
                break;
            case "own input":
                output = builder.Node("Add", ["x", "Add1"]);
                break;
            case "wrong shapes":
                output = builder.Convolution("x", 2, 5, 3);
                break;
            case "10 GB declared":
                graph.Initializer[0].Dims.Clear();
                graph.Initializer[0].Dims.Add([100_000, 3, 100, 100]);
                break;
            case "negative size":
                graph.Initializer[0].Dims[0] = -2;
                break;
            case "unknown operation":
                output = builder.Node("Einsum", ["x"]);
                break;
            case "huge input":
                graph.Input[0].Type.TensorType.Shape.Dim[2].DimValue = int.MaxValue;
                break;
            case "huge pads":
                output = builder.Node("Pad", ["x", builder.Whole(0, 0, 4096, 4096, 0, 0, 4096, 4096)]);
                break;
            case "resized again and again":
                for (int index = 0; index < 6; index++)
                {
                    output = builder.Node("Resize", [output, "", builder.Numbers([1, 1, 16, 16], 4)]);
                }

                break;
            case "resized smoothly":
                output = builder.Node("Resize", ["x", "", builder.Numbers([1, 1, 2, 2], 4)], Attributes.Text("mode", "linear"));
                break;
            case "huge constant":
                output = builder.Node("Add", ["x", builder.Node("ConstantOfShape", [builder.Whole(1 << 15, 1 << 15)])]);
                break;
            case "many constants":
                for (int index = 0; index < 200; index++)
                {
                    string constant = builder.Node("ConstantOfShape", [builder.Whole(1 << 10, 1 << 10)]);
                    output = builder.Node("Add", [output, builder.Node("Gather", [constant, builder.Whole(0, 0)])]);
                }

                break;
            case "two makers":
                graph.Node.Add(graph.Node[0].Clone());
                break;
            case "two inputs":
                graph.Input.Add(graph.Input[0].Clone());
                graph.Input[1].Name = "y";
                break;
            case "no graph":
                graph.Node.Clear();
                break;
            case "old opset":
                builder.Model.OpsetImport[0].Version = 3;
                break;
            case "missing output":
                output = "nothing";
                break;
            case "division by zero":
                output = builder.Node("Reshape", ["x", builder.Node("Div", [builder.Whole(1), builder.Whole(0)])]);
                break;
            case "many dimensions":
                output = builder.Node("Reshape", ["x", builder.Whole([.. Enumerable.Repeat(1L, 60), 192])]);
                break;
            default:
                builder.Model.MetadataProps.Add(new StringStringEntryProto { Key = "discern.classes", Value = "[[[" });
                break;
        }

        builder.Save(output, file.Path);
    }
}
