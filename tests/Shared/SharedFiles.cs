namespace Discern.Tests.Shared;

/// <summary>Finds the data sets and golden vectors that lie beside the repository, not in it.</summary>
internal static class SharedFiles
{
    /// <summary>The folder <c>../shared</c> beside the repository, or what the variable DISCERN_SHARED names; null where there is none.</summary>
    public static string? Root { get; } = FindRoot();

    /// <summary>The full path of a file or folder in the shared folder, or null where it is absent.</summary>
    public static string? Find(string relativePath)
    {
        string? path = Root is null ? null : Path.Combine(Root, relativePath);
        return Path.Exists(path) ? path : null;
    }

    private static string? FindRoot()
    {
        if (Environment.GetEnvironmentVariable("DISCERN_SHARED") is { Length: > 0 } named)
        {
            return named;
        }

        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Discern.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.Parent is { } above ? Path.Combine(above.FullName, "shared") : null;
    }
}
