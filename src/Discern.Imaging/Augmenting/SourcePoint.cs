using System.Runtime.CompilerServices;

namespace Discern.Imaging.Augmenting;

/// <summary>A point of the source, held inside it so that the edge pixels go on outside: four pixels by index, and two weights.</summary>
internal readonly ref struct SourcePoint
{
    public readonly int UpperLeft;
    public readonly int UpperRight;
    public readonly int LowerLeft;
    public readonly int LowerRight;
    public readonly float Rightward;
    public readonly float Downward;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SourcePoint(float x, float y, int width, int height)
    {
        x = Math.Min(Math.Max(x, 0), width - 1);
        y = Math.Min(Math.Max(y, 0), height - 1);
        int column = (int)x;
        int row = (int)y;
        int toRight = column < width - 1 ? 1 : 0;
        int toLower = row < height - 1 ? width : 0;
        UpperLeft = (row * width) + column;
        UpperRight = UpperLeft + toRight;
        LowerLeft = UpperLeft + toLower;
        LowerRight = LowerLeft + toRight;
        Rightward = x - column;
        Downward = y - row;
    }
}
