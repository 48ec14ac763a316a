namespace Discern.Compute.Vectors;

/// <summary>Arithmetic written once for every vector width; a struct whose fields are its arguments.</summary>
internal interface IVectorKernel
{
    /// <summary>Runs with one vector width.</summary>
    void Run<TVector, TLanes>()
        where TVector : struct
        where TLanes : struct, ILanes<TVector>;
}
