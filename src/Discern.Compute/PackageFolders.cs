namespace Discern;

/// <summary>The folders in which npm has put the packages that Discern uses: native libraries, scripts, pictures, weights.</summary>
/// <remarks>
/// They are the folder that <see cref="Variable"/> names, then every <c>node_modules</c> from the program's own folder upwards, at last the
/// one in this user's folder for data, where <c>discern backbones add</c> puts what it installs. The current folder does not count: it may be somebody's data, and code that lies there must not run.
/// </remarks>
public static class PackageFolders
{
    /// <summary>The environment variable that names a folder of packages, which then comes first.</summary>
    public const string Variable = "DISCERN_NODE_MODULES";

    /// <summary>This user's own folder for what is installed later; it may not be there yet.</summary>
    public static string OfUser => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "discern", "packages", "node_modules");

    /// <summary>The folders as full paths, the best first; most of them are not there.</summary>
    public static IReadOnlyList<string> All() => [.. All(Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory), OfUser];

    /// <summary>The first folder of packages that holds all of some files and folders; null where none does.</summary>
    /// <param name="paths">Paths in the folder, at least one, such as <c>vega/build/vega.min.js</c>.</param>
    public static string? Holding(params IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return All().FirstOrDefault(folder => Holds(folder, paths));
    }

    /// <summary>Whether a folder holds all of some files and folders.</summary>
    /// <param name="folder">The folder of packages.</param>
    /// <param name="paths">Paths in the folder.</param>
    public static bool Holds(string folder, IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return paths.All(path => Path.Exists(Path.Combine(folder, path)));
    }

    internal static IReadOnlyList<string> All(string? named, string program)
    {
        List<string> folders = [];
        if (!string.IsNullOrEmpty(named))
        {
            folders.Add(Path.GetFullPath(named));
        }

        for (var folder = new DirectoryInfo(program); folder is not null; folder = folder.Parent)
        {
            folders.Add(Path.Combine(folder.FullName, "node_modules"));
        }

        return folders;
    }
}
