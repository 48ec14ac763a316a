using Discern.Features.Backbones;
using Discern.Neural.Onnx;

namespace Discern.Tests.Features.Backbones;

public sealed class OnnxBodyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string File => folder.In("own.onnx");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_is_cut_by_itself_or_where_the_user_says()
    {
        Networks.WriteClassifier(File, new OnnxMetadata());

        Assert.Equal(6, Features(Find()));
        Assert.Equal(5, Features(Find(new BackboneOptions { Features = ["dense"] })));
        Assert.Equal(4, Features(Find(new BackboneOptions { Features = ["conv2d"] })));
        Assert.NotEqual(Find().Identity, Find(new BackboneOptions { Features = ["dense"] }).Identity);
        var refusal = Assert.Throws<DiscernException>(() => Find(new BackboneOptions { Features = ["nothing"] }).Read());
        Assert.Contains("neither a tensor nor a node named 'nothing'", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Find(new BackboneOptions { Features = ["dense", "conv2d"] }));
    }

    [Fact]
    public void Its_own_preprocessing_is_taken_from_its_metadata()
    {
        var stated = new OnnxPreprocessing { Scale = 1, Mean = [103.9f, 116.8f, 123.7f], Deviation = [1, 2, 4], IsBgr = true };
        Networks.WriteClassifier(File, new OnnxMetadata { Preprocessing = stated });

        Body body = Find();

        Assert.Empty(body.Remarks);
        Assert.True(body.Preprocessing.IsBlueFirst);
        Span<float> prepared = stackalloc float[3];
        body.Preprocessing.Apply((ReadOnlySpan<byte>)[200, 100, 50], prepared);
        Assert.Equal(50 - 103.9f, prepared[0], 1e-4f);
        Assert.Equal((100 - 116.8f) / 2, prepared[1], 1e-4f);
        Assert.Equal((200 - 123.7f) / 4, prepared[2], 1e-4f);
    }

    [Fact]
    public void The_user_may_say_it_otherwise()
    {
        Networks.WriteClassifier(File, new OnnxMetadata { Preprocessing = new() });

        Body body = Find(new BackboneOptions { Mean = [100], Scale = [0.5f, 1, 2], IsBgr = true });

        Span<float> prepared = stackalloc float[3];
        body.Preprocessing.Apply((ReadOnlySpan<byte>)[200, 100, 50], prepared);
        Assert.Equal([-100, 0, 50], prepared.ToArray());
        Assert.NotEqual(Find().Identity, body.Identity);
    }

    [Fact]
    public void What_is_assumed_of_a_file_that_says_nothing_is_told()
    {
        Networks.WriteClassifier(File, new OnnxMetadata());

        string remark = Assert.Single(Find().Remarks);

        Assert.Contains("does not say how pixels are prepared", remark, StringComparison.Ordinal);
        Assert.Contains("--mean", remark, StringComparison.Ordinal);
        Assert.Empty(Find(new BackboneOptions { IsBgr = true }).Remarks);
    }

    [Fact]
    public void Other_than_square_colour_pictures_of_its_size_are_refused()
    {
        Networks.WriteClassifier(File, new OnnxMetadata());
        Assert.Equal(16, Find().Size);
        Assert.Contains("not 32", Assert.Throws<DiscernException>(() => Find(new BackboneOptions { Size = 32 }).Size).Message, StringComparison.Ordinal);

        Networks.WriteClassifier(File, new OnnxMetadata(), width: 12);
        Assert.Contains("16 × 12", Assert.Throws<DiscernException>(() => Find().Size).Message, StringComparison.Ordinal);

        Networks.WriteClassifier(File, new OnnxMetadata(), channels: 1);
        Assert.Contains("1 channels", Assert.Throws<DiscernException>(() => Find().Size).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_a_backbone_does_not_take_are_refused_in_a_sentence()
    {
        Assert.Contains("'general'", Assert.Throws<ArgumentException>(() => BackboneRegistry.Find("general", new BackboneOptions { Size = 64 })).Message, StringComparison.Ordinal);
        Assert.Contains("--features", Assert.Throws<ArgumentException>(() => BackboneRegistry.Find("vgg16", new BackboneOptions { Features = ["x"] })).Message, StringComparison.Ordinal);
        Assert.Contains("--weights", Assert.Throws<ArgumentException>(() => BackboneRegistry.Find(File, new BackboneOptions { Weights = "x.onnx" })).Message, StringComparison.Ordinal);
        Assert.Contains("one number, or three", Assert.Throws<ArgumentException>(() => new BackboneOptions { Mean = [1, 2] }.Preprocessing).Message, StringComparison.Ordinal);
        Assert.Same(BackboneRegistry.Default, BackboneRegistry.Find("general", new BackboneOptions { Seed = 7 }));
    }

    [Fact]
    public void Weights_of_a_file_fill_an_architecture_and_are_part_of_its_identity()
    {
        Body random = BackboneRegistry.Find("mobilenet-v2", new BackboneOptions { Size = 32, Seed = 5 }).Bodies[0];
        using BodyNetwork network = random.Read();
        OnnxWriter.Write(network.Graph, network.Weights, new OnnxMetadata(), File);

        Body filled = BackboneRegistry.Find("mobilenet-v2", new BackboneOptions { Size = 32, Weights = File }).Bodies[0];
        using BodyNetwork read = filled.Read();

        Assert.Equal(Networks.Run(network.Graph, network.Weights), Networks.Run(read.Graph, read.Weights));
        Assert.NotEqual(random.Identity, filled.Identity);
        Assert.Contains("random numbers", Assert.Single(random.Remarks), StringComparison.Ordinal);
        Assert.Empty(filled.Remarks);
    }

    private Body Find(BackboneOptions? options = null) => Assert.Single(BackboneRegistry.Find(File, options).Bodies);

    private static int Features(Body body)
    {
        using BodyNetwork network = body.Read();
        return network.Graph.OutputNode.Shape.Channels;
    }
}
