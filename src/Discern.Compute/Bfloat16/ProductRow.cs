using System.Runtime.CompilerServices;
using Discern.Compute.Activations;
using Discern.Compute.Elementwise;
using Discern.Compute.Vectors;

namespace Discern.Compute.Bfloat16;

/// <summary>One row of outputs of one panel on its way from the tiles' products, 32 floats for each position, to the output.</summary>
internal readonly unsafe struct ProductRow
{
    /// <summary>How many of the 32 are filters.</summary>
    public required int Columns { get; init; }

    /// <summary>One value per filter, or null.</summary>
    public required float* Bias { get; init; }

    /// <summary>Pixels of the output's row.</summary>
    public required int Pixels { get; init; }

    /// <summary>From pixel to pixel of the output, in floats.</summary>
    public required int PixelStride { get; init; }

    public required Activation Activation { get; init; }

    private float Lower => Activation == Activation.None ? float.NegativeInfinity : 0f;

    private float Upper => Activation == Activation.Relu6 ? 6f : float.PositiveInfinity;

    /// <summary>Adds the bias, activates, stores.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Store<TVector, TLanes>(float* source, float* target)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        TVector lower = TLanes.Create(Lower);
        TVector upper = TLanes.Create(Upper);
        for (nint column = 0; column < Columns; column += TLanes.Count)
        {
            nint left = Columns - column;
            TVector bias = Bias is null ? TLanes.Zero : Edges.Load<TVector, TLanes>(Bias + column, left);
            float* from = source + column;
            float* to = target + column;
            for (nint pixel = 0; pixel < Pixels; pixel++)
            {
                TVector value = TLanes.Add(TLanes.Load(from), bias);
                Edges.Store<TVector, TLanes>(TLanes.Min(upper, TLanes.Max(lower, value)), to, left);
                from += TileProduct.Columns;
                to += PixelStride;
            }
        }
    }

    /// <summary>Takes the largest of two by two, and does the same: bias and activations keep the order of values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void StorePooled<TVector, TLanes>(float* upperRow, float* lowerRow, float* target)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        TVector lower = TLanes.Create(Lower);
        TVector upper = TLanes.Create(Upper);
        for (nint column = 0; column < Columns; column += TLanes.Count)
        {
            nint left = Columns - column;
            TVector bias = Bias is null ? TLanes.Zero : Edges.Load<TVector, TLanes>(Bias + column, left);
            float* above = upperRow + column;
            float* below = lowerRow + column;
            float* to = target + column;
            for (nint pixel = 0; pixel < Pixels; pixel++)
            {
                TVector largest = TLanes.Max(
                    TLanes.Max(TLanes.Load(above), TLanes.Load(above + TileProduct.Columns)),
                    TLanes.Max(TLanes.Load(below), TLanes.Load(below + TileProduct.Columns)));
                TVector value = TLanes.Add(largest, bias);
                Edges.Store<TVector, TLanes>(TLanes.Min(upper, TLanes.Max(lower, value)), to, left);
                above += 2 * TileProduct.Columns;
                below += 2 * TileProduct.Columns;
                to += PixelStride;
            }
        }
    }
}
