using Discern.Classifiers;
using Discern.Neural.Graphs;

namespace Discern.Tests.Classifiers;

public sealed class NetworksTests
{
    [Fact]
    public void FacesIsAsPublished()
    {
        NetworkDescription network = Networks.Find("faces", size: null, classes: 4);
        Graph graph = NetworkBuilder.Build(network);
        Assert.Equal(92_868, graph.ParameterCount);
        Assert.Equal((64, 64, 1), (graph.InputNode.Shape.Height, graph.InputNode.Shape.Width, graph.InputNode.Shape.Channels));
        Assert.Equal(4, graph.OutputNode.Shape.Channels);
    }

    [Fact]
    public void HotdogIsAsPublished()
    {
        NetworkDescription network = Networks.Find("hotdog", size: null, classes: 2);
        Graph graph = NetworkBuilder.Build(network);
        Assert.Equal(1_615_905, graph.ParameterCount);
        Assert.Equal(1, graph.OutputNode.Shape.Channels);
        Assert.Equal(100, network.Batch);
    }

    [Fact]
    public void HotdogTellsTwoClassesApart() => Assert.Contains(
        "tells two classes apart; the data set has 3",
        Assert.Throws<DiscernException>(() => Networks.Find("hotdog", size: null, classes: 3)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(8)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(224)]
    public void TheDefaultFitsAnySize(int size)
    {
        Graph graph = NetworkBuilder.Build(Networks.Find(null, size, classes: 5));
        Node last = graph.Nodes.Last(node => node.Shape.Rank == 4);
        Assert.InRange(last.Shape.Height, 4, 7);
        Assert.Equal(5, graph.OutputNode.Shape.Channels);
    }

    [Fact]
    public void WhatIsNoNetworkIsNamed() => Assert.Contains(
        "There is no network 'resnet'. Known by name are faces, hotdog and default",
        Assert.Throws<DiscernException>(() => Networks.Find("resnet", null, 2)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(7)]
    [InlineData(1025)]
    public void ASizeOutOfRangeIsTheCallersMistake(int size) => Assert.Throws<ArgumentOutOfRangeException>(() => Networks.Find(null, size, 2));

    [Fact]
    public void PicturesTooSmallForTheLayersAreNamed() => Assert.Contains(
        "The pictures have shrunk to 2×2 before layer 7 (convolution) of the network 'faces', smaller than its 3×3 window",
        Assert.Throws<DiscernException>(() => NetworkBuilder.Build(Networks.Find("faces", 16, 2))).Message,
        StringComparison.Ordinal);
}
