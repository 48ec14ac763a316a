using Discern.Compute.Activations;
using Discern.Compute.Convolutions;
using Discern.Compute.Threading;

namespace Discern.Compute.Bfloat16;

/// <summary>
/// The forward pass of a convolution, or of a dense layer, with both sides rounded to bfloat16 and sums in single precision; bias, activation and 2 × 2 max
/// pooling are applied while the output is in cache. Input and output are single precision.
/// </summary>
/// <remarks>Results are the same bits for any number of workers. Needs <see cref="Amx.IsAvailable"/>.</remarks>
public static unsafe class Bfloat16Convolution
{
    // With fewer channels most of what the tiles multiply would be padding.
    private const int LeastChannels = 16;
    private const int LeastFilters = 16;

    private const int JobsPerWorker = 4;
    private const int LeastPositionsPerJob = 256;

    // Rounded pictures stay in the second-level cache beside a panel of weights.
    private const long MostBytesPerJob = 512 << 10;

    /// <summary>Whether the tiles are faster than single precision for this geometry.</summary>
    public static bool IsWorthwhile(in ConvolutionShape shape) => shape is { Channels: >= LeastChannels, Filters: >= LeastFilters };

    /// <summary>output = activation(input ⋆ weights + bias + addend).</summary>
    /// <param name="input">(batch, height, width, channels).</param>
    /// <param name="weights">Packed for the geometry.</param>
    /// <param name="bias">One value per filter, or absent.</param>
    /// <param name="activation">Applied to each output.</param>
    /// <param name="output">(batch, output height, output width, filters).</param>
    /// <param name="workers">Who computes.</param>
    /// <param name="addend">Of the output's shape, and maybe its memory; or absent.</param>
    /// <exception cref="ArgumentException">A tensor does not fit the geometry.</exception>
    /// <exception cref="InvalidOperationException">The tile instructions may not be used.</exception>
    public static void Forward(Tensor input, Bfloat16Weights weights, Tensor bias, Activation activation, Tensor output, Workers workers, Tensor addend = default) =>
        Run(input, weights, bias, addend, activation, output, isPooled: false, workers);

    /// <summary>pooled = 2 × 2 max pooling, stride 2, of activation(input ⋆ weights + bias).</summary>
    /// <param name="input">(batch, height, width, channels).</param>
    /// <param name="weights">Packed for the geometry of the convolution alone.</param>
    /// <param name="bias">One value per filter, or absent.</param>
    /// <param name="activation">Applied before pooling.</param>
    /// <param name="pooled">(batch, ⌊output height / 2⌋, ⌊output width / 2⌋, filters).</param>
    /// <param name="workers">Who computes.</param>
    /// <exception cref="ArgumentException">A tensor does not fit the geometry.</exception>
    /// <exception cref="InvalidOperationException">The tile instructions may not be used.</exception>
    public static void ForwardPooled(Tensor input, Bfloat16Weights weights, Tensor bias, Activation activation, Tensor pooled, Workers workers) =>
        Run(input, weights, bias, default, activation, pooled, isPooled: true, workers);

    private static void Run(Tensor input, Bfloat16Weights weights, Tensor bias, Tensor addend, Activation activation, Tensor output, bool isPooled, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(workers);
        ConvolutionShape shape = weights.Shape;
        int batch = input.Shape.Batch;
        int pooling = isPooled ? 2 : 1;
        Require(input, new Shape(batch, shape.Height, shape.Width, shape.Channels), nameof(input));
        Require(output, new Shape(batch, shape.OutputHeight / pooling, shape.OutputWidth / pooling, shape.Filters), nameof(output));
        if (bias.IsPresent)
        {
            Require(bias, new Shape(shape.Filters), nameof(bias));
        }

        if (addend.IsPresent)
        {
            Require(addend, output.Shape, nameof(addend));
        }

        // Windows of one pixel see no neighbours: every pixel is a picture of its own, as in a dense layer.
        bool isProduct = shape is { KernelHeight: 1, KernelWidth: 1, Stride: 1 } && shape.Padding == Padding.None && !isPooled;
        StackedPictures stack = isProduct
            ? new StackedPictures(shape with { Height = 1, Width = 1 }, checked(batch * shape.Height * shape.Width), isPooled)
            : new StackedPictures(shape, batch, isPooled);
        int wanted = workers.Count == 1 ? 1 : JobsPerWorker * workers.Count;
        int rows = RowsPerJob(stack, wanted);
        int rowJobs = (stack.OutputRows + rows - 1) / rows;
        int panelJobs = Math.Min(weights.Panels, (wanted + rowJobs - 1) / rowJobs);
        workers.For(rowJobs * panelJobs, new Bfloat16Job
        {
            Routines = Amx.Routines,
            Stack = stack,
            RowsPerJob = rows,
            PanelJobs = panelJobs,
            Activation = activation,
            IsPooled = isPooled,
            Memory = new()
            {
                Input = input.Pointer,
                Panels = weights.Values,
                Bias = bias.Pointer,
                Output = output.Pointer,
                Addend = addend.Pointer,
            },
        });
        GC.KeepAlive(weights);
    }

    /// <summary>Output rows of a job: what stays in cache, and fewer where that makes too few jobs, as long as the tiles are full.</summary>
    private static int RowsPerJob(in StackedPictures stack, int wantedJobs)
    {
        long rowBytes = (long)stack.Width * stack.Shape.Stride * stack.Channels * sizeof(ushort);
        long most = Math.Max(MostBytesPerJob / rowBytes, 1);
        long least = (LeastPositionsPerJob + stack.OutputWidth - 1) / stack.OutputWidth;
        long share = Math.Max((stack.OutputRows + wantedJobs - 1) / wantedJobs, least);
        long rows = Math.Min(most, share);
        return (int)((rows + stack.RowUnit - 1) / stack.RowUnit * stack.RowUnit);
    }

    private static void Require(Tensor tensor, Shape expected, string name)
    {
        if (!tensor.IsPresent || tensor.Shape != expected)
        {
            throw new ArgumentException($"The tensor is {tensor.Shape}; this convolution needs {expected}.", name);
        }
    }
}
