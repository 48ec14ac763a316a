using Discern.Compute.Activations;
using Discern.Compute.Threading;

namespace Discern.Compute.Convolutions;

/// <summary>The weights of a convolution, packed once for many forward passes in the way that is fastest for its geometry.</summary>
public interface IPackedWeights : IDisposable
{
    /// <summary>The native memory that is held, in bytes.</summary>
    long ByteCount { get; }

    /// <summary>Packs the weights as they are now.</summary>
    /// <param name="weights">[kernel row][kernel column][in][out].</param>
    /// <param name="workers">Who packs.</param>
    /// <exception cref="ArgumentException">There are more or fewer than the geometry says.</exception>
    void Pack(Tensor weights, Workers workers);

    /// <summary>output = activation(input ⋆ weights + bias + addend).</summary>
    /// <param name="input">(batch, height, width, channels).</param>
    /// <param name="bias">One value per filter, or absent.</param>
    /// <param name="addend">Of the output's shape, and maybe its memory; or absent.</param>
    /// <param name="activation">Applied to each output.</param>
    /// <param name="output">(batch, output height, output width, filters).</param>
    /// <param name="workers">Who computes.</param>
    /// <exception cref="ArgumentException">A tensor does not fit the geometry.</exception>
    void Forward(Tensor input, Tensor bias, Tensor addend, Activation activation, Tensor output, Workers workers);

    /// <summary>pooled = 2 × 2 max pooling, stride 2, of activation(input ⋆ weights + bias).</summary>
    /// <param name="input">(batch, height, width, channels).</param>
    /// <param name="bias">One value per filter, or absent.</param>
    /// <param name="activation">Applied before pooling.</param>
    /// <param name="pooled">(batch, ⌊output height / 2⌋, ⌊output width / 2⌋, filters).</param>
    /// <param name="workers">Who computes.</param>
    /// <exception cref="ArgumentException">A tensor does not fit the geometry.</exception>
    void ForwardPooled(Tensor input, Tensor bias, Activation activation, Tensor pooled, Workers workers);
}
