using Discern.Compute;
using Discern.Compute.Activations;
using Discern.Compute.Convolutions;
using Discern.Compute.Normalization;
using Discern.Neural.Graphs.Operations;

namespace Discern.Neural.Graphs;

/// <summary>The layers as verbs: each gives a new node that is fed by the one before.</summary>
/// <remarks>All throw <see cref="ArgumentException"/> where the shapes do not fit.</remarks>
public static class Layers
{
    /// <summary>Two-dimensional convolution: height × width × channels to height′ × width′ × filters.</summary>
    /// <param name="input">Pictures or feature maps.</param>
    /// <param name="filters">Channels of the output.</param>
    /// <param name="kernel">Rows and columns of the kernel.</param>
    /// <param name="options">Stride, padding, bias; stride 1, no padding and a bias by default.</param>
    public static Node Convolution(this Node input, int filters, int kernel, ConvolutionOptions? options = null) =>
        new(new Operations.Convolution(filters, kernel, kernel, options ?? new()), input);

    /// <summary>Convolution of each channel with a kernel of its own.</summary>
    /// <param name="input">Pictures or feature maps.</param>
    /// <param name="kernel">Rows and columns of the kernel.</param>
    /// <param name="options">Stride, padding, bias; stride 1, no padding and a bias by default.</param>
    public static Node DepthwiseConvolution(this Node input, int kernel, ConvolutionOptions? options = null) =>
        new(new Operations.DepthwiseConvolution(kernel, kernel, options ?? new()), input);

    /// <summary>A number per unit, each from all features.</summary>
    /// <param name="input">Vectors; flatten pictures first.</param>
    /// <param name="units">How many numbers.</param>
    /// <param name="hasBias">Whether each unit adds a number of its own.</param>
    /// <param name="initializer">What the kernel holds before training.</param>
    public static Node Dense(
        this Node input, int units, bool hasBias = true, Initializer initializer = Initializer.GlorotUniform) =>
        new(new Dense(units, hasBias, initializer, Activation.None), input);

    /// <summary>The largest value of each window.</summary>
    /// <param name="input">Pictures or feature maps.</param>
    /// <param name="size">Rows and columns of the window, at most 16.</param>
    /// <param name="options">Stride and padding; windows side by side and no padding by default.</param>
    public static Node MaxPool(this Node input, int size, PoolingOptions? options = null) =>
        new(new MaxPool(size, options ?? new()), input);

    /// <summary>The mean of each window.</summary>
    /// <param name="input">Pictures or feature maps.</param>
    /// <param name="size">Rows and columns of the window, at most 16.</param>
    /// <param name="options">Stride and padding; windows side by side and no padding by default.</param>
    public static Node AveragePool(this Node input, int size, PoolingOptions? options = null) =>
        new(new AveragePool(size, options ?? new()), input);

    /// <summary>The mean of each channel: pictures to vectors.</summary>
    public static Node GlobalAveragePool(this Node input) => new(new GlobalAveragePool(), input);

    /// <summary>The largest value of each channel: pictures to vectors.</summary>
    public static Node GlobalMaxPool(this Node input) => new(new GlobalMaxPool(), input);

    /// <summary>Every place repeated: pictures <paramref name="factor"/> times as high and as wide, 1 to 16.</summary>
    public static Node Upsample(this Node input, int factor) => new(new Upsample(factor), input);

    /// <summary>All values of an example as one vector, row by row, channels innermost.</summary>
    public static Node Flatten(this Node input) => new(new Flatten(), input);

    /// <summary>In training, leaves out each value with a probability and scales up the others; in inference, nothing.</summary>
    /// <param name="input">Any shape.</param>
    /// <param name="rate">The probability, from 0 up to, not including, 1.</param>
    public static Node Dropout(this Node input, float rate) => new(new Dropout(rate), input);

    /// <summary>Normalises each channel by mean and variance: of the batch in training, of all batches in inference.</summary>
    /// <param name="input">Any shape; its last dimension are the channels.</param>
    /// <param name="options">Keras' momentum and ε by default.</param>
    public static Node BatchNormalization(this Node input, BatchNormalizationOptions? options = null) =>
        new(new BatchNormalization(options ?? new()), input);

