using Discern.Compute.Activations;
using Discern.Compute.Threading;
using Discern.Compute.Tiles;
using Discern.Compute.Vectors;

namespace Discern.Compute.Convolutions;

/// <summary>The forward pass at one vector width: direct sums band by band, or one product over the whole batch.</summary>
internal readonly unsafe struct ForwardKernel(
    ConvolutionShape shape, int batch, ForwardPointers memory, Activation activation, bool isPooled, Workers workers)
    : IVectorKernel
{
    /// <summary>Pieces of work for each thread, so that none waits long for the last.</summary>
    public const int BandsPerWorker = 4;

    public void Run<TVector, TLanes>()
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        if (shape.IsPointwise && !isPooled)
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
            Strided = shape.IsProduct ? null : shape,
        });
    }
}
