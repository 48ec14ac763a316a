namespace Discern.Web.Assets;

/// <summary>The browser's chart libraries as npm installed them, read to be inlined.</summary>
/// <param name="Name">The package's name.</param>
/// <param name="Code">Its script, minified, for a browser.</param>
/// <param name="Licence">Its licence, which has to go wherever the script goes.</param>
public sealed record ChartLibrary(string Name, string Code, string Licence)
{
    // In the order in which each needs the one before it.
    private static readonly string[] s_names = ["vega", "vega-lite", "vega-embed"];

    /// <summary>Reads Vega, Vega-Lite and vega-embed from the npm packages above the program.</summary>
    /// <exception cref="DiscernException">They are not installed.</exception>
    public static IReadOnlyList<ChartLibrary> ReadAll() =>
        ReadAll(PackageFolders.All());

    internal static IReadOnlyList<ChartLibrary> ReadAll(IReadOnlyList<string> packageFolders)
    {
        var packages = packageFolders.FirstOrDefault(folder => PackageFolders.Holds(folder, [.. s_names.Select(Script)]))
            ?? throw new DiscernException(
                "The report's charts need the npm packages vega, vega-lite and vega-embed, but no folder 'node_modules' with them "
                + $"was found in or above '{AppContext.BaseDirectory}'. "
                + "Run 'npm ci' in the folder of Discern's package.json, then ask for the report again; the run itself is complete.");
        return [.. s_names.Select(name => Read(packages, name))];
    }

    private static string Script(string name) => Path.Combine(name, "build", name + ".min.js");

    private static ChartLibrary Read(string packages, string name)
    {
        var licence = Path.Combine(packages, name, "LICENSE");
        return new ChartLibrary(
            name,
            WithoutSourceMap(File.ReadAllText(Path.Combine(packages, Script(name)))),
            File.Exists(licence) ? File.ReadAllText(licence).Trim() : $"{name}: see the package's licence.");
    }

    // The map's address would be asked for by a browser's developer tools.
    private static string WithoutSourceMap(string code) =>
        string.Join('\n', code.Split('\n').Where(line => !line.StartsWith("//# sourceMappingURL=", StringComparison.Ordinal))).Trim();
}
