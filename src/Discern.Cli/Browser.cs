using System.ComponentModel;
using System.Diagnostics;

namespace Discern.Cli;

/// <summary>The user's browser.</summary>
internal static class Browser
{
    /// <summary>Opens an address; where that is impossible nothing happens, because the address was printed as well.</summary>
    public static void Open(Uri address)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true });
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            // A machine without a desktop.
        }
    }
}
