using Discern.Neural.Architectures;
using Discern.Neural.Graphs;

namespace Discern.Neural.Tests.Architectures;

public class ArchitectureTests
{
    public static TheoryData<string> Names => [.. Architecture.All.Select(architecture => architecture.Name)];

    [Fact]
    public void Every_architecture_is_listed() => Assert.Equal(
        typeof(Architecture).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Architecture))).Select(type => type.Name).Order(StringComparer.Ordinal),
        Architecture.All.Select(architecture => architecture.GetType().Name).Order(StringComparer.Ordinal));

    // As keras.applications tells with include_top=False (Keras 3): total, trainable, vector after global pooling.
    [Theory]
    [InlineData("vgg16", 14_714_688, 14_714_688, 512)]
    [InlineData("resnet50", 23_587_712, 23_534_592, 2048)]
    [InlineData("mobilenet-v2", 2_257_984, 2_223_872, 1280)]
    public void It_has_as_many_parameters_as_published(string name, long total, long trainable, int features)
    {
        Graph graph = Find(name).Build(224);

        Assert.Equal(total, graph.ParameterCount);
        Assert.Equal(trainable, graph.TrainableParameterCount);
        Assert.Equal(features, graph.OutputNode.Shape.Channels);
    }

    [Fact]
    public void The_top_of_the_articles_on_vgg16_has_66180_parameters_and_its_last_convolution_2359808()
    {
        Graph body = Find("vgg16").Build(224);
        Graph whole = new(body.InputNode, body.OutputNode.Freeze().Dense(128).Relu().Dropout(0.5f).Dense(4));

        Assert.Equal(66_180, whole.TrainableParameterCount);
        Assert.Equal(14_780_868, whole.ParameterCount);
        Assert.Equal(2_359_808, body.Nodes.Last(node => node.Kind is "Conv2D").Parameters.Sum(parameter => parameter.Shape.Count));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_tells_of_itself_what_it_is(string name)
    {
        Architecture architecture = Find(name);
        Graph graph = architecture.Build(64);

        Assert.Equal(architecture.Parameters, graph.ParameterCount);
        Assert.Equal(architecture.Features, graph.OutputNode.Shape.Channels);
        Assert.Matches(@"\d{4}$", architecture.Source);
        Assert.Contains("32", Assert.Throws<ArgumentOutOfRangeException>(() => architecture.Build(31)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_begins_with_numbers_that_neither_vanish_nor_explode(string name)
    {
        Graph graph = Find(name).Build(32);
        using var weights = Weights.Initialize(graph, 1);
        float[] features = Onnx.Networks.Run(graph, weights, Onnx.Networks.Normal(2 * 32 * 32 * 3, 5), 2);

        Assert.All(features, value => Assert.True(float.IsFinite(value)));
        Assert.InRange(features.Max(MathF.Abs), 1e-12f, 1e6f);
    }

    private static Architecture Find(string name) => Architecture.All.Single(each => string.Equals(each.Name, name, StringComparison.Ordinal));
}
