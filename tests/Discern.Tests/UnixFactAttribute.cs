namespace Discern.Tests;

/// <summary>A test that runs a shell script, and is skipped on Windows, which has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        Skip = OperatingSystem.IsWindows() ? "It runs a shell script." : null;
    }
}
