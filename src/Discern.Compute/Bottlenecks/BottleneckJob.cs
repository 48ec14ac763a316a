using Discern.Compute.Activations;
using Discern.Compute.Convolutions;
using Discern.Compute.Depthwise;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Bottlenecks;

/// <summary>A band of rows of one picture through a whole block: some rows are widened, filtered, and narrowed before the next.</summary>
internal readonly unsafe struct BottleneckJob<TVector, TLanes> : IJob
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    // Floats of widened and filtered rows, half of a second-level cache of 512 KiB.
    private const int MostScratch = 64 << 10;

    public required BottleneckShape Shape { get; init; }

    /// <summary>Bands that each picture is cut into.</summary>
    public required int Bands { get; init; }

    public required Activation ExpandActivation { get; init; }

    public required Activation DepthwiseActivation { get; init; }

    public required Activation ProjectActivation { get; init; }

    /// <summary>The block's input and the first weights; the output is scratch.</summary>
    public required ForwardPointers Expand { get; init; }

    public required float* DepthwiseWeights { get; init; }

    /// <summary>One value per channel, or null.</summary>
    public required float* DepthwiseBias { get; init; }

    /// <summary>The last weights and the block's output; the input is scratch.</summary>
    public required ForwardPointers Project { get; init; }

    private nint WideRow => (nint)Shape.Depthwise.Width * Shape.Depthwise.Channels;

    private nint FilteredRow => (nint)Shape.Depthwise.OutputWidth * Shape.Depthwise.Channels;

    public void Run(int index, int worker)
    {
        ConvolutionShape depthwise = Shape.Depthwise;
        int picture = index / Bands;
        int band = index % Bands;
        int firstRow = (int)((long)depthwise.OutputHeight * band / Bands);
        int lastRow = (int)((long)depthwise.OutputHeight * (band + 1) / Bands);
        int together = RowsTogether();
        int wideRows = Shape.Expand is null ? 0 : ((together - 1) * depthwise.Stride) + depthwise.KernelHeight;
        float* wide = ThreadScratch.Rent((wideRows * WideRow) + (together * FilteredRow));
        float* filtered = wide + (wideRows * WideRow);

        // These rows of the widened map are in scratch.
        (int start, int end) = (0, 0);
        for (int row = firstRow; row < lastRow; row += together)
        {
            int rows = Math.Min(together, lastRow - row);
            int first = Math.Max((row * depthwise.Stride) - depthwise.Padding.Top, 0);
            int last = Math.Min(((row + rows - 1) * depthwise.Stride) - depthwise.Padding.Top + depthwise.KernelHeight, depthwise.Height);
            float* source = Expand.Input + ((nint)picture * depthwise.Height * WideRow);
            if (Shape.Expand is { } expand)
            {
                // What this window shares with the last one moves to the front.
                int kept = Math.Max(end - first, 0);
                new Span<float>(wide + ((first - start) * WideRow), (int)(kept * WideRow)).CopyTo(new Span<float>(wide, (int)(kept * WideRow)));
                Widen(expand, picture, first + kept, last, wide + (kept * WideRow));
                (start, end) = (first, last);
                source = wide - (first * WideRow);
            }

            // One picture, of which these rows lie where the scratch is.
            new ForwardRows(depthwise, source, DepthwiseWeights, DepthwiseBias, DepthwiseActivation, filtered - (row * FilteredRow)) { IsInputInCache = Shape.Expand is not null }
                .Run<TVector, TLanes>(row, row + rows);
            Narrow(filtered, picture, row, rows);
        }
    }

    private int RowsTogether()
    {
        ConvolutionShape depthwise = Shape.Depthwise;
        nint wideRow = Shape.Expand is null ? 0 : WideRow;
        nint room = MostScratch - ((depthwise.KernelHeight - depthwise.Stride) * wideRow);
        return (int)Math.Clamp(room / ((depthwise.Stride * wideRow) + FilteredRow), 1, depthwise.OutputHeight);
    }

    private void Widen(in ConvolutionShape expand, int picture, int first, int last, float* target)
    {
        nint pixel = (((nint)picture * expand.Height) + first) * expand.Width;
        ProductJob<TVector, TLanes> product = Product(expand, Math.Max(last - first, 0) * expand.Width, ExpandActivation, new()
        {
            Input = Expand.Input + (pixel * expand.Channels),
            Panels = Expand.Panels,
            Bias = Expand.Bias,
            Output = target,
        });
        (product with { IsOutputInCache = true }).Run(0, worker: 0);
    }

    private void Narrow(float* filtered, int picture, int row, int rows)
    {
        ConvolutionShape project = Shape.Project;
        nint offset = (((nint)picture * project.Height) + row) * project.Width * project.Filters;
        ProductJob<TVector, TLanes> product = Product(project, rows * project.Width, ProjectActivation, new()
        {
            Input = filtered,
            Panels = Project.Panels,
            Bias = Project.Bias,
            Output = Project.Output + offset,
            Addend = Project.IsAdded ? Project.Addend + offset : null,
        });
        (product with { IsInputInCache = true }).Run(0, worker: 0);
    }

    private static ProductJob<TVector, TLanes> Product(in ConvolutionShape shape, int pixels, Activation activation, in ForwardPointers memory) => new()
    {
        Channels = shape.Channels,
        Filters = shape.Filters,
        Pixels = pixels,
        PixelsPerJob = pixels,
        PanelJobs = 1,
        Activation = activation,
        Memory = memory,
    };
}
