using System.Net;
using System.Net.Sockets;
using Discern.Crawling.Fetching;

namespace Discern.Crawling.Addresses;

/// <summary>Opens connections, and none to this machine or a private network unless that is allowed.</summary>
/// <remarks>
/// What is judged is the address that is connected to, after the name was resolved: neither a redirect, nor a name that leads to
/// 127.0.0.1, nor one whose address changes between two questions gets past it.
/// </remarks>
internal sealed class AddressGuard(bool allowPrivate)
{
    /// <summary>Resolves the host and connects to the first of its addresses that answers.</summary>
    /// <exception cref="SkippedException">All addresses of the host are refused.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint host, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(host.Host, cancellationToken);
        IPAddress[] allowed = allowPrivate ? addresses : [.. addresses.Where(address => SpecialAddresses.Describe(address) is null)];
        if (allowed.Length == 0 && addresses.Length > 0)
        {
            throw new SkippedException(
                $"'{host.Host}' leads to {addresses[0]}, an address {SpecialAddresses.Describe(addresses[0])}; --allow-private would allow it");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, host.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
