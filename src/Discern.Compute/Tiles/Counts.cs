namespace Discern.Compute.Tiles;

/// <summary>The numbers 1 to 14 as types, so that one generic body becomes one kernel for each.</summary>
internal static class Counts
{
    internal readonly struct Of1 : ICount
    {
        public static int Value => 1;
    }

    internal readonly struct Of2 : ICount
    {
        public static int Value => 2;
    }

    internal readonly struct Of3 : ICount
    {
        public static int Value => 3;
    }

    internal readonly struct Of4 : ICount
    {
        public static int Value => 4;
    }

    internal readonly struct Of5 : ICount
    {
        public static int Value => 5;
    }

    internal readonly struct Of6 : ICount
    {
        public static int Value => 6;
    }

    internal readonly struct Of7 : ICount
    {
        public static int Value => 7;
    }

    internal readonly struct Of8 : ICount
    {
        public static int Value => 8;
    }

    internal readonly struct Of9 : ICount
    {
        public static int Value => 9;
    }

    internal readonly struct Of10 : ICount
    {
        public static int Value => 10;
    }

    internal readonly struct Of11 : ICount
    {
        public static int Value => 11;
    }

    internal readonly struct Of12 : ICount
    {
        public static int Value => 12;
    }

    internal readonly struct Of13 : ICount
    {
        public static int Value => 13;
    }

    internal readonly struct Of14 : ICount
    {
        public static int Value => 14;
    }
}
