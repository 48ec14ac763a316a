namespace Discern.Web.Hosting;

/// <summary>Tells whoever waits that something is new.</summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the next change after this call.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Something is new.</summary>
    public void Tell() => Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}
