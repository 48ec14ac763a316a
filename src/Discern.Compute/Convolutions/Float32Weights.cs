using Discern.Compute.Activations;
using Discern.Compute.Memory;
using Discern.Compute.Threading;

namespace Discern.Compute.Convolutions;

/// <summary>The weights of a convolution in single precision, packed for <see cref="Convolution"/>.</summary>
/// <remarks>They are packed for the vector width that is in use then.</remarks>
public sealed unsafe class Float32Weights : IPackedWeights
{
    private readonly ConvolutionShape shape;
    private readonly Arena arena;

    /// <summary>Takes the memory; <see cref="Pack"/> fills it.</summary>
    /// <param name="shape">The geometry.</param>
    /// <exception cref="ArgumentException">It is not a convolution.</exception>
    public Float32Weights(in ConvolutionShape shape)
    {
        this.shape = shape;
        var size = new Shape(checked((int)ConvolutionWorkspace.PackedCount(shape)));
        arena = new Arena(Arena.BytesOf(size));
        Packed = arena.Tensor(0, size);
    }

    /// <summary>The packed values.</summary>
    internal Tensor Packed { get; }

    /// <inheritdoc/>
    public long ByteCount => arena.ByteCount;

    /// <inheritdoc/>
    public void Pack(Tensor weights, Workers workers) => Convolution.Pack(shape, weights, Packed, workers);

    /// <inheritdoc/>
    public void Forward(Tensor input, Tensor bias, Tensor addend, Activation activation, Tensor output, Workers workers) =>
        Convolution.ForwardPacked(shape, input, Packed, bias, addend, activation, output, workers);

    /// <inheritdoc/>
    public void ForwardPooled(Tensor input, Tensor bias, Activation activation, Tensor pooled, Workers workers) =>
        Convolution.ForwardPackedAndPooled(shape, input, Packed, bias, activation, pooled, [], workers);

    /// <inheritdoc/>
    public void Dispose() => arena.Dispose();
}
