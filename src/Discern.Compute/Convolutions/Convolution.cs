using Discern.Compute.Activations;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;
using Discern.Compute.Winograd;

namespace Discern.Compute.Convolutions;

/// <summary>
/// Two-dimensional convolution (cross-correlation, as everywhere in deep learning) over NHWC pictures, with bias,
/// activation and 2 × 2 max pooling applied while the output is in cache.
/// </summary>
/// <remarks>
/// Direct: the tiles read the pictures as they lie; kernels of 1 × 1 are products over the whole batch, and those of 3 × 3 with
/// channels enough go by minimal filtering (<see cref="WinogradConvolution"/>). Results are the same bits for any number of workers.
/// Gradients are written, not added. Method of the direct sums: Georganas et al., "Anatomy of high-performance deep learning
/// convolutions on SIMD architectures" (SC 2018), in NHWC.
/// </remarks>
public static unsafe class Convolution
{
    /// <summary>The floats of workspace that each call with this geometry needs.</summary>
    /// <param name="shape">The geometry.</param>
    /// <param name="batch">The most pictures in a batch.</param>
    /// <param name="isTraining">Whether a backward pass will run.</param>
    public static long WorkspaceCount(in ConvolutionShape shape, int batch, bool isTraining) => ConvolutionWorkspace.Count(shape, batch, isTraining);

    /// <summary>output = activation(input ⋆ weights + bias + addend).</summary>
    /// <param name="shape">The geometry.</param>
    /// <param name="input">(batch, height, width, channels).</param>
    /// <param name="weights">[kernel row][kernel column][in][out].</param>
    /// <param name="bias">One value per filter, or absent.</param>
    /// <param name="activation">Applied to each output.</param>
    /// <param name="output">(batch, output height, output width, filters).</param>
    /// <param name="workspace">At least <see cref="WorkspaceCount"/> floats.</param>
    /// <param name="workers">Who computes.</param>
    /// <param name="addend">Of the output's shape, and maybe its memory; or absent.</param>
    public static void Forward(
        in ConvolutionShape shape, Tensor input, Tensor weights, Tensor bias, Activation activation, Tensor output, Tensor workspace, Workers workers, Tensor addend = default)
    {
        ArgumentNullException.ThrowIfNull(workers);
        CheckForward(shape, input, weights, bias, workspace);
        Pack(shape, weights, workspace, workers);
        ForwardPacked(shape, input, workspace, bias, addend, activation, output, workers);
    }

    /// <summary>pooled = 2 × 2 max pooling, stride 2, of activation(input ⋆ weights + bias); the unpooled output is never stored.</summary>
    /// <param name="shape">The geometry of the convolution alone.</param>
    /// <param name="input">(batch, height, width, channels).</param>
    /// <param name="weights">[kernel row][kernel column][in][out].</param>
    /// <param name="bias">One value per filter, or absent.</param>
    /// <param name="activation">Applied before pooling.</param>
    /// <param name="pooled">(batch, ⌊output height / 2⌋, ⌊output width / 2⌋, filters).</param>
    /// <param name="argmax">One byte per pooled value: which of the four it was, row by row; empty where no backward pass follows.</param>
    /// <param name="workspace">At least <see cref="WorkspaceCount"/> floats.</param>
    /// <param name="workers">Who computes.</param>
    public static void ForwardPooled(
        in ConvolutionShape shape, Tensor input, Tensor weights, Tensor bias, Activation activation, Tensor pooled, Span<byte> argmax, Tensor workspace, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(workers);
        CheckForward(shape, input, weights, bias, workspace);
        Pack(shape, weights, workspace, workers);
        ForwardPackedAndPooled(shape, input, workspace, bias, activation, pooled, argmax, workers);
    }

    /// <summary>Whether <see cref="Backward"/> can add to the input's gradient.</summary>
    public static bool CanAddToInput(in ConvolutionShape shape) => TurnedConvolution.IsWorthwhile(shape);

