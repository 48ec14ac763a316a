using Discern.Imaging;
using Discern.Web.Hosting;
using Microsoft.AspNetCore.Http;

namespace Discern.Web.Studio.Thumbnails;

/// <summary>A picture's thumbnail as an answer; of what is no picture, a drawing that says so.</summary>
/// <param name="store">Where thumbnails are.</param>
/// <param name="folder">The folder that the picture must lie in.</param>
/// <param name="path">Its path there: text from outside.</param>
/// <param name="side">The side of the square that it fits in, in pixels.</param>
internal sealed class ThumbnailResult(ThumbnailStore store, ServedFolder? folder, string? path, int side = ThumbnailStore.SmallSide) : IResult
{
    private const string Missing =
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 160"><path d="M40 50h80v60H40zM40 50l80 60M120 50l-80 60" fill="none" stroke="#8a919d" stroke-width="3"/></svg>
        """;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (folder?.Find(path) is not { } full)
        {
            await new Refused(StatusCodes.Status404NotFound, "There is no such picture.").ExecuteAsync(httpContext);
            return;
        }

        try
        {
            var thumbnail = await store.ReadAsync(full, side, httpContext.RequestAborted);
            httpContext.Response.Headers.CacheControl = "private, max-age=60";
            await Results.Bytes(thumbnail, "image/webp").ExecuteAsync(httpContext);
        }
        catch (UnreadablePictureException)
        {
            await Results.Text(Missing, "image/svg+xml").ExecuteAsync(httpContext);
        }
    }
}
