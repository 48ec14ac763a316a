using Discern.Web.Hosting;

namespace Discern.Web.Serving;

/// <summary>A run's model for programs, over HTTP.</summary>
/// <example><code>
/// await using var run = new ServedRun(RunFolder.Open("runs/2026-11-21-hotdog"), new ServingOptions());
/// await using LocalServer server = await PredictionServer.StartAsync(run, new ServerOptions { Port = 8080 }, new ApiOptions());
/// await server.RunAsync(cancellation);
/// </code></example>
public static class PredictionServer
{
    /// <summary>Starts to listen.</summary>
    /// <param name="run">The run whose model answers; it outlives the server, which finishes with it what is under way.</param>
    /// <param name="server">Where, and to whom.</param>
    /// <param name="api">What requests may ask.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="ArgumentException">The options leave the server open to everybody, or are out of their range.</exception>
    /// <exception cref="DiscernException">The address is taken or not this machine's.</exception>
    public static Task<LocalServer> StartAsync(
        ServedRun run, ServerOptions server, ApiOptions api, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(api);
        var clock = time ?? TimeProvider.System;
        return LocalServer.StartAsync(server with { LargestBody = api.MaximumUploadBytes }, [new PredictionApi(run, api, clock)], clock, cancellationToken);
    }
}
