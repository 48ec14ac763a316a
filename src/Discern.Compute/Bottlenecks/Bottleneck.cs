using Discern.Compute.Convolutions;
using Discern.Compute.Elementwise;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Bottlenecks;

/// <summary>
/// The forward pass of a MobileNet block, some rows at a time: the widened map, several times as large as what goes in and comes out, never leaves the cache.
/// </summary>
/// <remarks>
/// Block: Sandler et al., "MobileNetV2: inverted residuals and linear bottlenecks" (CVPR 2018). Each value is summed as the three convolutions sum it one after
/// the other, to the same bits, for any number of threads.
/// </remarks>
public static unsafe class Bottleneck
{
    private const int PicturesWithoutBands = 4;

    /// <summary>output = project(depthwise(expand(input))) + addend, the addend before the last activation.</summary>
    /// <param name="shape">The geometry.</param>
    /// <param name="expand">The first convolution; its weights are not read where the geometry has none.</param>
    /// <param name="depthwise">The second: kernel height × kernel width × channels.</param>
    /// <param name="project">The third.</param>
    /// <param name="input">(batch, height, width, channels).</param>
    /// <param name="addend">Of the output's shape, or absent.</param>
    /// <param name="output">(batch, output height, output width, filters); not the input's memory.</param>
    /// <param name="workers">Who computes.</param>
    /// <exception cref="ArgumentException">A tensor does not fit the geometry.</exception>
    public static void Forward(
        in BottleneckShape shape,
        in BottleneckStage<Float32Weights?> expand,
        in BottleneckStage<Tensor> depthwise,
        in BottleneckStage<Float32Weights> project,
        Tensor input,
        Tensor addend,
        Tensor output,
        Workers workers)
    {
        ArgumentNullException.ThrowIfNull(workers);
        ArgumentNullException.ThrowIfNull(project.Weights);
        long batch = input.Shape.Batch;
        ConvolutionShape first = shape.Expand ?? shape.Depthwise;
        Require.Count(input, batch * first.Height * first.Width * first.Channels);
        Require.Count(output, batch * shape.Project.Height * shape.Project.Width * shape.Project.Filters);
        Require.Count(depthwise.Weights, (long)shape.Depthwise.KernelHeight * shape.Depthwise.KernelWidth * shape.Depthwise.Channels);
        RequireEach(expand.Bias, first.Filters);
        RequireEach(depthwise.Bias, shape.Depthwise.Channels);
        RequireEach(project.Bias, shape.Project.Filters);
        if (addend.IsPresent)
        {
            Require.Count(addend, output.Shape.Count);
        }

        VectorPath.Run(new Kernel(shape, expand, depthwise, project, input, addend, output, workers));
        GC.KeepAlive(expand.Weights);
        GC.KeepAlive(project.Weights);
    }

    private static void RequireEach(Tensor bias, int channels)
    {
        if (bias.IsPresent)
        {
            Require.Count(bias, channels);
        }
    }

    private readonly struct Kernel(
        BottleneckShape shape,
        BottleneckStage<Float32Weights?> expand,
        BottleneckStage<Tensor> depthwise,
        BottleneckStage<Float32Weights> project,
        Tensor input,
        Tensor addend,
        Tensor output,
        Workers workers) : IVectorKernel
    {
        public void Run<TVector, TLanes>()
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            // Rows between two bands are widened twice, so that there are no more bands than keep all threads at work.
            int batch = input.Shape.Batch;
            bool isShared = workers.Count > 1 && batch % workers.Count != 0 && batch < PicturesWithoutBands * workers.Count;
            int bands = isShared ? Math.Min(workers.Count, shape.Depthwise.OutputHeight) : 1;
            workers.For(batch * bands, new BottleneckJob<TVector, TLanes>
            {
                Shape = shape,
                Bands = bands,
                ExpandActivation = expand.Activation,
                DepthwiseActivation = depthwise.Activation,
                ProjectActivation = project.Activation,
                Expand = new()
                {
                    Input = input.Pointer,
                    Panels = expand.Weights is null ? null : expand.Weights.Packed.Pointer,
                    Bias = expand.Bias.Pointer,
                    Output = null,
                },
                DepthwiseWeights = depthwise.Weights.Pointer,
                DepthwiseBias = depthwise.Bias.Pointer,
                Project = new()
                {
                    Input = null,
                    Panels = project.Weights.Packed.Pointer,
                    Bias = project.Bias.Pointer,
                    Output = output.Pointer,
                    Addend = addend.Pointer,
                },
            });
        }
    }
}
