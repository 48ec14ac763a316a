using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Discern.Crawling.Browsing;

/// <summary>A Chromium of our own: without window, with a profile that is thrown away, and without a network.</summary>
/// <remarks>
/// No host name and no address resolves in it. All it gets is what <see cref="RenderedPage"/> hands it, so that what slips past
/// (a web socket, a prefetch, another process of the page) reaches nothing, neither on this machine nor elsewhere.
/// </remarks>
internal sealed partial class BrowserProcess : IAsyncDisposable
{
    private static readonly string[] s_switches =
    [
        "--headless", "--remote-debugging-port=0", "--no-first-run", "--no-default-browser-check", "--disable-gpu", "--mute-audio",
        "--disable-extensions", "--disable-sync", "--disable-component-update", "--disable-background-networking", "--disable-default-apps",
        "--disable-dev-shm-usage", "--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND", "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    ];

    private readonly DirectoryInfo profile;
    private readonly Process process;

    private BrowserProcess(DirectoryInfo profile, Process process, DevToolsConnection connection)
    {
        this.profile = profile;
        this.process = process;
        Connection = connection;
    }

    /// <summary>How to talk to it.</summary>
    public DevToolsConnection Connection { get; }

    /// <summary>Starts a browser and connects to it.</summary>
    /// <exception cref="DiscernException">It does not start.</exception>
    public static async Task<BrowserProcess> StartAsync(string executable, CancellationToken cancellationToken)
    {
        DirectoryInfo thrownAway = Directory.CreateTempSubdirectory("discern-chromium-");
        var start = new ProcessStartInfo(executable) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in Arguments(thrownAway))
        {
            start.ArgumentList.Add(argument);
        }

        Process started = Process.Start(start)!;
        started.BeginOutputReadLine();
        try
        {
            Uri address = await AddressAsync(started, executable, cancellationToken);
            DevToolsConnection connection = await DevToolsConnection.OpenAsync(address, cancellationToken);
            return new BrowserProcess(thrownAway, started, connection);
        }
        catch
        {
            await EndAsync(started, thrownAway);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await EndAsync(process, profile);
    }

    private static IEnumerable<string> Arguments(DirectoryInfo profile)
    {
        IEnumerable<string> arguments = [.. s_switches, $"--user-data-dir={profile.FullName}"];

        // Chromium's sandbox does not work for root, which is who containers run as.
        return (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows() ? arguments.Append("--no-sandbox") : arguments).Append("about:blank");
    }

    private static async Task<Uri> AddressAsync(Process process, string executable, CancellationToken cancellationToken)
    {
        string lastLine = "it wrote nothing";
        while (await process.StandardError.ReadLineAsync(cancellationToken) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                // Read on, or the browser would stop at a full pipe.
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new Uri(match.Groups["address"].Value);
            }

            lastLine = line.Length > 0 ? line : lastLine;
        }

        throw new DiscernException($"The browser '{executable}' does not start: {lastLine.TrimEnd('.')}. Start it by hand with '--headless --dump-dom about:blank' to see why.");
    }

    private static async Task EndAsync(Process process, DirectoryInfo profile)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        try
        {
            profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A child of the browser still writes; the folder for temporary files is swept by the system.
        }
    }

    [GeneratedRegex("^DevTools listening on (?<address>ws://.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}
