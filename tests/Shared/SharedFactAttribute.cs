namespace Discern.Tests;

/// <summary>A test that needs <see cref="SharedFolder"/>, and is skipped with that reason where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (SharedFolder.Path is null)
        {
            Skip = "There is no folder ../shared beside the repository.";
        }
    }
}
