using System.Runtime.InteropServices;
using Discern.Compute.Activations;
using Discern.Compute.Convolutions;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Bfloat16;

/// <summary>Some output rows of a stack of pictures, through some panels of filters: rounds the pictures, multiplies, finishes.</summary>
internal readonly unsafe struct Bfloat16Job : IJob
{
    // Products between tiles and output, and the panels that are read again and again, stay in the second-level cache.
    private const int MostPanels = 8;
    private const int MostPanelBytes = 256 << 10;
    private const int MostPositions = 256;
    private const int MostProducts = 32 << 10;

    public required AmxRoutines Routines { get; init; }

    public required StackedPictures Stack { get; init; }

    /// <summary>Output rows of each job but the last, whole units of the stack.</summary>
    public required int RowsPerJob { get; init; }

    /// <summary>Jobs that share the panels of the same rows.</summary>
    public required int PanelJobs { get; init; }

    public required Activation Activation { get; init; }

    public required bool IsPooled { get; init; }

    public required Pointers Memory { get; init; }

    private ConvolutionShape Shape => Stack.Shape;

    private nint RunLength => (nint)Shape.KernelWidth * Stack.Channels / TileProduct.Depth;

    /// <summary>Values of a panel of weights.</summary>
    private nint PanelCount => RunLength * Shape.KernelHeight * TileProduct.Depth * TileProduct.Columns;

    public void Run(int index, int worker)
    {
        int firstRow = index / PanelJobs * RowsPerJob;
        int rows = Math.Min(RowsPerJob, Stack.OutputRows - firstRow);
        int panels = (Shape.Filters + TileProduct.Columns - 1) / TileProduct.Columns;
        int firstPanel = (int)((long)panels * (index % PanelJobs) / PanelJobs);
        int lastPanel = (int)((long)panels * ((index % PanelJobs) + 1) / PanelJobs);

        int group = (int)Math.Clamp(MostPanelBytes / (PanelCount * sizeof(ushort)), 1, Math.Min(MostPanels, lastPanel - firstPanel));
        int together = RowsTogether(rows, Math.Min(MostPositions, MostProducts / (group * TileProduct.Columns)));
        nint panelProducts = (nint)Blocks(together * Stack.OutputWidth) * TileProduct.Positions * TileProduct.Columns;
        long products = group * panelProducts;
        long pixels = Stack.Pixels(rows) + Stack.Overhang;
        float* product = ThreadScratch.Rent(products + (pixels * Stack.Channels / 2));
        var pictures = (ushort*)(product + products);
        Round(firstRow, rows, pictures);

        nint* starts = stackalloc nint[Shape.KernelHeight];
        for (int row = 0; row < Shape.KernelHeight; row++)
        {
            long line = ((long)(row % Shape.Stride) * Stack.PhaseRows(rows)) + (row / Shape.Stride);
            starts[row] = (nint)(line * Stack.Width * Stack.Channels * sizeof(ushort));
        }

        Routines.Configure();
        for (int panel = firstPanel; panel < lastPanel; panel += group)
        {
            int count = Math.Min(group, lastPanel - panel);
            for (int row = 0; row < rows; row += together)
            {
                int height = Math.Min(together, rows - row);
                ushort* left = pictures + ((nint)row * Stack.Width * Stack.Channels);
                for (int each = 0; each < count; each++)
                {
                    Multiply(left, starts, panel + each, Blocks(height * Stack.OutputWidth), product + (each * panelProducts));
                }

                VectorPath.Run(new Finish(this, product, panelProducts, firstRow + row, height, panel, count));
            }
        }

        Routines.Release();
    }

    private static int Blocks(int positions) => (positions + TileProduct.Positions - 1) / TileProduct.Positions;

    /// <summary>How many rows are multiplied before they are finished: the last block of them should be as full as can be.</summary>
    private int RowsTogether(int rows, int mostPositions)
    {
        int best = Stack.RowUnit;
        double bestShare = 0;
        for (int together = Stack.RowUnit; together <= rows && (together == Stack.RowUnit || together * Stack.OutputWidth <= mostPositions); together += Stack.RowUnit)
        {
            int positions = together * Stack.OutputWidth;
            double share = (double)positions / (Blocks(positions) * TileProduct.Positions);
            if (share >= bestShare)
            {
                (best, bestShare) = (together, share);
            }
        }

        return best;
    }

    private void Multiply(ushort* left, nint* starts, int panel, int blocks, float* product)
    {
        TileProduct tiles = new()
        {
            Left = left,
            Right = Memory.Panels + (panel * PanelCount),
            Product = product,
            LeftStride = (nint)Shape.Stride * Stack.Channels * sizeof(ushort),
            RunLength = RunLength,
            Runs = Shape.KernelHeight,
            RunStarts = starts,
            Count = blocks,
        };
        Routines.Multiply(&tiles);
    }

    /// <summary>Rounds the pixels that the output rows read, phase by phase, with their padding.</summary>
    private void Round(int firstRow, int rows, ushort* target)
    {
        nint row = (nint)Stack.Width * Stack.Channels;
        if (Stack.IsPlain)
        {
            Rounding.Run(Memory.Input + ((nint)firstRow * Shape.Width * Shape.Channels), (nint)rows * Shape.Width, Shape.Channels, target);
            target += rows * row;
        }
        else
        {
            for (int phase = 0; phase < Stack.Phases; phase++)
            {
                for (int line = 0; line < Stack.PhaseRows(rows); line++)
                {
                    RoundRow(((firstRow + line) * Shape.Stride) + phase, target);
                    target += row;
                }
            }
        }

        Clear(target, Stack.Overhang);
    }

    private void RoundRow(int row, ushort* target)
    {
        if (Stack.TryFind(row, out int picture, out int pictureRow))
        {
            float* source = Memory.Input + ((((nint)picture * Shape.Height) + pictureRow) * Shape.Width * Shape.Channels);
            Clear(target, Shape.Padding.Left);
            target += (nint)Shape.Padding.Left * Stack.Channels;
            Rounding.Run(source, Shape.Width, Shape.Channels, target);
            Clear(target + ((nint)Shape.Width * Stack.Channels), Stack.Width - Shape.Padding.Left - Shape.Width);
        }
        else
        {
            Clear(target, Stack.Width);
        }
    }

    private void Clear(ushort* target, int pixels) => NativeMemory.Clear(target, (nuint)((long)pixels * Stack.Channels * sizeof(ushort)));

    /// <summary>Where the job reads and writes.</summary>
    internal readonly struct Pointers
    {
        public required float* Input { get; init; }

        /// <summary>The weights, panel by panel.</summary>
        public required ushort* Panels { get; init; }

        /// <summary>One value per filter, or null.</summary>
        public required float* Bias { get; init; }

        public required float* Output { get; init; }

        /// <summary>What is added to the output before its activation, of the same shape and maybe the same memory; or null. None where the output is pooled.</summary>
        public required float* Addend { get; init; }
    }

    /// <summary>Brings products to their places in the output, through pooling, bias and activation; drops those between rows and pictures.</summary>
    private readonly struct Finish(Bfloat16Job job, float* product, nint panelProducts, int firstRow, int rows, int firstPanel, int panels) : IVectorKernel
    {
        public void Run<TVector, TLanes>()
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            StackedPictures stack = job.Stack;
            int pooling = job.IsPooled ? 2 : 1;
            int height = job.Shape.OutputHeight / pooling;
            int width = job.Shape.OutputWidth / pooling;
            nint filter = (nint)firstPanel * TileProduct.Columns;
            float* output = job.Memory.Output + filter;
            var row = new ProductRow
            {
                Filters = (int)Math.Min(panels * TileProduct.Columns, job.Shape.Filters - filter),
                PanelStride = panelProducts,
                Bias = job.Memory.Bias is null ? null : job.Memory.Bias + filter,
                PixelStride = job.Shape.Filters,
                IsAdded = job.Memory.Addend is not null,
                AddendDistance = (nint)(job.Memory.Addend - job.Memory.Output),
                Activation = job.Activation,
            };
            if (stack.IsDense && !job.IsPooled)
            {
                row.Store<TVector, TLanes>(product, (nint)rows * width, output + ((nint)firstRow * width * job.Shape.Filters));
                return;
            }

            for (int done = 0; done < rows; done += pooling)
            {
                int picture = (firstRow + done) / stack.OutputPictureRows;
                int pictureRow = (firstRow + done) % stack.OutputPictureRows / pooling;
                if (pictureRow >= height)
                {
                    continue;
                }

                float* source = product + ((nint)done * stack.OutputWidth * TileProduct.Columns);
                float* target = output + ((((nint)picture * height) + pictureRow) * width * job.Shape.Filters);
                if (job.IsPooled)
                {
                    row.StorePooled<TVector, TLanes>(source, source + ((nint)stack.OutputWidth * TileProduct.Columns), width, target);
                }
                else
                {
                    row.Store<TVector, TLanes>(source, width, target);
                }
            }
        }
    }
}
