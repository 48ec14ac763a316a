namespace Discern.Tests.Shared;

/// <summary>A test that needs a Unix (a shell, symbolic links), and is skipped elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        Skip = OperatingSystem.IsWindows() ? "It needs a Unix: a shell, or symbolic links." : null;
    }
}
