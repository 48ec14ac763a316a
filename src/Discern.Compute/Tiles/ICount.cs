namespace Discern.Compute.Tiles;

/// <summary>A number that the compiler knows.</summary>
internal interface ICount
{
    static abstract int Value { get; }
}
