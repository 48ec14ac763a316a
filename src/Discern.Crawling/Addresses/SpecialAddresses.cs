using System.Net;
using System.Net.Sockets;

namespace Discern.Crawling.Addresses;

/// <summary>Knows the addresses that are no hosts of the public internet.</summary>
/// <remarks>The ranges are those of IANA's special-purpose registries for IPv4 and IPv6 (RFC 6890 and its updates), with multicast.</remarks>
internal static class SpecialAddresses
{
    private static readonly (IPNetwork Network, string What)[] s_version4 =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "of this network"),
        (IPNetwork.Parse("10.0.0.0/8"), "of a private network"),
        (IPNetwork.Parse("100.64.0.0/10"), "behind a provider's address translation"),
        (IPNetwork.Parse("127.0.0.0/8"), "of this machine"),
        (IPNetwork.Parse("169.254.0.0/16"), "of the local link"),
        (IPNetwork.Parse("172.16.0.0/12"), "of a private network"),
        (IPNetwork.Parse("192.0.0.0/24"), "reserved for protocols"),
        (IPNetwork.Parse("192.0.2.0/24"), "reserved for documentation"),
        (IPNetwork.Parse("192.88.99.0/24"), "of a relay"),
        (IPNetwork.Parse("192.168.0.0/16"), "of a private network"),
        (IPNetwork.Parse("198.18.0.0/15"), "reserved for benchmarks"),
        (IPNetwork.Parse("198.51.100.0/24"), "reserved for documentation"),
        (IPNetwork.Parse("203.0.113.0/24"), "reserved for documentation"),
        (IPNetwork.Parse("224.0.0.0/4"), "for multicast"),
        (IPNetwork.Parse("240.0.0.0/4"), "reserved"),
    ];

    // Of IPv6 only 2000::/3 is given out; all outside it is special, and named here where it has a name.
    private static readonly IPNetwork s_global = IPNetwork.Parse("2000::/3");
    private static readonly (IPNetwork Network, string What)[] s_version6 =
    [
        (IPNetwork.Parse("::/128"), "of this network"),
        (IPNetwork.Parse("::1/128"), "of this machine"),
        (IPNetwork.Parse("fc00::/7"), "of a private network"),
        (IPNetwork.Parse("fe80::/10"), "of the local link"),
        (IPNetwork.Parse("fec0::/10"), "of a private network"),
        (IPNetwork.Parse("ff00::/8"), "for multicast"),
        (IPNetwork.Parse("2001::/23"), "reserved for protocols"),
        (IPNetwork.Parse("2001:db8::/32"), "reserved for documentation"),
        (IPNetwork.Parse("3fff::/20"), "reserved for documentation"),
    ];

    private static readonly IPNetwork s_compatible = IPNetwork.Parse("::/96");
    private static readonly IPNetwork s_translated = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork s_sixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>What the address is, as the end of "an address …"; null where it is one of the public internet.</summary>
    public static string? Describe(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return Find(s_version4, address);
        }

        if (Find(s_version6, address) is { } what)
        {
            return what;
        }

        // An address of version 4 in the clothes of version 6 is judged by what is inside.
        return Inner(address) is { } inner ? Describe(inner) : s_global.Contains(address) ? null : "reserved";
    }

    private static string? Find((IPNetwork Network, string What)[] ranges, IPAddress address) =>
        Array.Find(ranges, range => range.Network.Contains(address)).What;

    private static IPAddress? Inner(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        return address.IsIPv4MappedToIPv6 || s_compatible.Contains(address) || s_translated.Contains(address) ? new IPAddress(bytes.AsSpan(12))
            : s_sixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4))
            : null;
    }
}
