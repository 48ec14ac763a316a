using System.Runtime.InteropServices;

namespace Discern.Imaging.Native;

/// <summary>Where libvips may lie: where the user says, in <c>node_modules</c>, or in the system.</summary>
internal static class VipsLocations
{
    /// <summary>The environment variable that names a file of libvips, or a folder with one in it.</summary>
    public const string Variable = "DISCERN_LIBVIPS";

    /// <summary>The files to try, best first.</summary>
    public static IEnumerable<string> Candidates() =>
        Candidates(Environment.GetEnvironmentVariable(Variable), PackageFolders.All());

    /// <summary>The files to try for a named place, which alone counts where it is given, and for folders of packages.</summary>
    public static IEnumerable<string> Candidates(string? named, IReadOnlyList<string> packageFolders)
    {
        if (!string.IsNullOrEmpty(named))
        {
            return Directory.Exists(named) ? LibrariesIn(named) : [named];
        }

        return packageFolders.SelectMany(InPackages).Concat(InSystem());
    }

    private static IEnumerable<string> InPackages(string folder) =>
        Packages().SelectMany(package => LibrariesIn(Path.Combine(folder, "@img", package, "lib")));

    /// <summary>npm names its packages by system, C library and processor. The two C libraries of Linux exclude each other,
    /// and the wrong one does not load.</summary>
    private static string[] Packages()
    {
        string processor = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => "x64",
            Architecture.Arm64 => "arm64",
            Architecture other => other.ToString().ToLowerInvariant(),
        };
        if (OperatingSystem.IsWindows())
        {
            return [$"sharp-win32-{processor}"];
        }

        if (OperatingSystem.IsMacOS())
        {
            return [$"sharp-libvips-darwin-{processor}"];
        }

        string[] packages = [$"sharp-libvips-linux-{processor}", $"sharp-libvips-linuxmusl-{processor}"];
        if (RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal))
        {
            Array.Reverse(packages);
        }

        return packages;
    }

    // The name bears the version. On Windows the C interface lies in libvips-42.dll, beside one for C++ that lacks it.
    private static IEnumerable<string> LibrariesIn(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        string[] patterns = OperatingSystem.IsWindows() ? ["libvips-42.dll"]
            : OperatingSystem.IsMacOS() ? ["libvips-cpp*.dylib", "libvips*.dylib"]
            : ["libvips-cpp.so*", "libvips.so*"];
        return patterns.SelectMany(pattern => Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal));
    }

    private static string[] InSystem() =>
        OperatingSystem.IsWindows() ? ["libvips-42.dll"]
        : OperatingSystem.IsMacOS() ? ["libvips.42.dylib", "/opt/homebrew/lib/libvips.42.dylib", "/usr/local/lib/libvips.42.dylib"]
        : ["libvips.so.42"];
}
