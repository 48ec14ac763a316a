namespace Discern.Features.Caching;

/// <summary>Where Discern keeps what it can compute again.</summary>
public static class CacheFolder
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string Variable = "DISCERN_CACHE";

    /// <summary>The folder for features: in the one that the variable names, else in the system's place for caches of this user.</summary>
    public static string Features => Path.Combine(Root, "features");

    /// <summary>The folder for thumbnails of pictures, in the same place.</summary>
    public static string Thumbnails => Path.Combine(Root, "thumbnails");

    /// <summary>The folder for decoded pictures that memory has no room for while a network learns from them, in the same place.</summary>
    public static string Pictures => Path.Combine(Root, "pictures");

    /// <summary>The folder for pretrained bodies, in the same place.</summary>
    public static string Bodies => Path.Combine(Root, "bodies");

    private static string Root
    {
        get
        {
            if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            {
                return named;
            }

            if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } caches)
            {
                return Path.Combine(caches, "discern");
            }

            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            return OperatingSystem.IsWindows()
                ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "discern", "cache")
                : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches", "discern")
                : Path.Combine(home, ".cache", "discern");
        }
    }
}
