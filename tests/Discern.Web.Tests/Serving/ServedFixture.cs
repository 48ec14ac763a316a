using Discern.Classifiers;
using Discern.Imaging;
using Discern.Neural.Graphs;
using Discern.Neural.Training;
using Discern.Serving;
using Discern.Web.Hosting;
using Discern.Web.Serving;
using Discern.Web.Tests.Reports;

namespace Discern.Web.Tests.Serving;

/// <summary>A small run with random weights, served on this machine.</summary>
public sealed class ServedFixture : IAsyncLifetime
{
    /// <summary>The largest request that it takes.</summary>
    public const int MaximumUpload = 1 << 20;

    /// <summary>The most pictures in a request.</summary>
    public const int MaximumPictures = 8;

    private readonly RunFixture _fixture = new();

    public HttpClient Client { get; } = new();

    internal LocalServer Server { get; private set; } = null!;

    public Discern.Runs.RunFolder Run => _fixture.Run;

    /// <summary>What failed by a fault of the program's own: nothing may.</summary>
    public List<string> Faults { get; } = [];

    public ServedRun Served { get; private set; } = null!;

    /// <summary>A picture that can be read.</summary>
    public static byte[] Png { get; } = PictureEncoder.Png(new Picture(20, 20, 3, [.. Enumerable.Range(0, 1200).Select(index => (byte)(index * 7))]));

    public async Task InitializeAsync()
    {
        var graph = NetworkBuilder.Build(NetworkDescription.Of(Run.Description));
        using (var weights = Weights.Initialize(graph, seed: 3))
        {
            SafeTensors.WriteWeights(Run.ModelPath, graph, weights);
        }

        Served = new ServedRun(Run, new ServingOptions { Queue = 64, Threads = 2, MaximumPixels = 10_000_000 });
        var api = new ApiOptions { MaximumUploadBytes = MaximumUpload, MaximumPictures = MaximumPictures, BodyTimeout = TimeSpan.FromSeconds(2) };
        Server = await PredictionServer.StartAsync(Served, new ServerOptions { OnFault = Faults.Add }, api);
        Client.BaseAddress = Server.Address;
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Server.StopAsync();
        await Server.DisposeAsync();
        await Served.DisposeAsync();
        _fixture.Dispose();
    }
}
