namespace Discern.Tests.Classifiers;

/// <summary>A test that writes to the device that is always full, and is skipped where the system has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FullDiskFactAttribute : FactAttribute
{
    public const string Device = "/dev/full";

    public FullDiskFactAttribute()
    {
        Skip = File.Exists(Device) ? null : $"The system has no {Device}.";
    }
}
