namespace Discern.Web.Tests.Browser;

/// <summary>A test that looks at a page in the system's Chromium, and is skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    private static readonly string[] s_paths =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

    public ChromiumFactAttribute()
    {
        if (Executable is null)
        {
            Skip = "No Chromium was found (looked for " + string.Join(", ", s_paths) + "); 'apt-get install chromium' installs it.";
        }
    }

    /// <summary>Where the browser is.</summary>
    public static string? Executable { get; } = s_paths.FirstOrDefault(File.Exists);
}
