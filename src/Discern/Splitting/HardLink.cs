using System.Runtime.InteropServices;

namespace Discern.Splitting;

/// <summary>A second name for a file, which takes no room.</summary>
internal static class HardLink
{
    /// <summary>Makes a link, unless the file system, or the border to another one, forbids it.</summary>
    /// <param name="file">The full path of the file; of what it points to where it is a symbolic link, whose own place may not be moved.</param>
    /// <param name="name">The full path of its second name, where nothing is.</param>
    /// <returns>Whether the link was made.</returns>
    public static bool TryCreate(string file, string name)
    {
        try
        {
            string target = File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file;
            return OperatingSystem.IsWindows() ? CreateHardLink(name, target, 0) : Link(target, name) == 0;
        }
        catch (IOException)
        {
            return false; // it vanished, or points in a circle: whoever opens it next says so
        }
    }

    [DllImport("libc", EntryPoint = "link", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string file, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    [DllImport("kernel32", EntryPoint = "CreateHardLinkW", CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CreateHardLink(string name, string file, nint security);
}