    /// <summary>The gradients of <see cref="Forward"/>.</summary>
    /// <param name="shape">The geometry.</param>
    /// <param name="input">What went in.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="output">What came out.</param>
    /// <param name="activation">The fused activation.</param>
    /// <param name="outputGradient">The loss by the output; spoiled where there is an activation to undo.</param>
    /// <param name="inputGradient">Receives the loss by the input; absent where nobody asks.</param>
    /// <param name="weightsGradient">Receives the loss by the weights; absent where they are frozen.</param>
    /// <param name="biasGradient">Receives the loss by the bias; absent where there is none.</param>
    /// <param name="workspace">At least <see cref="WorkspaceCount"/> floats, for training.</param>
    /// <param name="workers">Who computes.</param>
    /// <param name="inputAddend">Added to the input's gradient, which may be the same memory; only where <see cref="CanAddToInput"/>.</param>
    public static void Backward(
        in ConvolutionShape shape, Tensor input, Tensor weights, Tensor output, Activation activation, Tensor outputGradient, Tensor inputGradient, Tensor weightsGradient, Tensor biasGradient, Tensor workspace, Workers workers, Tensor inputAddend = default)
    {
        ArgumentNullException.ThrowIfNull(workers);
        if (inputAddend.IsPresent && !CanAddToInput(shape))
        {
            throw new ArgumentException($"The way back to the input of {shape} cannot add to a gradient: write it, and add it afterwards.", nameof(inputAddend));
        }

        Require(output, new Shape(input.Shape.Batch, shape.OutputHeight, shape.OutputWidth, shape.Filters), nameof(output));
        Require(outputGradient, output.Shape, nameof(outputGradient));
        CheckBackward(shape, input, weights, inputGradient, weightsGradient, biasGradient, workspace);
        bool isMinimal = WinogradConvolution.IsWorthwhile(shape);
        if (activation != Activation.None && (isMinimal || shape.IsProduct))
        {
            Rectifier.Backward(activation, output, outputGradient, outputGradient, workers);
            activation = Activation.None;
        }

        if (inputGradient.IsPresent && activation == Activation.None && TurnedConvolution.IsWorthwhile(shape))
        {
            TurnedConvolution.Pack(shape, weights, workspace, workers);
            TurnedConvolution.Run(shape, outputGradient, inputAddend, inputGradient, workspace, workers);
            inputGradient = default;
        }

        if (!inputGradient.IsPresent && !weightsGradient.IsPresent && !biasGradient.IsPresent)
        {
            return;
        }

        if (shape.IsProduct)
        {
            VectorPath.Run(new ProductGradientKernel(shape, input, outputGradient, weightsGradient, biasGradient, workspace, workers));
        }
        else if (isMinimal && weightsGradient.IsPresent)
        {
            WinogradGradient.Add(shape, input.Shape.Batch, isPooled: false, input.Pointer, outputGradient.Pointer, workspace.Pointer, isFirst: true, workers);
            WinogradGradient.Finish(shape, workspace.Pointer, weightsGradient, biasGradient, workers);
        }
        else
        {
            VectorPath.Run(new BackwardKernel(
                shape, input, weights, output, null, false, activation, outputGradient, inputGradient, weightsGradient, biasGradient, workspace, workers));
        }
    }

