using System.Runtime.CompilerServices;
using Discern.Compute.Vectors;

namespace Discern.Compute.Tiles;

/// <summary>
/// The right side of a product, cut into panels of two vectors' width and stored depth after depth, so that tiles read it in
/// one stream. The last panel is padded with zeros, and one vector wide where that holds its columns.
/// </summary>
internal static unsafe class Panels<TVector, TLanes>
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    /// <summary>Columns of a whole panel.</summary>
    public static int Width => 2 * TLanes.Count;

    /// <summary>Columns that the panel which begins at <paramref name="column"/> takes in memory.</summary>
    public static int WidthAt(int column, int columns) => columns - column > TLanes.Count ? Width : TLanes.Count;

    /// <summary>Packs a row-major right side.</summary>
    /// <param name="source">Row 0, column 0.</param>
    /// <param name="stride">From row to row, in floats.</param>
    /// <param name="depth">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="target">Panel after panel.</param>
    /// <param name="panelDepth">Depths that each panel has in <paramref name="target"/>, of which these are some.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(float* source, nint stride, nint depth, int columns, float* target, nint panelDepth)
    {
        nint lanes = TLanes.Count;
        for (int column = 0; column < columns; column += Width)
        {
            nint width = WidthAt(column, columns);
            nint held = Math.Min(width, columns - column);
            float* from = source + column;
            float* to = target + (column * panelDepth);
            for (nint k = 0; k < depth; k++)
            {
                for (nint lane = 0; lane < width; lane += lanes)
                {
                    TVector values = held - lane >= lanes ? TLanes.Load(from + lane) : TLanes.LoadPartial(from + lane, held - lane);
                    TLanes.Store(values, to + lane);
                }

                from += stride;
                to += width;
            }
        }
    }

    /// <summary>Packs a right side that is stored transposed: column by column.</summary>
    /// <inheritdoc cref="Pack"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackTransposed(float* source, nint stride, nint depth, int columns, float* target, nint panelDepth)
    {
        for (int column = 0; column < columns; column += Width)
        {
            nint width = WidthAt(column, columns);
            nint held = Math.Min(width, columns - column);
            float* from = source + (column * stride);
            float* to = target + (column * panelDepth);
            for (nint k = 0; k < depth; k++)
            {
                for (nint lane = 0; lane < held; lane++)
                {
                    to[lane] = from[(lane * stride) + k];
                }

                for (nint lane = held; lane < width; lane++)
                {
                    to[lane] = 0f;
                }

                to += width;
            }
        }
    }
}
