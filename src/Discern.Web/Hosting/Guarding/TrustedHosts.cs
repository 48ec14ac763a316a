using System.Net;
using Microsoft.AspNetCore.Http;

namespace Discern.Web.Hosting.Guarding;

/// <summary>The names under which this server may be spoken to.</summary>
/// <remarks>
/// A website may let its own name point at this machine (DNS rebinding) and so become "the same origin"; it cannot take another name than its own.
/// So names that nobody can register are good: localhost, IP addresses, and this machine's own where other machines are listened to. The port may be another: it may have been forwarded.
/// </remarks>
/// <param name="host">The address that is listened on, as it was given; null for this machine's own.</param>
internal sealed class TrustedHosts(string? host)
{
    private readonly bool isLocal = host is null or "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Whether a request to that host may be meant for us.</summary>
    public bool Allows(HostString asked)
    {
        var name = asked.Host.Trim('[', ']');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var number) && (!isLocal || IPAddress.IsLoopback(number)))
            || (!isLocal && name.Equals(Dns.GetHostName(), StringComparison.OrdinalIgnoreCase));
    }
}