    /// <summary>The gradients of <see cref="ForwardPooled"/>.</summary>
    /// <param name="shape">The geometry of the convolution alone.</param>
    /// <param name="input">What went in.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="pooled">What came out.</param>
    /// <param name="argmax">What the forward pass noted.</param>
    /// <param name="activation">The fused activation.</param>
    /// <param name="pooledGradient">The loss by the pooled output.</param>
    /// <param name="inputGradient">Receives the loss by the input; absent where nobody asks.</param>
    /// <param name="weightsGradient">Receives the loss by the weights; absent where they are frozen.</param>
    /// <param name="biasGradient">Receives the loss by the bias; absent where there is none.</param>
    /// <param name="workspace">At least <see cref="WorkspaceCount"/> floats, for training.</param>
    /// <param name="workers">Who computes.</param>
    public static void BackwardPooled(
        in ConvolutionShape shape, Tensor input, Tensor weights, Tensor pooled, ReadOnlySpan<byte> argmax, Activation activation, Tensor pooledGradient, Tensor inputGradient, Tensor weightsGradient, Tensor biasGradient, Tensor workspace, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(workers);
        Require(pooled, PooledShape(shape, input.Shape.Batch), nameof(pooled));
        Require(pooledGradient, pooled.Shape, nameof(pooledGradient));
        ArgumentOutOfRangeException.ThrowIfLessThan(argmax.Length, pooled.Shape.Count, nameof(argmax));
        CheckBackward(shape, input, weights, inputGradient, weightsGradient, biasGradient, workspace);
        fixed (byte* places = argmax)
        {
            if (WinogradConvolution.IsWorthwhile(shape) && (weightsGradient.IsPresent || !biasGradient.IsPresent))
            {
                var memory = new SpreadPointers { Pooled = pooled.Pointer, Argmax = places, PooledGradient = pooledGradient.Pointer };
                BackwardMinimal(shape, input, weights, memory, activation, inputGradient, weightsGradient, biasGradient, workspace, workers);
                return;
            }

            VectorPath.Run(new BackwardKernel(
                shape, input, weights, pooled, places, true, activation, pooledGradient, inputGradient, weightsGradient, biasGradient, workspace, workers));
        }
    }

    /// <summary>Packs weights for forward passes at the vector width in use.</summary>
    internal static void Pack(in ConvolutionShape shape, Tensor weights, Tensor packed, Workers workers)
    {
        if (weights.Shape.Count != shape.WeightsCount)
        {
            throw new ArgumentException($"The weights are {weights.Shape}; this convolution needs {shape.WeightsCount} values.", nameof(weights));
        }

        if (WinogradConvolution.IsWorthwhile(shape))
        {
            WinogradConvolution.Transform(shape, weights, packed.Pointer, workers);
        }
        else
        {
            VectorPath.Run(new PackKernel(shape, weights.Pointer, packed.Pointer, workers));
        }
    }

    /// <summary><see cref="Forward"/> with weights that are packed already.</summary>
    internal static void ForwardPacked(
        in ConvolutionShape shape, Tensor input, Tensor packed, Tensor bias, Tensor addend, Activation activation, Tensor output, Workers workers)
    {
        CheckPacked(shape, input, bias);
        Require(output, new Shape(input.Shape.Batch, shape.OutputHeight, shape.OutputWidth, shape.Filters), nameof(output));
        if (addend.IsPresent)
        {
            Require(addend, output.Shape, nameof(addend));
        }

        Run(shape, input.Shape.Batch, Pointers(input, packed, bias, addend, output, null), activation, isPooled: false, workers);
    }

    /// <summary><see cref="ForwardPooled"/> with weights that are packed already.</summary>
    internal static void ForwardPackedAndPooled(
        in ConvolutionShape shape, Tensor input, Tensor packed, Tensor bias, Activation activation, Tensor pooled, Span<byte> argmax, Workers workers)
    {
        CheckPacked(shape, input, bias);
        Require(pooled, PooledShape(shape, input.Shape.Batch), nameof(pooled));
        if (!argmax.IsEmpty)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(argmax.Length, pooled.Shape.Count, nameof(argmax));
        }

