using Discern.Compute.Activations;
using Discern.Compute.Threading;
using Discern.Compute.Tiles;
using Discern.Compute.Vectors;
using Discern.Compute.Winograd;

namespace Discern.Compute.Convolutions;

/// <summary>
/// Two-dimensional convolution (cross-correlation, as everywhere in deep learning) over NHWC pictures, with bias,
/// activation and 2 × 2 max pooling applied while the output is in cache.
/// </summary>
/// <remarks>
/// Direct: the tiles read the pictures as they lie. Results are the same bits for any number of workers. Gradients are
/// written, not added. Method: Georganas et al., "Anatomy of high-performance deep learning convolutions on SIMD
/// architectures" (SC 2018), in NHWC.
/// </remarks>
public static unsafe class Convolution
{
    // Sums of chunks together take no more floats than this (40 MiB), so large layers have fewer chunks.
    private const long MostSumCount = 10 << 20;
    private const int MostChunks = 16;
    private const int BandsPerWorker = 4;
    private const int LeastPixelsPerChunk = 384;

    // Gradients before pooling of so many floats (8 MiB) are spread at a time: they stay in the last-level cache until they are read again.
    private const long MostSpreadCount = 2 << 20;
    private const int WidestVector = 16;
    private const int WidestPanel = 2 * WidestVector;

    /// <summary>The floats of workspace that each call with this geometry needs.</summary>
    /// <param name="shape">The geometry.</param>
    /// <param name="batch">The most pictures in a batch.</param>
    /// <param name="isTraining">Whether a backward pass will run.</param>
    public static long WorkspaceCount(in ConvolutionShape shape, int batch, bool isTraining)
    {
        long packed = PackedCount(shape);
        if (!isTraining)
        {
            return packed;
        }

        long turned = (long)shape.KernelHeight * shape.KernelWidth * shape.Filters * RoundUp(shape.Channels, WidestPanel);
        long again = IsForwardAgain(shape) ? PackedAgainCount(shape) : 0;
        long sums = WinogradConvolution.IsWorthwhile(shape) ? SpreadCount(shape, batch) + WinogradGradient.SumsCount(shape) : 0;
        return Math.Max(Math.Max(packed, again + sums), turned + (ChunkCount(shape, batch) * SumStride(shape)));
    }

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
    public static bool CanAddToInput(in ConvolutionShape shape) => IsForwardAgain(shape);

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
        if (activation != Activation.None && (isMinimal || IsProduct(shape)))
        {
            Rectifier.Backward(activation, output, outputGradient, outputGradient, workers);
            activation = Activation.None;
        }

        if (inputGradient.IsPresent && activation == Activation.None && IsForwardAgain(shape))
        {
            PackTurned(shape, weights, workspace, workers);
            BackToInput(shape, outputGradient, inputAddend, inputGradient, workspace, workers);
            inputGradient = default;
        }

        if (!inputGradient.IsPresent && !weightsGradient.IsPresent && !biasGradient.IsPresent)
        {
            return;
        }

        if (IsProduct(shape))
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

    /// <summary>The floats that packed weights take, at any vector width.</summary>
    internal static long PackedCount(in ConvolutionShape shape)
    {
        Check(shape);
        return WinogradConvolution.IsWorthwhile(shape)
            ? WinogradConvolution.WeightsCount(shape)
            : (long)shape.KernelHeight * shape.KernelWidth * shape.Channels * RoundUp(shape.Filters, WidestPanel);
    }

