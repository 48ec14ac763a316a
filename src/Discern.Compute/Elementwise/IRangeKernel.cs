using Discern.Compute.Vectors;

namespace Discern.Compute.Elementwise;

/// <summary>
/// Arithmetic over numbered items (values, rows, pictures) that may be cut into ranges for several threads; a struct whose
/// fields are its arguments, written once for every vector width.
/// </summary>
internal interface IRangeKernel
{
    /// <summary>Does items <paramref name="start"/> to <paramref name="end"/> − 1.</summary>
    void Run<TVector, TLanes>(nint start, nint end)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>;
}
