using System.Net;

namespace Discern.Web.Hosting;

/// <summary>Where a server of Discern listens, and who may talk to it.</summary>
public sealed record ServerOptions
{
    /// <summary>A token that can be guessed is none.</summary>
    public const int ShortestToken = 16;

    /// <summary>The IP address to listen on; null for this machine's own 127.0.0.1, which no other machine reaches.</summary>
    public string? Host { get; init; }

    /// <summary>The port, 0 to 65535; 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>What a client has to know, <see cref="ShortestToken"/> characters or more; null where only this machine is listened to.</summary>
    public string? Token { get; init; }

    /// <summary>The most bytes that a request may bring, 1 or more.</summary>
    public long LargestBody { get; init; } = 64L << 20;

    /// <summary>How long requests that are under way may take once the server is asked to stop.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Is told what failed by a fault of Discern's own, with its trace; the client is told only that it did.</summary>
    public Action<string>? OnFault { get; init; }

    /// <summary>The address to listen on.</summary>
    /// <exception cref="ArgumentException">The host is no IP address, it is open to others and there is no token, or a number is out of its range.</exception>
    internal IPAddress Validate()
    {
        if (Port is < 0 or > 65535)
        {
            throw new ArgumentException($"--port is {Port}; give a number from 1 to 65535, or 0 for any that is free.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(LargestBody, 1);
        if (Token is { Length: < ShortestToken })
        {
            throw new ArgumentException($"--token has {Token.Length} characters and could be guessed. Give {ShortestToken} or more, such as what 'openssl rand -hex 16' prints.");
        }

        var address = Host switch
        {
            null or "localhost" => IPAddress.Loopback,
            _ => IPAddress.TryParse(Host, out var parsed) ? parsed : throw new ArgumentException($"--host is '{Host}'; give an IP address of this machine, or 0.0.0.0 for all of them."),
        };
        return IPAddress.IsLoopback(address) || Token is not null
            ? address
            : throw new ArgumentException($"With --host {Host}, other machines could reach this one: give a --token too, which they have to know, or leave --host out to listen to this machine alone.");
    }
}
