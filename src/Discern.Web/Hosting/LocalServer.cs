using System.Net;
using Discern.Web.Hosting.Guarding;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Discern.Web.Hosting;

/// <summary>A web server for whoever sits at this machine, or who knows its token.</summary>
/// <remarks>
/// A page of some website, open in the same browser, can send requests to this machine; so each request is asked which host it believes to talk to
/// (<see cref="HostGuard"/>), which page sent it (<see cref="OriginGuard"/>), whether it knows the token (<see cref="TokenGuard"/>), and, where it
/// changes something, whether it comes from a form of ours (<see cref="FormGuard"/>). Nothing is fetched from any network.
/// </remarks>
/// <example><code>
/// await using LocalServer server = await LocalServer.StartAsync(new ServerOptions { Port = 8080 }, [part]);
/// Console.WriteLine(server.Address);
/// </code></example>
public sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ServerOptions options;
    private readonly IReadOnlyList<IServerPart> parts;

    private LocalServer(WebApplication application, ServerOptions options, IReadOnlyList<IServerPart> parts)
    {
        this.application = application;
        this.parts = parts;
        this.options = options;
        var bound = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Address = IPAddress.TryParse(bound.Host.Trim('[', ']'), out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            ? new UriBuilder(bound) { Host = Dns.GetHostName() }.Uri
            : bound;
    }

    /// <summary>Where it is reached, without the token.</summary>
    public Uri Address { get; }

    /// <summary>The address to open in a browser: where there is a token, it is in it, and the browser is remembered.</summary>
    public Uri SignInAddress => options.Token is { } token ? new Uri(Address, "?token=" + Uri.EscapeDataString(token)) : Address;

    /// <summary>Starts to listen.</summary>
    /// <param name="options">Where, and to whom.</param>
    /// <param name="parts">What is served, in the order of the links in the head of its pages.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="ArgumentException">The options leave the server open to everybody, or are out of their range.</exception>
    /// <exception cref="DiscernException">The address is taken or not this machine's, or npm packages are missing.</exception>
    public static async Task<LocalServer> StartAsync(
        ServerOptions options, IReadOnlyList<IServerPart> parts, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(parts);
        var address = options.Validate();
        var built = Build(options, address, parts, time ?? TimeProvider.System);
        try
        {
            await built.StartAsync(cancellationToken);
            return new LocalServer(built, options, parts);
        }
        catch (Exception exception)
        {
            await built.DisposeAsync();
            if (exception is IOException or System.Net.Sockets.SocketException)
            {
                throw new DiscernException($"{address}, port {options.Port}, cannot be listened to: {exception.Message.TrimEnd('.')}. Give another --port, or leave it out.", exception);
            }

            throw;
        }
    }

    /// <summary>Waits until the token is cancelled, then stops: what is under way is finished, as far as <see cref="ServerOptions.StopTimeout"/> allows.</summary>
    /// <param name="cancellationToken">Ends the server.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await StopAsync();
    }

    /// <summary>Takes no new requests and finishes those that are under way.</summary>
    public async Task StopAsync()
    {
        using var limit = new CancellationTokenSource(options.StopTimeout);
        await application.StopAsync(limit.Token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        foreach (var part in parts.OfType<IAsyncDisposable>())
        {
            await part.DisposeAsync();
        }
    }

    private static WebApplication Build(ServerOptions options, IPAddress address, IReadOnlyList<IServerPart> parts, TimeProvider time)
    {
        // A fixed root and no configuration files: what lies in the current folder may be somebody's data, and has no say.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(address, options.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.LargestBody;
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider(); // nothing of a visit outlasts the server, and no key lies on the disk
        builder.Services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "discern-form";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.SuppressXFrameOptionsHeader = true; // SecurityHeaders says it on every page
        });
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(new Navigation([.. parts.SelectMany(part => part.Links)]));
        var built = builder.Build();
        built.UseMiddleware<SecurityHeaders>();
        built.UseMiddleware<Failures>(options);
        built.UseMiddleware<HostGuard>(new TrustedHosts(options.Host));
        built.UseMiddleware<OriginGuard>();
        built.UseRouting();
        built.UseMiddleware<TokenGuard>(options);
        built.UseMiddleware<FormGuard>();
        new StaticAssets().Map(built);
        foreach (var part in parts)
        {
            part.Map(built);
        }

        built.MapFallback(context => Refusal.WriteAsync(context, StatusCodes.Status404NotFound, "There is nothing at this address."));
        return built;
    }
}
