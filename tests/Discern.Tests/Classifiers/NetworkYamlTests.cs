using Discern.Classifiers;
using Discern.Neural.Graphs;

namespace Discern.Tests.Classifiers;

public sealed class NetworkYamlTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void FacesWrittenOutIsFaces()
    {
        NetworkDescription network = Read(
            """
            size: 64
            channels: 1   # grey
            layers:
              - convolution: 32
                kernel: 3
                padding: valid
              - relu
              - max_pool: 2
              - convolution: 32
              - relu
              - max_pool: 2
              - { convolution: 32, stride: 1 }
              - relu
              - max_pool: 2
              - flatten
              - dense: 64
              - relu
              - dropout: 0.5
            """,
            classes: 4);
        Assert.Equal(92_868, NetworkBuilder.Build(network).ParameterCount);
        Assert.Equal((64, 1), (network.Size, network.Channels));
    }

    [Fact]
    public void EveryKindOfLayerIsBuilt()
    {
        string layers = string.Join('\n', LayerKind.All.Values.Select(kind => kind.Name switch
        {
            "global_average_pool" or "flatten" => "",
            "dropout" => "  - dropout: 0.5",
            "dense" => "  - flatten\n  - dense: 8",
            _ when kind.Value is null => $"  - {kind.Name}",
            _ => $"  - {kind.Name}: 2",
        }).Where(line => line.Length > 0));
        Graph graph = NetworkBuilder.Build(Read($"size: 32\nlayers:\n{layers}\n", classes: 3));
        Assert.Equal(3, graph.OutputNode.Shape.Channels);
        Assert.True(graph.Nodes.Count >= LayerKind.All.Count - 1);
    }

    [Fact]
    public void TheSizeThatIsAskedForGoesBeforeTheFiles()
    {
        folder.With("network.yml", "size: 64\nlayers:\n  - global_average_pool\n");
        Assert.Equal(48, Networks.Find(folder.In("network.yml"), 48, 2).Size);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("- relu", "Line 1", "'size', 'channels' and 'layers' is expected")]
    [InlineData("size: 64", "lists no layers")]
    [InlineData("size: 64\nlayers: []", "lists no layers")]
    [InlineData("size: 64\nlayers: relu", "Line 2", "a list of layers")]
    [InlineData("size: 64\nlayrs:\n  - relu", "Line 2", "'layrs' is not known here")]
    [InlineData("size: big\nlayers:\n  - relu", "Line 1", "'size' is a whole number from 8 to 1024, not 'big'")]
    [InlineData("channels: 2\nlayers:\n  - relu", "Line 1", "1 (grey) or 3 (colour)")]
    [InlineData("layers:\n  - relu\n  - rely", "Line 3", "there is no layer 'rely'; known are convolution")]
    [InlineData("layers:\n  - relu: 3", "Line 2", "takes no value")]
    [InlineData("layers:\n  - flatten\n  - dense", "Line 3", "'dense' needs its units")]
    [InlineData("layers:\n  - convolution: 32\n    kernal: 3", "Line 3", "has no property 'kernal'; it has kernel, stride, padding")]
    [InlineData("layers:\n  - convolution: 32\n    padding: full", "Line 3", "'padding' is valid or same, not 'full'")]
    [InlineData("layers:\n  - convolution: 999999999999", "Line 2", "from 1 to 65536")]
    [InlineData("layers:\n  - convolution: -3", "Line 2", "from 1 to 65536")]
    [InlineData("layers:\n  - dropout: 1", "Line 2", "from 0 to below 1")]
    [InlineData("layers:\n  - [relu]", "Line 2", "a layer's name is expected")]
    [InlineData("layers:\n  - convolution: [1, 2]", "Line 2", "the filters of 'convolution' is expected")]
    [InlineData("layers:\n  - \"relu", "not YAML")]
    [InlineData("layers: &a\n  - *a", "Line 2")]
    public void AMalformedFileIsRefusedWithItsLine(string yaml, params string[] parts)
    {
        string message = Assert.Throws<DiscernException>(() => Read(yaml, classes: 2)).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public void NestingWithoutEndIsRefusedWithoutDescending() =>
        Assert.Throws<DiscernException>(() => Read("layers: " + new string('[', 60_000), classes: 2));

    [Fact]
    public void ALongFileIsRefused() =>
        Assert.Contains("is longer than", Assert.Throws<DiscernException>(() => Read(new string('#', 70_000), classes: 2)).Message, StringComparison.Ordinal);

    [Fact]
    public void ANetworkFarTooLargeIsRefusedBeforeItTakesMemory()
    {
        NetworkDescription network = Read("size: 1024\nlayers:\n  - flatten\n  - dense: 65536\n", classes: 2);
        Assert.Contains("parameters at layer 2 (dense)", Assert.Throws<DiscernException>(() => NetworkBuilder.Build(network)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("layers:\n  - relu\n", "layer 2 (dense)", "does not")]
    [InlineData("layers:\n  - flatten\n  - convolution: 3\n", "layer 2 (convolution)", "does not fit")]
    public void LayersThatDoNotFitAreNamed(string yaml, params string[] parts)
    {
        string message = Assert.Throws<DiscernException>(() => NetworkBuilder.Build(Read(yaml, classes: 2))).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private NetworkDescription Read(string yaml, int classes)
    {
        folder.With("network.yml", yaml);
        return Networks.Find(folder.In("network.yml"), size: null, classes);
    }
}
