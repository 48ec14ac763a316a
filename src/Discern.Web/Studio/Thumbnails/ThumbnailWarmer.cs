using Discern.Imaging;
using Discern.Web.Hosting;

namespace Discern.Web.Studio.Thumbnails;

/// <summary>Makes the thumbnails of a folder before anybody asks, one at a time, so that those that somebody waits for find a free core.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="folder">The folder.</param>
internal sealed class ThumbnailWarmer(ThumbnailStore store, ServedFolder folder)
{
    /// <summary>Makes those that are missing.</summary>
    /// <param name="paths">The pictures, relative to the folder.</param>
    /// <param name="cancellation">Stops between two pictures.</param>
    public async Task RunAsync(IEnumerable<string> paths, CancellationToken cancellation)
    {
        foreach (var path in paths)
        {
            if (cancellation.IsCancellationRequested)
            {
                return;
            }

            if (folder.Find(path) is { } full && !store.Has(full))
            {
                try
                {
                    await store.ReadAsync(full, ThumbnailStore.SmallSide, cancellation);
                }
                catch (Exception exception) when (exception is UnreadablePictureException or OperationCanceledException)
                {
                    // The grid says so where somebody looks at it; whoever stops needs no more of them.
                }
            }
        }
    }
}
