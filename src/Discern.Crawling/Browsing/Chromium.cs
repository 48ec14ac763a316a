namespace Discern.Crawling.Browsing;

/// <summary>Finds the system's Chromium, or another browser built from it.</summary>
public static class Chromium
{
    private static readonly string[] s_names =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome.exe", "msedge.exe"];

    private static readonly string[] s_places =
    [
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    /// <summary>The browser's path, from the folders that PATH names; null where there is none.</summary>
    public static string? Find() => Find(Environment.GetEnvironmentVariable("PATH") ?? "");

    /// <summary>The browser's path.</summary>
    /// <exception cref="DiscernException">There is none; the sentence has the command that installs it.</exception>
    public static string Require() => Find() ?? throw Missing();

    /// <summary>The command that installs one on this system.</summary>
    public static string InstallCommand()
    {
        string sudo = Environment.IsPrivilegedProcess ? "" : "sudo ";
        return OperatingSystem.IsMacOS() ? "brew install --cask chromium"
            : OperatingSystem.IsWindows() ? "winget install Google.Chrome"
            : File.Exists("/usr/bin/dnf") ? $"{sudo}dnf install -y chromium"
            : $"{sudo}apt-get install -y chromium";
    }

    internal static DiscernException Missing() =>
        new($"A site asks for 'render: browser', and no Chromium is on this machine's PATH. Install it with: {InstallCommand()}");

    internal static string? Find(string path) =>
        path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => s_names.Select(name => Path.Combine(folder, name)))
            .Concat(s_places)
            .FirstOrDefault(File.Exists);
}
