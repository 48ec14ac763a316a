using System.Runtime.CompilerServices;
using Discern.Compute.Vectors;

namespace Discern.Compute.Elementwise;

/// <summary>Loads and stores that may meet the end of a row: whole vectors as long as there are lanes enough, else a part.</summary>
internal static unsafe class Edges
{
    /// <summary>Loads up to a vector; lanes from <paramref name="left"/> on are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<TVector, TLanes>(float* source, nint left)
        where TVector : struct
        where TLanes : struct, ILanes<TVector> =>
        left >= TLanes.Count ? TLanes.Load(source) : TLanes.LoadPartial(source, left);

    /// <summary>Stores up to a vector; the memory of lanes from <paramref name="left"/> on is not touched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TVector, TLanes>(TVector value, float* target, nint left)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        if (left >= TLanes.Count)
        {
            TLanes.Store(value, target);
        }
        else
        {
            TLanes.StorePartial(value, target, left);
        }
    }
}
