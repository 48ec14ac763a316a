namespace Discern.Compute.Tiles;

/// <summary>The two ways in which a left side lies, as types, so that one generic body becomes one kernel for each.</summary>
internal static class LeftSides
{
    internal readonly struct InRows : ILeftSide
    {
        public static bool IsTransposed => false;
    }

    internal readonly struct Transposed : ILeftSide
    {
        public static bool IsTransposed => true;
    }
}
