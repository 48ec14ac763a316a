namespace Discern.Tests;

/// <summary>Tests that measure what the whole process uses: no other test runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
