using Discern.Compute;
using Discern.Compute.Convolutions;

namespace Discern.Neural.Graphs;

/// <summary>
/// What a layer computes: its shape rule, its forward pass, its backward pass. Holds settings only; the memory that it
/// works on comes with each <see cref="Step"/>.
/// </summary>
internal abstract class Operation
{
    /// <summary>Keras' name for the kind of layer.</summary>
    public abstract string Kind { get; }

    /// <summary>Keras' name for a layer of this kind; the second of them gets "_1" behind it.</summary>
    public abstract string LayerName { get; }

    /// <summary>Whether the output is the input, seen with another shape: where both are the same memory, nothing is computed.</summary>
    public virtual bool IsView => false;

    /// <summary>Whether output and first input, and their gradients, may be the same memory.</summary>
    public virtual bool CanRunInPlace => false;

    /// <summary>The input whose gradient may be written over the output's; null where none may.</summary>
    public virtual int? InputOfGradient => CanRunInPlace || IsView ? 0 : null;

    /// <summary>Whether the output may be the second input's memory, in inference.</summary>
    public virtual bool CanRunOverSecondInput => false;

    /// <summary>Whether the backward pass can add its first input's gradient to what is there already, rather than write it.</summary>
    public virtual bool CanAddGradient(ReadOnlySpan<Shape> inputs) => false;

    /// <summary>Whether the output is the input as long as the network is not being trained.</summary>
    public virtual bool IsIdentityInInference => false;

    /// <summary>Whether the backward pass reads the inputs, so that their memory must last until then.</summary>
    public virtual bool BackwardReadsInputs => true;

    /// <summary>Whether the backward pass reads the output, so that its memory must last until then.</summary>
    public virtual bool BackwardReadsOutput => true;

    /// <summary>The output's shape.</summary>
    /// <exception cref="ArgumentException">The operation cannot take these inputs.</exception>
    public abstract Shape InferShape(ReadOnlySpan<Shape> inputs);

    /// <summary>What it learns or gathers; none by default.</summary>
    public virtual Parameter[] CreateParameters(ReadOnlySpan<Shape> inputs) => [];

    /// <summary>The geometry of its product with its first parameter, a dense layer's as a convolution of 1 × 1, if plans for inference may pack that; null by default.</summary>
    public virtual ConvolutionShape? ProductShape(ReadOnlySpan<Shape> inputs) => null;

    /// <summary>The memory that it needs beside inputs and outputs, for a full batch, with or without a backward pass; none by default.</summary>
    public virtual OperationMemory Measure(ReadOnlySpan<Shape> inputs, Shape output, bool isDifferentiated) => default;

    /// <summary>The arithmetic of a batch; by default one operation for each value in both directions, and none where it is a view.</summary>
    /// <param name="inputs">The inputs' shapes.</param>
    /// <param name="output">The output's shape.</param>
    /// <param name="isTrained">Whether gradients of its parameters are taken.</param>
    public virtual OperationArithmetic CountArithmetic(ReadOnlySpan<Shape> inputs, Shape output, bool isTrained) =>
        IsView ? OperationArithmetic.None : OperationArithmetic.Each(output.Count);

    /// <summary>Computes the output.</summary>
    public abstract void Forward(in Step step);

    /// <summary>
    /// Computes, and overwrites, those gradients that are present. It may spoil the output's gradient, which nobody reads afterwards.
    /// </summary>
    public abstract void Backward(in Step step);
}
