using Discern.Crawling.Browsing;

namespace Discern.Crawling.Tests.Browsing;

/// <summary>A test that needs the system's Chromium, and is skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Chromium.Find() is null)
        {
            Skip = "No Chromium is on the PATH; 'apt-get install chromium' installs it.";
        }
    }
}
