namespace Discern.Features.Backbones;

/// <summary>Finds npm packages: in the <c>node_modules</c> folders from the program's folder and the current one upwards.</summary>
internal static class PackageFolders
{
    /// <summary>The environment variable that names a <c>node_modules</c> folder, which then comes first.</summary>
    public const string Variable = "DISCERN_NODE_MODULES";

    /// <summary>The folder of a package that holds a file, or null.</summary>
    public static string? Find(string package, string file) =>
        Candidates().Select(folder => Path.Combine(folder, package)).FirstOrDefault(folder => File.Exists(Path.Combine(folder, file)));

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            yield return named;
        }

        foreach (string start in (string[])[AppContext.BaseDirectory, Environment.CurrentDirectory])
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                yield return Path.Combine(folder.FullName, "node_modules");
            }
        }
    }
}
