using System.Runtime.CompilerServices;
using Discern.Compute.Activations;
using Discern.Compute.Elementwise;
using Discern.Compute.Vectors;

namespace Discern.Compute.Bfloat16;

/// <summary>
/// A row of outputs on its way from the tiles' products, which lie panel by panel with 32 floats for each position, to the output, where a pixel's filters
/// are side by side.
/// </summary>
/// <remarks>Pixel by pixel: memory is written from one end to the other, as it likes best.</remarks>
internal readonly unsafe struct ProductRow
{
    /// <summary>Filters of the panels.</summary>
    public required int Filters { get; init; }

    /// <summary>From panel to panel of the products, in floats.</summary>
    public required nint PanelStride { get; init; }

    /// <summary>One value per filter, or null.</summary>
    public required float* Bias { get; init; }

    /// <summary>From pixel to pixel of the output, in floats.</summary>
    public required int PixelStride { get; init; }

    /// <summary>Whether something else is added before the activation.</summary>
    public required bool IsAdded { get; init; }

    /// <summary>From the output to what is added, which lies in the same way, in floats.</summary>
    public required nint AddendDistance { get; init; }

    public required Activation Activation { get; init; }

    /// <summary>Adds the bias and what else there is, activates, stores.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Store<TVector, TLanes>(float* source, nint pixels, float* target)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        TVector lower = TLanes.Create(Activation.LeastOutput());
        TVector upper = TLanes.Create(Activation.LargestOutput());
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            float* panel = source;
            for (nint first = 0; first < Filters; first += TileProduct.Columns)
            {
                nint last = Math.Min(first + TileProduct.Columns, Filters);
                float* from = panel;
                for (nint filter = first; filter < last; filter += TLanes.Count)
                {
                    Finish<TVector, TLanes>(TLanes.Load(from), filter, lower, upper, target);
                    from += TLanes.Count;
                }

                panel += PanelStride;
            }

            source += TileProduct.Columns;
            target += PixelStride;
        }
    }

    /// <summary>Takes the largest of two by two, and does the same: bias and activations keep the order of values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void StorePooled<TVector, TLanes>(float* above, float* below, nint pixels, float* target)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        TVector lower = TLanes.Create(Activation.LeastOutput());
        TVector upper = TLanes.Create(Activation.LargestOutput());
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            nint panel = 0;
            for (nint first = 0; first < Filters; first += TileProduct.Columns)
            {
                nint last = Math.Min(first + TileProduct.Columns, Filters);
                nint from = panel;
                for (nint filter = first; filter < last; filter += TLanes.Count)
                {
                    TVector largest = TLanes.Max(
                        TLanes.Max(TLanes.Load(above + from), TLanes.Load(above + TileProduct.Columns + from)),
                        TLanes.Max(TLanes.Load(below + from), TLanes.Load(below + TileProduct.Columns + from)));
                    Finish<TVector, TLanes>(largest, filter, lower, upper, target);
                    from += TLanes.Count;
                }

                panel += PanelStride;
            }

            above += 2 * TileProduct.Columns;
            below += 2 * TileProduct.Columns;
            target += PixelStride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Finish<TVector, TLanes>(TVector value, nint filter, TVector lower, TVector upper, float* target)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        nint left = Filters - filter;
        TVector bias = Bias is null ? TLanes.Zero : Edges.Load<TVector, TLanes>(Bias + filter, left);
        value = TLanes.Add(value, bias);
        value = IsAdded ? TLanes.Add(value, Edges.Load<TVector, TLanes>(target + AddendDistance + filter, left)) : value;
        Edges.Store<TVector, TLanes>(TLanes.Min(upper, TLanes.Max(lower, value)), target + filter, left);
    }
}
