using Discern.Compute.Activations;
using Discern.Compute.Threading;
using Discern.Compute.Winograd;

namespace Discern.Compute.Convolutions;

/// <summary>The way back to a convolution's input as a forward pass over the gradient, with the weights turned round.</summary>
internal static unsafe class TurnedConvolution
{
    /// <summary>Whether the way back is best done so.</summary>
    public static bool IsWorthwhile(in ConvolutionShape shape) =>
        shape.Stride == 1 && (shape.IsProduct || WinogradConvolution.IsWorthwhile(shape.Turned));

    /// <summary>Floats that the turned weights take, plain and packed.</summary>
    public static long WorkspaceCount(in ConvolutionShape shape) =>
        PackedStart(shape) + ConvolutionWorkspace.RoundUp(ConvolutionWorkspace.PackedCount(shape.Turned), ConvolutionWorkspace.WidestVector);

    /// <summary>Turns the weights and packs them, at the workspace's beginning.</summary>
    public static void Pack(in ConvolutionShape shape, Tensor weights, Tensor workspace, Workers workers)
    {
        var turn = new TurnJob(shape, weights.Pointer, workspace.Pointer);
        workers.For(turn.Pieces, turn);
        Convolution.Pack(shape.Turned, workspace.Slice(0, checked((int)shape.WeightsCount)), Packed(shape, workspace), workers);
    }

    /// <summary>inputGradient = outputGradient ⋆ turned weights + addend, by weights that are packed already.</summary>
    public static void Run(in ConvolutionShape shape, Tensor outputGradient, Tensor addend, Tensor inputGradient, Tensor workspace, Workers workers) =>
        Convolution.ForwardPacked(shape.Turned, outputGradient, Packed(shape, workspace), default, addend, Activation.None, inputGradient, workers);

    private static Tensor Packed(in ConvolutionShape shape, Tensor workspace) =>
        workspace.Slice((int)PackedStart(shape), checked((int)ConvolutionWorkspace.PackedCount(shape.Turned)));

    private static long PackedStart(in ConvolutionShape shape) => ConvolutionWorkspace.RoundUp(shape.WeightsCount, ConvolutionWorkspace.WidestVector);
}
