namespace Discern.Crawling.Politeness;

/// <summary>Lets requests to one host through: only so many at once, and spaced in time.</summary>
/// <remarks>
/// What Scrapy calls a downloader slot: parallelism and delay hold for the host, whichever page the request comes from.
/// The parts of a page that a browser builds have as many places of their own: they wait for no delay, and not behind those who do.
/// </remarks>
internal sealed class HostGate(int parallelism, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim places = new(parallelism);
    private readonly SemaphoreSlim placesOfParts = new(parallelism);
    private readonly Lock gate = new();
    private DateTimeOffset next;
    private DateTimeOffset restsUntil;

    /// <summary>Waits for a place, and for the host's time.</summary>
    /// <param name="delay">The time until the next request after this one; null for a part of a page, which keeps none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The place, to be given back when the answer is there.</returns>
    public async Task<HostPlace> EnterAsync(TimeSpan? delay, CancellationToken cancellationToken)
    {
        SemaphoreSlim own = delay is null ? placesOfParts : places;
        await own.WaitAsync(cancellationToken);
        var place = new HostPlace(own);
        try
        {
            TimeSpan wait = Reserve(delay);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, cancellationToken);
            }

            return place;
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    /// <summary>Keeps everybody away for a while: the host asked for it.</summary>
    public void Rest(TimeSpan span)
    {
        lock (gate)
        {
            restsUntil = Later(restsUntil, clock.GetUtcNow() + span);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        places.Dispose();
        placesOfParts.Dispose();
    }

    private TimeSpan Reserve(TimeSpan? delay)
    {
        lock (gate)
        {
            DateTimeOffset now = clock.GetUtcNow();
            DateTimeOffset start = Later(now, restsUntil);
            if (delay is { } span)
            {
                start = Later(start, next);
                next = start + span;
            }

            return start - now;
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
