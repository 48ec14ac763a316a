namespace Discern.Neural.Graphs;

/// <summary>The memory that an operation needs beside its inputs, outputs and parameters.</summary>
internal readonly record struct OperationMemory
{
    /// <summary>Floats that last from the forward to the backward pass.</summary>
    public long StateFloats { get; init; }

    /// <summary>Bytes that last from the forward to the backward pass.</summary>
    public int StateBytes { get; init; }

    /// <summary>Floats of scratch for one call.</summary>
    public long WorkspaceFloats { get; init; }
}
