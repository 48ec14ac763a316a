using Discern.Features.Backbones;
using Discern.Neural.TensorFlow;
using Discern.Tests.Classifiers;

namespace Discern.Tests.Features.Backbones;

public sealed class BodyStoreTests : IDisposable
{
    private static readonly PackagedBody Body = (PackagedBody)BackboneRegistry.Default.Bodies[1];

    private readonly TemporaryFolder folder = new();
    private int readings;

    public void Dispose() => folder.Dispose();

    [BackboneFact]
    public void A_body_is_taken_out_of_its_package_once_and_stays_the_same()
    {
        var store = new BodyStore(folder.In("bodies"));
        Assert.False(store.Holds(Body));

        using BodyNetwork first = store.Read(Body, Count);
        Assert.True(store.Holds(Body));
        using BodyNetwork second = store.Read(Body, Count);
        using TensorFlowNetwork origin = Body.ReadPackage();

        Assert.Equal(1, readings);
        float[] expected = Networks.Run(origin.Graph, origin.Weights);
        Assert.Equal(expected, Networks.Run(first.Graph, first.Weights));
        Assert.Equal(expected, Networks.Run(second.Graph, second.Weights));
        Assert.Equal(first.Graph.Parameters.Select(first.Graph.NameOf), second.Graph.Parameters.Select(second.Graph.NameOf));
        Assert.All(second.Graph.Parameters, parameter => Assert.False(parameter.IsTrainable));
        Assert.EndsWith(".onnx", Assert.Single(Directory.GetFiles(folder.In("bodies"))), StringComparison.Ordinal);
    }

    [BackboneFact]
    public void A_damaged_file_is_made_anew()
    {
        var store = new BodyStore(folder.In("bodies"));
        store.Read(Body, Count).Dispose();
        string path = Assert.Single(Directory.GetFiles(folder.In("bodies")));
        byte[] whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..^100]);

        Assert.False(store.Holds(Body));
        store.Read(Body, Count).Dispose();

        Assert.Equal(2, readings);
        Assert.Equal(whole, File.ReadAllBytes(path));
    }

    [BackboneFact]
    public void A_folder_that_cannot_be_made_costs_time_only()
    {
        folder.With("file");
        var store = new BodyStore(folder.In("file", "bodies"));

        using BodyNetwork network = store.Read(Body, Count);

        Assert.Equal(Body.Features, network.Graph.OutputNode.Shape.Channels);
        Assert.False(store.Holds(Body));
    }

    private TensorFlowNetwork Count()
    {
        readings++;
        return Body.ReadPackage();
    }
}
