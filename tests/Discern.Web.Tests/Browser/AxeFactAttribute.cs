namespace Discern.Web.Tests.Browser;

/// <summary>A test that holds a page against axe-core in the system's Chromium, and is skipped where either is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AxeFactAttribute : FactAttribute
{
    /// <summary>What axe-core, once it is in the page, finds that is serious or critical, as texts.</summary>
    public const string Findings =
        """
        async () => (await axe.run()).violations
          .filter(violation => ['serious', 'critical'].includes(violation.impact))
          .map(violation => `${violation.id}: ${violation.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`)
        """;

    public AxeFactAttribute()
    {
        Skip = ChromiumFactAttribute.Executable is null ? new ChromiumFactAttribute().Skip
            : Script is null ? "axe-core is not installed; 'npm ci' in tests/axe installs it."
            : null;
    }

    /// <summary>Where axe-core is.</summary>
    public static string? Script { get; } = Find();

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "tests", "axe", "node_modules", "axe-core", "axe.min.js");
            if (File.Exists(script))
            {
                return script;
            }
        }

        return null;
    }
}
