using System.Collections.Frozen;
using System.Security.Cryptography;
using Discern.Web.Assets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Discern.Web.Hosting;

/// <summary>Style sheets and scripts at <c>/assets/</c>: our own, which the assembly carries, and those of npm packages.</summary>
internal sealed class StaticAssets
{
    private static readonly FrozenDictionary<string, string> s_packages = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["htmx.js"] = "htmx.org/dist/htmx.min.js",
        ["vega.js"] = "vega/build/vega.min.js",
        ["vega-lite.js"] = "vega-lite/build/vega-lite.min.js",
        ["vega-embed.js"] = "vega-embed/build/vega-embed.min.js",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, Lazy<(byte[] Contents, EntityTagHeaderValue Tag)>> files = Files().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Maps them.</summary>
    /// <exception cref="DiscernException">An npm package is missing.</exception>
    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var path in s_packages.Values)
        {
            _ = PackagePath(path);
        }

        routes.MapGet("/assets/{name}", Serve);
    }

    private IResult Serve(string name, HttpContext context)
    {
        if (!files.TryGetValue(name, out var file))
        {
            return new Refused(StatusCodes.Status404NotFound, "There is nothing at this address.");
        }

        var (contents, tag) = file.Value;
        context.Response.Headers.CacheControl = "no-cache"; // kept, and asked for again: another version of Discern has other files
        return Results.Bytes(contents, name.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8", entityTag: tag);
    }

    private static IEnumerable<KeyValuePair<string, Lazy<(byte[] Contents, EntityTagHeaderValue Tag)>>> Files() =>
    [
        .. typeof(StaticAssets).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".css", StringComparison.Ordinal) || name.EndsWith(".js", StringComparison.Ordinal))
            .Select(name => Tagged(name, () => System.Text.Encoding.UTF8.GetBytes(Asset.Read(name)))),
        .. s_packages.Select(pair => Tagged(pair.Key, () => File.ReadAllBytes(PackagePath(pair.Value)))),
    ];

    private static KeyValuePair<string, Lazy<(byte[] Contents, EntityTagHeaderValue Tag)>> Tagged(string name, Func<byte[]> read) => new(name, new(() =>
    {
        var contents = read();
        return (contents, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(contents))[..32]}\""));
    }));

    private static string PackagePath(string path) => PackageFolders.Holding(path) is { } folder
        ? Path.Combine(folder, path)
        : throw new DiscernException(
            $"The pages need the npm package {path.Split('/')[0]}, but no folder 'node_modules' with it was found in or above '{AppContext.BaseDirectory}'. "
            + "Run 'npm ci' in the folder of Discern's package.json, then the same command again.");
}