        fixed (byte* places = argmax)
        {
            Run(shape, input.Shape.Batch, Pointers(input, packed, bias, default, pooled, argmax.IsEmpty ? null : places), activation, isPooled: true, workers);
        }
    }

    private static void Run(in ConvolutionShape shape, int batch, in ForwardPointers memory, Activation activation, bool isPooled, Workers workers)
    {
        if (WinogradConvolution.IsWorthwhile(shape))
        {
            WinogradConvolution.Run(shape, batch, memory, activation, isPooled, workers);
        }
        else
        {
            VectorPath.Run(new ForwardKernel(shape, batch, memory, activation, isPooled, workers));
        }
    }

    private static ForwardPointers Pointers(Tensor input, Tensor packed, Tensor bias, Tensor addend, Tensor output, byte* argmax) => new()
    {
        Input = input.Pointer,
        Panels = packed.Pointer,
        Bias = bias.Pointer,
        Output = output.Pointer,
        Addend = addend.Pointer,
        Argmax = argmax,
    };

    /// <summary>
    /// Some pictures at a time: their gradients are spread through pooling and activation, and taken up by both of minimal filtering's ways back.
    /// </summary>
    private static void BackwardMinimal(
        in ConvolutionShape shape, Tensor input, Tensor weights, in SpreadPointers memory, Activation activation, Tensor inputGradient, Tensor weightsGradient, Tensor biasGradient, Tensor workspace, Workers workers)
    {
        if (inputGradient.IsPresent)
        {
            TurnedConvolution.Pack(shape, weights, workspace, workers);
        }

        int batch = input.Shape.Batch;
        int together = ConvolutionWorkspace.SpreadPictures(shape, batch);
        float* spread = workspace.Pointer + TurnedConvolution.WorkspaceCount(shape);
        float* sums = spread + ConvolutionWorkspace.SpreadCount(shape, batch);
        for (int first = 0; first < batch; first += together)
        {
            int count = Math.Min(together, batch - first);
            VectorPath.Run(new SpreadKernel(shape, memory, activation, first, count, spread, workers));
            if (inputGradient.IsPresent)
            {
                var gradient = new Tensor(spread, new Shape(count, shape.OutputHeight, shape.OutputWidth, shape.Filters));
                TurnedConvolution.Run(shape, gradient, default, inputGradient.Slice(first, count), workspace, workers);
            }

            if (weightsGradient.IsPresent)
            {
                WinogradGradient.Add(shape, count, isPooled: true, input.Slice(first, count).Pointer, spread, sums, isFirst: first == 0, workers);
            }
        }

        if (weightsGradient.IsPresent)
        {
            WinogradGradient.Finish(shape, sums, weightsGradient, biasGradient, workers);
        }
    }

    private static Shape PooledShape(in ConvolutionShape shape, int batch) =>
        new(batch, shape.OutputHeight / 2, shape.OutputWidth / 2, shape.Filters);

    private static void CheckForward(in ConvolutionShape shape, Tensor input, Tensor weights, Tensor bias, Tensor workspace)
    {
        CheckPacked(shape, input, bias);
        Require(weights, new Shape(shape.KernelHeight, shape.KernelWidth, shape.Channels, shape.Filters), nameof(weights));
        ArgumentOutOfRangeException.ThrowIfLessThan(workspace.Shape.Count, WorkspaceCount(shape, input.Shape.Batch, false), nameof(workspace));
    }

    private static void CheckPacked(in ConvolutionShape shape, Tensor input, Tensor bias)
    {
        shape.ThrowIfNone();
        Require(input, new Shape(input.Shape.Batch, shape.Height, shape.Width, shape.Channels), nameof(input));
        if (bias.IsPresent)
        {
            Require(bias, new Shape(shape.Filters), nameof(bias));
        }
    }

    private static void CheckBackward(
        in ConvolutionShape shape, Tensor input, Tensor weights, Tensor inputGradient, Tensor weightsGradient, Tensor biasGradient, Tensor workspace)
    {
        CheckForward(shape, input, weights, biasGradient, workspace);
        if (inputGradient.IsPresent)
        {
            Require(inputGradient, input.Shape, nameof(inputGradient));
        }

        if (weightsGradient.IsPresent)
        {
            Require(weightsGradient, weights.Shape, nameof(weightsGradient));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(workspace.Shape.Count, WorkspaceCount(shape, input.Shape.Batch, true), nameof(workspace));
    }

    private static void Require(Tensor tensor, Shape expected, string name)
    {
        if (!tensor.IsPresent || tensor.Shape != expected)
        {
            throw new ArgumentException($"The tensor is {tensor.Shape}; this convolution needs {expected}.", name);
        }
    }
}
