using System.Diagnostics;

namespace Discern.Tests.Shared;

/// <summary>A named pipe that nobody writes to: whoever opens it to read waits for ever.</summary>
internal static class NamedPipe
{
    /// <summary>Makes one; Unix alone.</summary>
    /// <returns>Its path.</returns>
    public static string Make(string path)
    {
        using var process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return path;
    }
}