    /// <summary>Packs weights for forward passes at the vector width in use.</summary>
    internal static void Pack(in ConvolutionShape shape, Tensor weights, Tensor packed, Workers workers)
    {
        if (weights.Shape.Count != WeightsCount(shape))
        {
            throw new ArgumentException($"The weights are {weights.Shape}; this convolution needs {WeightsCount(shape)} values.", nameof(weights));
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
    /// Chunks of pictures with sums of their own: never a matter of how many threads there are. Of two pictures at least, so
    /// that no sum is written and read again for the sake of one.
    /// </summary>
    private static int ChunkCount(in ConvolutionShape shape, int batch) =>
        (int)Math.Clamp(MostSumCount / SumStride(shape), 1, Math.Clamp((batch + 1) / 2, 1, MostChunks));

    // The sums of the weights, which lie in panels, and of the bias.
    private static long SumStride(in ConvolutionShape shape) =>
        (((long)shape.KernelHeight * shape.KernelWidth * shape.Channels) + 1) * RoundUp(shape.Filters, WidestVector);

    private static long RoundUp(long value, long multiple) => (value + multiple - 1) / multiple * multiple;

    private static long WeightsCount(in ConvolutionShape shape) => (long)shape.KernelHeight * shape.KernelWidth * shape.Channels * shape.Filters;

    /// <summary>Whether the way back to the input is best done as a forward pass, with weights turned round.</summary>
    private static bool IsForwardAgain(in ConvolutionShape shape) =>
        shape.Stride == 1 && (IsProduct(shape) || WinogradConvolution.IsWorthwhile(Turned(shape)));

    /// <summary>The convolution that leads back to the input, where there is no stride.</summary>
    private static ConvolutionShape Turned(in ConvolutionShape shape) => shape with
    {
        Height = shape.OutputHeight,
        Width = shape.OutputWidth,
        Channels = shape.Filters,
        Filters = shape.Channels,
        Padding = new Padding(
            shape.KernelHeight - 1 - shape.Padding.Top,
            shape.KernelWidth - 1 - shape.Padding.Left,
            shape.KernelHeight - 1 - shape.Padding.Bottom,
            shape.KernelWidth - 1 - shape.Padding.Right),
    };

    /// <summary>Turns weights round and packs them for <see cref="BackToInput"/>, at the workspace's beginning.</summary>
    private static void PackTurned(in ConvolutionShape shape, Tensor weights, Tensor workspace, Workers workers)
    {
        var turn = new TurnJob(shape, weights.Pointer, workspace.Pointer);
        workers.For(turn.Pieces, turn);
        Pack(Turned(shape), workspace.Slice(0, checked((int)WeightsCount(shape))), PackedTurned(shape, workspace), workers);
    }

    private static Tensor PackedTurned(in ConvolutionShape shape, Tensor workspace) =>
        workspace.Slice((int)RoundUp(WeightsCount(shape), WidestVector), checked((int)PackedCount(Turned(shape))));

    private static void BackToInput(in ConvolutionShape shape, Tensor outputGradient, Tensor addend, Tensor inputGradient, Tensor workspace, Workers workers) =>
        ForwardPacked(Turned(shape), outputGradient, PackedTurned(shape, workspace), default, addend, Activation.None, inputGradient, workers);

    /// <summary>
    /// Some pictures at a time: their gradients are spread through pooling and activation, and taken up by both of minimal filtering's ways back.
    /// </summary>
    private static void BackwardMinimal(
        in ConvolutionShape shape, Tensor input, Tensor weights, in SpreadPointers memory, Activation activation, Tensor inputGradient, Tensor weightsGradient, Tensor biasGradient, Tensor workspace, Workers workers)
    {
        if (inputGradient.IsPresent)
        {
            PackTurned(shape, weights, workspace, workers);
        }

        int batch = input.Shape.Batch;
        int together = SpreadPictures(shape, batch);
        float* spread = workspace.Pointer + PackedAgainCount(shape);
        float* sums = spread + SpreadCount(shape, batch);
        for (int first = 0; first < batch; first += together)
        {
            int count = Math.Min(together, batch - first);
            VectorPath.Run(new SpreadKernel(shape, memory, activation, first, count, spread, workers));
            if (inputGradient.IsPresent)
            {
                var gradient = new Tensor(spread, new Shape(count, shape.OutputHeight, shape.OutputWidth, shape.Filters));
                BackToInput(shape, gradient, default, inputGradient.Slice(first, count), workspace, workers);
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

    private static long OutputCount(in ConvolutionShape shape) => (long)shape.OutputHeight * shape.OutputWidth * shape.Filters;

    /// <summary>Pictures whose gradients are spread at a time.</summary>
    private static int SpreadPictures(in ConvolutionShape shape, int batch) => (int)Math.Clamp(MostSpreadCount / OutputCount(shape), 1, Math.Max(batch, 1));

    // Whole vectors are read up to the last value.
    private static long SpreadCount(in ConvolutionShape shape, int batch) => RoundUp(SpreadPictures(shape, batch) * OutputCount(shape), WidestVector) + WidestVector;

    private static long PackedAgainCount(in ConvolutionShape shape) => RoundUp(WeightsCount(shape), WidestVector) + RoundUp(PackedCount(Turned(shape)), WidestVector);

    /// <summary>Whether each output is of one pixel, the one at its place.</summary>
    private static bool IsProduct(in ConvolutionShape shape) => shape.Stride == 1 && IsPointwise(shape);

    /// <summary>Whether each output is of one pixel.</summary>
    private static bool IsPointwise(in ConvolutionShape shape) =>
        shape is { KernelHeight: 1, KernelWidth: 1 } && shape.Padding == Padding.None;

    private static Shape PooledShape(in ConvolutionShape shape, int batch) =>
        new(batch, shape.OutputHeight / 2, shape.OutputWidth / 2, shape.Filters);

    private static void Check(in ConvolutionShape shape)
    {
        bool isPositive = shape is { Height: > 0, Width: > 0, Channels: > 0, Filters: > 0, KernelHeight: > 0, KernelWidth: > 0, Stride: > 0 };
        Padding padding = shape.Padding;
        bool isPaddingSmaller = padding.Top >= 0 && padding.Left >= 0 && padding.Bottom >= 0 && padding.Right >= 0
            && Math.Max(padding.Top, padding.Bottom) < shape.KernelHeight && Math.Max(padding.Left, padding.Right) < shape.KernelWidth;
        if (!isPositive || !isPaddingSmaller || shape.PaddedHeight < shape.KernelHeight || shape.PaddedWidth < shape.KernelWidth)
        {
            throw new ArgumentException(
                $"{shape} is not a convolution: sizes must be positive, padding smaller than the kernel, and the kernel no larger than the padded picture.",
                nameof(shape));
        }
    }

    private static void CheckForward(in ConvolutionShape shape, Tensor input, Tensor weights, Tensor bias, Tensor workspace)
    {
        CheckPacked(shape, input, bias);
        Require(weights, new Shape(shape.KernelHeight, shape.KernelWidth, shape.Channels, shape.Filters), nameof(weights));
        ArgumentOutOfRangeException.ThrowIfLessThan(workspace.Shape.Count, WorkspaceCount(shape, input.Shape.Batch, false), nameof(workspace));
    }

    private static void CheckPacked(in ConvolutionShape shape, Tensor input, Tensor bias)
    {
        Check(shape);
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

    private readonly struct PackKernel(ConvolutionShape shape, float* weights, float* target, Workers workers) : IVectorKernel
    {
        public void Run<TVector, TLanes>()
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            int panels = (shape.Filters + Panels<TVector, TLanes>.Width - 1) / Panels<TVector, TLanes>.Width;
            workers.For(panels, new PackJob<TVector, TLanes>(shape, weights, target));
        }
    }

    private readonly struct PackJob<TVector, TLanes>(ConvolutionShape shape, float* weights, float* target) : IJob
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        public void Run(int index, int worker)
        {
            int depth = shape.KernelHeight * shape.KernelWidth * shape.Channels;
            int first = index * Panels<TVector, TLanes>.Width;
            int columns = Math.Min(Panels<TVector, TLanes>.Width, shape.Filters - first);
            Panels<TVector, TLanes>.Pack(weights + first, shape.Filters, depth, columns, target + ((nint)first * depth), depth);
        }
    }

    private readonly struct ForwardKernel(
        ConvolutionShape shape, int batch, ForwardPointers memory, Activation activation, bool isPooled, Workers workers)
        : IVectorKernel
    {
        public void Run<TVector, TLanes>()
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            if (IsPointwise(shape) && !isPooled)
            {
                Multiply<TVector, TLanes>();
                return;
            }

            int rows = Math.Max(isPooled ? shape.OutputHeight / 2 : shape.OutputHeight, 1);
            int bands = batch >= BandsPerWorker * workers.Count || batch == 0
                ? 1
                : Math.Min(rows, ((BandsPerWorker * workers.Count) + batch - 1) / batch);
            workers.For(batch * bands, new ForwardJob<TVector, TLanes>
            {
                Shape = shape,
                Bands = bands,
                Activation = activation,
                IsPooled = isPooled,
                Memory = memory,
            });
        }

        private void Multiply<TVector, TLanes>()
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            int pixels = checked(batch * shape.OutputHeight * shape.OutputWidth);
            int panels = (shape.Filters + Panels<TVector, TLanes>.Width - 1) / Panels<TVector, TLanes>.Width;
            int wanted = workers.Count == 1 ? 1 : BandsPerWorker * workers.Count;
            int pixelsPerJob = (((pixels + wanted - 1) / wanted) + TLanes.TileRows - 1) / TLanes.TileRows * TLanes.TileRows;
            int pixelJobs = pixels == 0 ? 0 : (pixels + pixelsPerJob - 1) / pixelsPerJob;
            int panelJobs = Math.Clamp(wanted / Math.Max(pixelJobs, 1), 1, panels);
            workers.For(pixelJobs * panelJobs, new ProductJob<TVector, TLanes>
            {
                Channels = shape.Channels,
                Filters = shape.Filters,
                Pixels = pixels,
                PixelsPerJob = pixelsPerJob,
                PanelJobs = panelJobs,
                Activation = activation,
                Memory = memory,
                Strided = IsProduct(shape) ? null : shape,
            });
        }
    }

    private readonly struct SpreadKernel(
        ConvolutionShape shape, SpreadPointers memory, Activation activation, int first, int count, float* target, Workers workers) : IVectorKernel
    {
        public void Run<TVector, TLanes>()
            where TVector : struct
            where TLanes : struct, ILanes<TVector> =>
            workers.For(count, new SpreadJob<TVector, TLanes>(shape, memory, activation, first, target));
    }

    private readonly struct ProductGradientKernel(
        ConvolutionShape shape, Tensor input, Tensor outputGradient, Tensor weightsGradient, Tensor biasGradient, Tensor workspace, Workers workers)
        : IVectorKernel
    {
        public void Run<TVector, TLanes>()
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            int pixels = checked(input.Shape.Batch * shape.Height * shape.Width);
            int chunks = Math.Clamp(pixels / LeastPixelsPerChunk, 1, ChunkCount(shape, input.Shape.Batch));
            int panels = (shape.Filters + Panels<TVector, TLanes>.Width - 1) / Panels<TVector, TLanes>.Width;
            int wanted = workers.Count == 1 ? 1 : BandsPerWorker * workers.Count;
            int panelJobs = Math.Clamp((wanted + chunks - 1) / chunks, 1, panels);
            nint weightCount = shape.Channels * (nint)RoundUp(shape.Filters, WidestVector);
            nint sumStride = (nint)SumStride(shape);
            workers.For(chunks * panelJobs, new ProductGradientJob<TVector, TLanes>
            {
                Channels = shape.Channels,
                Filters = shape.Filters,
                Pixels = pixels,
                Chunks = chunks,
                PanelJobs = panelJobs,
                Input = input.Pointer,
                OutputGradient = outputGradient.Pointer,
                Sums = workspace.Pointer,
                SumStride = sumStride,
                WeightCount = weightCount,
            });
            if (weightsGradient.IsPresent)
            {
                SumJob<TVector, TLanes>.Run(workspace.Pointer, sumStride, chunks, weightsGradient.Pointer, shape.Channels, shape.Filters, workers);
            }

            if (biasGradient.IsPresent)
            {
                SumJob<TVector, TLanes>.Run(workspace.Pointer + weightCount, sumStride, chunks, biasGradient.Pointer, 1, shape.Filters, workers);
            }
        }
    }

    private readonly struct BackwardKernel(
        ConvolutionShape shape, Tensor input, Tensor weights, Tensor output, byte* argmax, bool isPooled, Activation activation, Tensor outputGradient, Tensor inputGradient, Tensor weightsGradient, Tensor biasGradient, Tensor workspace, Workers workers)
        : IVectorKernel
    {
        public void Run<TVector, TLanes>()
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            float* turned = workspace.Pointer;
            if (inputGradient.IsPresent)
            {
                TurnedWeights<TVector, TLanes>.Pack(shape, weights.Pointer, turned, workers);
            }

            int chunks = ChunkCount(shape, input.Shape.Batch);
            int weightRows = shape.KernelHeight * shape.KernelWidth * shape.Channels;
            nint weightCount = weightRows * (nint)RoundUp(shape.Filters, WidestVector);
            nint sumStride = (nint)SumStride(shape);
            float* sums = turned + TurnedWeights<TVector, TLanes>.Count(shape);
            workers.For(chunks, new BackwardJob<TVector, TLanes>
            {
                Shape = shape,
                Batch = input.Shape.Batch,
                Chunks = chunks,
                Activation = activation,
                IsPooled = isPooled,
                Memory = new()
                {
                    Input = input.Pointer,
                    Output = output.Pointer,
                    Argmax = argmax,
                    OutputGradient = outputGradient.Pointer,
                    InputGradient = inputGradient.Pointer,
                    TurnedPanels = turned,
                    WeightSums = weightsGradient.IsPresent || biasGradient.IsPresent ? sums : null,
                    WantsWeights = weightsGradient.IsPresent,
                    WantsBias = biasGradient.IsPresent,
                    WeightCount = weightCount,
                    SumStride = sumStride,
                },
            });
            if (weightsGradient.IsPresent)
            {
                SumJob<TVector, TLanes>.Run(sums, sumStride, chunks, weightsGradient.Pointer, weightRows, shape.Filters, workers);
            }

            if (biasGradient.IsPresent)
            {
                SumJob<TVector, TLanes>.Run(sums + weightCount, sumStride, chunks, biasGradient.Pointer, 1, shape.Filters, workers);
            }
        }
    }
}
