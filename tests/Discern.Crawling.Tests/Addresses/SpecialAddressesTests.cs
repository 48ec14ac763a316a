using System.Net;
using Discern.Crawling.Addresses;

namespace Discern.Crawling.Tests.Addresses;

public class SpecialAddressesTests
{
    [Theory]
    [InlineData("127.0.0.1", "of this machine")]
    [InlineData("127.255.255.254", "of this machine")]
    [InlineData("0.0.0.0", "of this network")]
    [InlineData("10.1.2.3", "of a private network")]
    [InlineData("172.16.0.1", "of a private network")]
    [InlineData("172.31.255.255", "of a private network")]
    [InlineData("192.168.1.1", "of a private network")]
    [InlineData("100.64.0.1", "behind a provider's address translation")]
    [InlineData("100.127.255.255", "behind a provider's address translation")]
    [InlineData("169.254.169.254", "of the local link")]
    [InlineData("198.19.0.1", "reserved for benchmarks")]
    [InlineData("203.0.113.9", "reserved for documentation")]
    [InlineData("224.0.0.251", "for multicast")]
    [InlineData("239.255.255.250", "for multicast")]
    [InlineData("255.255.255.255", "reserved")]
    [InlineData("::", "of this network")]
    [InlineData("::1", "of this machine")]
    [InlineData("::ffff:127.0.0.1", "of this machine")]
    [InlineData("::ffff:10.0.0.1", "of a private network")]
    [InlineData("::7f00:1", "of this machine")]
    [InlineData("64:ff9b::a00:1", "of a private network")]
    [InlineData("64:ff9b:1::1", "reserved")]
    [InlineData("2002:7f00:1::", "of this machine")]
    [InlineData("2001:0:1::1", "reserved for protocols")]
    [InlineData("2001:db8::1", "reserved for documentation")]
    [InlineData("3fff::1", "reserved for documentation")]
    [InlineData("fc00::1", "of a private network")]
    [InlineData("fd12:3456::1", "of a private network")]
    [InlineData("fe80::1%1", "of the local link")]
    [InlineData("fec0::1", "of a private network")]
    [InlineData("ff02::1", "for multicast")]
    [InlineData("100::1", "reserved")]
    [InlineData("5f00::1", "reserved")]
    public void Special_addresses_are_known(string address, string what) => Assert.Equal(what, SpecialAddresses.Describe(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.169.0.1")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    public void Addresses_of_the_public_internet_are_not(string address) => Assert.Null(SpecialAddresses.Describe(IPAddress.Parse(address)));
}
