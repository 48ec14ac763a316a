using Microsoft.Extensions.Hosting;

namespace Discern.Web.Hosting;

/// <summary>Leaves Ctrl-C and other signals to the program that started the server.</summary>
internal sealed class CallersLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
