using System.Globalization;
using Discern.Neural.TensorFlow;
using Discern.Neural.TensorFlow.Web;

namespace Discern.Neural.Tests.TensorFlow.Web;

public sealed class WebReaderTests : IDisposable
{
    private static readonly float[] Picture = [1, 2, 3, 4];

    private readonly string folder = Directory.CreateTempSubdirectory("discern-web-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Quantised_weights_are_stored_times_scale_plus_minimum()
    {
        // 200 · 0.01 − 0.5 = 1.5, the kernel of a convolution of one cell.
        string path = Write(Convolution("""{"name":"k","shape":[1,1,1,1],"dtype":"float32","quantization":{"dtype":"uint8","scale":0.01,"min":-0.5}}"""), [200]);
        Assert.Equal(1.5f * 2.5f, Run(path), 1e-6f);
    }

    [Fact]
    public void Half_precision_weights_are_widened()
    {
        string path = Write(
            Convolution("""{"name":"k","shape":[1,1,1,1],"dtype":"float32","quantization":{"dtype":"float16"}}"""), BitConverter.GetBytes((Half)(-0.75f)));
        Assert.Equal(-0.75f * 2.5f, Run(path), 1e-6f);
    }

    [Fact]
    public void A_script_gives_the_same_as_json()
    {
        string json = Convolution("""{"name":"k","shape":[1,1,1,1],"dtype":"float32"}""");
        File.WriteAllText(Path.Combine(folder, "model.min.js"), $"x(function(e){{e.exports={json}}})");
        File.WriteAllText(Path.Combine(folder, "w.min.js"), $"x(function(e){{e.exports=\"{Convert.ToBase64String(BitConverter.GetBytes(2f))}\"}})");
        Assert.Equal(2f * 2.5f, Run(Path.Combine(folder, "model.min.js")), 1e-6f);
    }

    [Fact]
    public void Constants_scale_shift_and_bound_what_goes_in()
    {
        const string Operations = """
            {"name":"m","op":"Mul","input":["two","x"]}, {"name":"s","op":"Sub","input":["m","one"]},
            {"name":"a","op":"Minimum","input":["s","five"]}, {"name":"b","op":"Maximum","input":["a","two"]},
            {"name":"mean","op":"Mean","input":["b","axes"]}, {"name":"y","op":"Identity","input":["mean"]}
            """;
        string weights = string.Join(",", new[] { "two", "one", "five" }.Select(name => $$"""{"name":"{{name}}","shape":[],"dtype":"float32"}"""))
            + """,{"name":"axes","shape":[2],"dtype":"int32"}""";
        byte[] bytes = [.. new[] { 2f, 1, 5 }.SelectMany(BitConverter.GetBytes), .. new[] { 1, 2 }.SelectMany(BitConverter.GetBytes)];
        string path = Write(Model(Operations, "two one five axes", weights), bytes);
        using TensorFlowNetwork network = WebReader.Read(path, new TensorFlowOptions { Taps = ["b"] });
        Assert.Equal((2f + 3 + 5 + 5) / 4, Assert.Single(Inference.Run(network, Picture)), 1e-6f);
    }

    [Fact]
    public void Operations_may_stand_in_any_order()
    {
        const string Operations = """
            {"name":"mean","op":"Mean","input":["r","axes"]}, {"name":"r","op":"Relu","input":["x:0","^k"]}
            """;
        string path = Write(Model(Operations, "axes", """{"name":"axes","shape":[2],"dtype":"int32"}"""), [1, 0, 0, 0, 2, 0, 0, 0]);
        Assert.Equal(2.5f, Run(path), 1e-6f);
    }

    [Theory]
    [InlineData("""{"name":"a","op":"Relu","input":["b"]},{"name":"b","op":"Relu","input":["a"]},{"name":"mean","op":"Mean","input":["b","axes"]}""", "circle")]
    [InlineData("""{"name":"a","op":"Fft","input":["x"]},{"name":"mean","op":"Mean","input":["a","axes"]}""", "'a' (Fft)")]
    [InlineData("""{"name":"mean","op":"Mean","input":["nowhere","axes"]}""", "")]
    [InlineData("""null""", "empty")]
    public void What_cannot_be_computed_is_a_sentence(string operations, string reason)
    {
        string path = Write(Model(operations, "axes", """{"name":"axes","shape":[2],"dtype":"int32"}"""), [1, 0, 0, 0, 2, 0, 0, 0]);
        var refusal = Assert.Throws<DiscernException>(() => WebReader.Read(path));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1,1,1,2]")]
    [InlineData("[2000000000,2000000000,2000000000,2000000000]")]
    [InlineData("[-1,1,1,1]")]
    public void Weights_beyond_the_file_are_a_sentence(string shape)
    {
        string path = Write(Convolution($$"""{"name":"k","shape":{{shape}},"dtype":"float32"}"""), [1, 2, 3, 4]);
        Assert.Contains("'k'", Assert.Throws<DiscernException>(() => WebReader.Read(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    public void Weights_outside_the_folder_are_refused(string shard)
    {
        string path = Write(Convolution("""{"name":"k","shape":[1,1,1,1],"dtype":"float32"}""").Replace("\"w\"", $"\"{shard}\"", StringComparison.Ordinal), []);
        Assert.Contains("no file in its folder", Assert.Throws<DiscernException>(() => WebReader.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_truncation_of_the_json_is_a_sentence()
    {
        string json = Convolution("""{"name":"k","shape":[1,1,1,1],"dtype":"float32"}""");
        for (int length = 0; length < json.Length - 1; length++)
        {
            string path = Write(json[..length], [0, 0, 128, 63]);
            Assert.Throws<DiscernException>(() => WebReader.Read(path));
        }
    }

    private static string Convolution(string kernel) => Model(
        """
        {"name":"c","op":"Conv2D","input":["x","k"],"attr":{"strides":{"list":{"i":["1","1","1","1"]}},"padding":{"s":"VkFMSUQ="}}},
        {"name":"mean","op":"AvgPool","input":["c"],"attr":{"ksize":{"list":{"i":["1","2","2","1"]}}}}
        """,
        "k",
        kernel);

    /// <summary>A graph model over pictures of 2 × 2 with one channel.</summary>
    private static string Model(string operations, string constants, string weights)
    {
        string nodes = string.Join(",", constants.Split(' ').Select(name => string.Create(CultureInfo.InvariantCulture, $$"""{"name":"{{name}}","op":"Const"}""")));
        const string Input = """{"name":"x","op":"Placeholder","attr":{"shape":{"shape":{"dim":[{"size":"-1"},{"size":"2"},{"size":"2"},{"size":"1"}]}}}}""";
        return "{\"modelTopology\":{\"node\":[" + string.Join(",", Input, nodes, operations)
            + "]},\"weightsManifest\":[{\"paths\":[\"w\"],\"weights\":[" + weights + "]}]}";
    }

    private static float Run(string path)
    {
        using TensorFlowNetwork network = WebReader.Read(path);
        return Assert.Single(Inference.Run(network, Picture));
    }

    private string Write(string json, byte[] weights)
    {
        string path = Path.Combine(folder, "model.json");
        File.WriteAllText(path, json);
        File.WriteAllBytes(Path.Combine(folder, "w"), weights);
        return path;
    }
}
