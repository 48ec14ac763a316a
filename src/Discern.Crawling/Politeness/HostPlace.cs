namespace Discern.Crawling.Politeness;

/// <summary>A place at a host, given back when it is disposed of.</summary>
internal sealed class HostPlace(SemaphoreSlim places) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => places.Release();
}
