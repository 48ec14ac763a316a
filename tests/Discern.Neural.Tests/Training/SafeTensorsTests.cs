using System.Buffers.Binary;
using System.Text;
using Discern.Compute;
using Discern.Neural.Graphs;
using Discern.Neural.Training;

namespace Discern.Neural.Tests.Training;

public sealed class SafeTensorsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("discern-safetensors-").FullName;

    public static TheoryData<string, string> Malformed => new()
    {
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,800]}}", "place outside the file" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-4,4]}}", "place outside the file" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,0]}}", "place outside the file" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", "claims 8 bytes" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}", "claims 0 bytes" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,8]}}", "claims 8 bytes" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", "header is malformed" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", "twice" },
        { "[]", "header is malformed" },
        { "not JSON", "header is malformed" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[\"x\"],\"data_offsets\":[0,8]}}", "header is malformed" },
    };

    [Fact]
    public void Bytes_are_those_of_the_format()
    {
        Tensor tensor = Tensors.Zeros(new Shape(1, 2));
        tensor.Values[0] = 1f;
        tensor.Values[1] = -2f;
        string path = Path.Combine(folder, "a.safetensors");
        SafeTensors.Write(path, [new NamedTensor("a", tensor)], new Dictionary<string, string>(StringComparer.Ordinal) { ["note"] = "x" });
        byte[] bytes = File.ReadAllBytes(path);

        string header = "{\"__metadata__\":{\"note\":\"x\"},\"a\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}";
        int length = (header.Length + 7) / 8 * 8;
        Assert.Equal((ulong)length, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        Assert.Equal(header.PadRight(length), Encoding.UTF8.GetString(bytes, 8, length));
        Assert.Equal([0, 0, 128, 63, 0, 0, 0, 192], bytes[(8 + length)..]);
        Assert.Equal(path, Assert.Single(Directory.GetFiles(folder)));
    }

    [Fact]
    public void Weights_come_back_bit_for_bit()
    {
        Graph graph = Networks.Chain();
        using Weights weights = Weights.Initialize(graph, 5);
        string path = Path.Combine(folder, "weights.safetensors");
        SafeTensors.WriteWeights(path, graph, weights);
        using Weights back = SafeTensors.ReadWeights(path, graph);

        Assert.True(weights.All.Values.SequenceEqual(back.All.Values));
    }

    [Fact]
    public void Weights_of_another_network_are_refused()
    {
        Graph graph = Networks.Chain();
        using Weights weights = Weights.Initialize(graph, 5);
        string path = Path.Combine(folder, "weights.safetensors");
        SafeTensors.WriteWeights(path, graph, weights);

        DiscernException missing = Assert.Throws<DiscernException>(() => SafeTensors.ReadWeights(path, Networks.Branches()));
        Assert.Contains("another network", missing.Message, StringComparison.Ordinal);
        DiscernException shape = Assert.Throws<DiscernException>(() => SafeTensors.ReadWeights(path, Networks.Chain(classes: 4)));
        Assert.Contains("another network", shape.Message, StringComparison.Ordinal);
        DiscernException state = Assert.Throws<DiscernException>(() => TrainingState.Read(path, graph));
        Assert.Contains("not a checkpoint", state.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Malformed_headers_are_named(string header, string reason)
    {
        string path = Path.Combine(folder, "bad.safetensors");
        byte[] text = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)text.Length);
        File.WriteAllBytes(path, [.. length, .. text, .. new byte[8]]);

        DiscernException exception = Assert.Throws<DiscernException>(() => SafeTensorsFile.Open(path));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 127 })]
    [InlineData(new byte[] { 9, 0, 0, 0, 0, 0, 0, 0, 1 })]
    public void Files_that_are_cut_off_or_lie_about_their_header_are_named(byte[] contents)
    {
        string path = Path.Combine(folder, "bad.safetensors");
        File.WriteAllBytes(path, contents);

        Assert.Contains("not a usable safetensors file", Assert.Throws<DiscernException>(() => SafeTensorsFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_and_folders_that_are_not_there_are_named()
    {
        string path = Path.Combine(folder, "missing", "a.safetensors");

        Assert.Contains(path, Assert.Throws<DiscernException>(() => SafeTensorsFile.Open(path)).Message, StringComparison.Ordinal);
        Assert.Contains(path, Assert.Throws<DiscernException>(() => SafeTensors.Write(path, [])).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