    /// <summary>The sum of two layers of the same shape.</summary>
    public static Node Add(this Node input, Node other) => new(new Add(), input, other);

    /// <summary>The channels of several layers side by side.</summary>
    public static Node Concat(this Node input, params Node[] others) => new(new Concat(), [input, .. others]);

    /// <summary>max(x, 0).</summary>
    public static Node Relu(this Node input) => new(new Relu(), input);

    /// <summary>min(max(x, 0), 6).</summary>
    public static Node Relu6(this Node input) => new(new Relu6(), input);

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static Node Sigmoid(this Node input) => new(new Sigmoid(), input);

    /// <summary>Each example's values as shares of 1: eˣ over their sum.</summary>
    public static Node Softmax(this Node input) => new(new Softmax(), input);

    /// <summary>The product of two layers of the same shape, or of a layer and a gate per channel: batch × channels.</summary>
    public static Node Multiply(this Node input, Node other) => new(new Multiply(), input, other);

    /// <summary>x · scale + shift, with fixed numbers per channel that <see cref="Weights"/> hold; 1 and 0 at first.</summary>
    public static Node Rescaling(this Node input) => new(new Rescaling(), input);

    /// <summary>min(max(slope · x + offset, 0), 1); slope 1/6 as in PyTorch and MobileNetV3.</summary>
    public static Node HardSigmoid(this Node input, float slope = 1f / 6f, float offset = 0.5f) => new(new HardSigmoid(slope, offset), input);

    /// <summary>x · min(max(x + 3, 0), 6) / 6.</summary>
    public static Node HardSwish(this Node input) => new(new Operations.HardSwish(), input);

    /// <summary>x / (1 + e⁻ˣ), also called SiLU.</summary>
    public static Node Swish(this Node input) => new(new Operations.Swish(), input);

    /// <summary>√max(x, 0).</summary>
    public static Node SquareRoot(this Node input) => new(new Operations.SquareRoot(), input);

    /// <summary>min(max(x, lower), upper).</summary>
    public static Node Clip(this Node input, float lower, float upper) => new(new Clip(lower, upper), input);

    /// <summary>x above 0, and x times a learned slope of its channel below.</summary>
    public static Node PRelu(this Node input) => new(new PRelu(), input);

    /// <summary>Zeros around a picture, and behind its channels.</summary>
    /// <param name="input">Pictures or feature maps.</param>
    /// <param name="padding">Rows and columns on each side.</param>
    /// <param name="channels">Channels of zeros behind the others.</param>
    public static Node Pad(this Node input, Padding padding, int channels = 0) => new(new Pad(padding, channels), input);

    /// <summary>The values of each example in their order with another shape of as many values; the shape's batch does not count.</summary>
    public static Node Reshape(this Node input, Shape shape) => new(new Reshape(shape), input);

    /// <summary>Each example's dimensions in another order: the output's dimension i is the input's dimension order[i], and order[0] is 0.</summary>
    public static Node Permute(this Node input, params ReadOnlySpan<int> order) => new(new Permute([.. order]), input);

    /// <summary>Channels <paramref name="start"/> to <paramref name="start"/> + <paramref name="count"/> − 1.</summary>
    public static Node ChannelSlice(this Node input, int start, int count) => new(new ChannelSlice(start, count), input);

    /// <summary>Local response normalisation across channels, as in AlexNet.</summary>
    public static Node ResponseNormalization(this Node input, ResponseFactors factors) => new(new Operations.ResponseNormalization(factors), input);

    /// <summary>Freezes every parameter of this layer and of all that lead to it: training does not change them.</summary>
    public static Node Freeze(this Node node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var seen = new HashSet<Node>([node]);
        var waiting = new Stack<Node>([node]);
        while (waiting.TryPop(out Node? next))
        {
            foreach (Parameter parameter in next.Parameters)
            {
                parameter.IsTrainable = false;
            }

            foreach (Node input in next.Inputs.Where(seen.Add))
            {
                waiting.Push(input);
            }
        }

        return node;
    }
}
