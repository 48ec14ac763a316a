using Discern.Compute;
using Discern.Compute.Bfloat16;
using Discern.Compute.Convolutions;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Neural.Graphs;

namespace Discern.Neural.Plans;

/// <summary>The weights as a plan's operations use them: normalisations folded in, and packed where they stay as they are for many passes.</summary>
internal sealed class PlanWeights : IDisposable
{
    // Dense layers of more weights than this (64 MiB) are not worth a second copy of them.
    private const long MostProductValues = 16 << 20;

    private readonly Weights weights;
    private readonly Workers workers;
    private readonly Arena arena;
    private readonly Dictionary<PlannedOperation, FoldedWeights> folded = [];
    private readonly Dictionary<PlannedOperation, (IPackedWeights Target, Tensor Source)> packed = [];

    /// <summary>Takes the memory; <see cref="Refresh"/> fills it.</summary>
    public PlanWeights(Fusion fusion, Weights weights, PlanOptions options, Workers workers)
    {
        this.weights = weights;
        this.workers = workers;
        PlannedOperation[] linear = [.. fusion.Operations.SelectMany(operation => operation.Stages.Count > 0 ? operation.Stages : [operation])];
        arena = new Arena(linear.Where(operation => operation.Folded.Count > 0).Sum(FoldedBytes));
        long offset = 0;
        foreach (PlannedOperation operation in linear)
        {
            if (operation.Folded is [{ } first, ..])
            {
                Tensor kernel = arena.Tensor(offset, operation.Node.Parameters[0].Shape);
                Tensor bias = arena.Tensor(offset + Arena.BytesOf(kernel.Shape), first.Parameters[0].Shape);
                offset += FoldedBytes(operation);
                folded[operation] = new FoldedWeights(operation, weights, kernel, bias);
            }

            if (options.Purpose == PlanPurpose.Inference && operation.ProductShape is { } shape && Pack(shape, options.Precision) is { } own)
            {
                packed[operation] = (own, Parameters(operation)[0]);
            }
        }
    }

    /// <summary>In what numbers the plan multiplies.</summary>
    public Precision Precision => packed.Values.Any(each => each.Target is Bfloat16Weights) ? Precision.Bfloat16 : Precision.Float32;

    /// <summary>The native memory that is held beside the network's own weights, in bytes.</summary>
    public long ByteCount => arena.ByteCount + packed.Values.Sum(each => each.Target.ByteCount);

    /// <summary>The parameters that an operation uses.</summary>
    public Tensor[] Parameters(PlannedOperation operation) => folded.TryGetValue(operation, out FoldedWeights? own)
        ? own.Parameters
        : [.. operation.Node.Parameters.Select(parameter => weights[parameter])];

    /// <summary>The first of them, packed; null where it is used as it is.</summary>
    public IPackedWeights? Packed(PlannedOperation operation) => packed.GetValueOrDefault(operation).Target;

    /// <summary>Folds and packs anew, from the weights as they are.</summary>
    public void Refresh()
    {
        foreach (FoldedWeights each in folded.Values)
        {
            each.Refresh();
        }

        foreach ((IPackedWeights target, Tensor source) in packed.Values)
        {
            target.Pack(source, workers);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        arena.Dispose();
        foreach ((IPackedWeights target, _) in packed.Values)
        {
            target.Dispose();
        }
    }

    private static IPackedWeights? Pack(in ConvolutionShape shape, Precision precision)
    {
        if (precision == Precision.Bfloat16 && Amx.IsAvailable && Bfloat16Convolution.IsWorthwhile(shape))
        {
            return new Bfloat16Weights(shape);
        }

        bool isTooLarge = (long)shape.Channels * shape.Filters > MostProductValues;
        return isTooLarge ? null : new Float32Weights(shape);
    }

    private static long FoldedBytes(PlannedOperation operation) =>
        Arena.BytesOf(operation.Node.Parameters[0].Shape) + Arena.BytesOf(operation.Folded[0].Parameters[0].Shape);
}
