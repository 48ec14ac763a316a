using Discern.Features.Caching;
using Discern.Mapping;
using Discern.Web.Hosting;
using Discern.Web.Serving;
using Discern.Web.Studio.Data;
using Discern.Web.Studio.Mapping;
using Discern.Web.Studio.Thumbnails;
using Discern.Web.Studio.Training;
using Discern.Web.Studio.Trying;

namespace Discern.Web.Studio;

/// <summary>The studio: pages to look at data and runs, and to decide.</summary>
/// <example><code>
/// await using LocalServer studio = await StudioServer.StartAsync(StudioFolders.Of("runs/2026-11-21-hotdog", "."), new ServerOptions());
/// Console.WriteLine(studio.SignInAddress);
/// </code></example>
public static class StudioServer
{
    /// <summary>Starts it.</summary>
    /// <param name="folders">What it works on.</param>
    /// <param name="options">Where it listens, and to whom.</param>
    /// <param name="run">Runs a command of Discern, for the page that trains; null leaves that page out.</param>
    /// <param name="map">How the map of the data is drawn; null for the defaults.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="ArgumentException">The options leave the server open to everybody, or are out of their range.</exception>
    /// <exception cref="DiscernException">The address is taken, or npm packages are missing.</exception>
    public static Task<LocalServer> StartAsync(StudioFolders folders, ServerOptions options, CommandRunner? run = null, MapOptions? map = null, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folders);
        var clock = time ?? TimeProvider.System;
        var runs = new RunShelf(folders.Runs);
        var thumbnails = new ThumbnailStore(CacheFolder.Thumbnails);
        List<IServerPart> parts = [new StartPart(folders), new RunsPart(runs, thumbnails, clock), new TryPart(runs, folders.Run), new PredictionApi(new ShelfRuns(runs, folders.Run), new ApiOptions(), clock)];
        if (folders.Data is { } data)
        {
            var positions = new MapPositions();
            var shelf = new DataShelf(data, runs, positions, clock);
            parts.InsertRange(1, [new DataPart(shelf, thumbnails), new MapPart(shelf, positions, new MapDesk(shelf, positions, map ?? new MapOptions())), new DecisionsPart(shelf)]);
            if (run is not null)
            {
                parts.Insert(4, new TrainPart(new TrainingDesk(data, runs, run, clock)));
            }
        }

        return LocalServer.StartAsync(options, parts, clock, cancellationToken);
    }
}
