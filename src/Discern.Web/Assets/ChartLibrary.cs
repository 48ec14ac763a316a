namespace Discern.Web.Assets;

/// <summary>The browser's chart libraries as npm installed them, read to be inlined.</summary>
/// <param name="Name">The package's name.</param>
/// <param name="Code">Its script, minified, for a browser.</param>
/// <param name="Licence">Its licence, which has to go wherever the script goes.</param>
public sealed record ChartLibrary(string Name, string Code, string Licence)
{
    // In the order in which each needs the one before it.
    private static readonly string[] s_names = ["vega", "vega-lite", "vega-embed"];

    /// <summary>Reads Vega, Vega-Lite and vega-embed from the nearest <c>node_modules</c> above the program or the current folder.</summary>
    /// <exception cref="DiscernException">They are not installed.</exception>
    public static IReadOnlyList<ChartLibrary> ReadAll() =>
        ReadAll([AppContext.BaseDirectory, Directory.GetCurrentDirectory()]);

    internal static IReadOnlyList<ChartLibrary> ReadAll(IReadOnlyList<string> startingFolders)
    {
        var modules = startingFolders.SelectMany(FoldersUpFrom).FirstOrDefault(HoldsAll)
            ?? throw new DiscernException(
                "The report's charts need the npm packages vega, vega-lite and vega-embed, but no folder 'node_modules' with them "
                + $"was found in or above {string.Join(" or ", startingFolders.Distinct(StringComparer.Ordinal).Select(f => $"'{f}'"))}. "
                + "Run 'npm ci' in the folder of Discern's package.json, then ask for the report again; the run itself is complete.");
        return [.. s_names.Select(name => Read(modules, name))];
    }

    private static IEnumerable<string> FoldersUpFrom(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            yield return Path.Combine(current.FullName, "node_modules");
        }
    }

    private static bool HoldsAll(string modules) => s_names.All(name => File.Exists(ScriptPath(modules, name)));

    private static string ScriptPath(string modules, string name) => Path.Combine(modules, name, "build", name + ".min.js");

    private static ChartLibrary Read(string modules, string name)
    {
        var licence = Path.Combine(modules, name, "LICENSE");
        return new ChartLibrary(
            name,
            WithoutSourceMap(File.ReadAllText(ScriptPath(modules, name))),
            File.Exists(licence) ? File.ReadAllText(licence).Trim() : $"{name}: see the package's licence.");
    }

    // The map's address would be asked for by a browser's developer tools.
    private static string WithoutSourceMap(string code) =>
        string.Join('\n', code.Split('\n').Where(line => !line.StartsWith("//# sourceMappingURL=", StringComparison.Ordinal))).Trim();
}
