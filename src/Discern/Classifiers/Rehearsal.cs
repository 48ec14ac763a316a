using Discern.Compute.Threading;
using Discern.Imaging;
using Discern.Neural.Graphs;
using Discern.Neural.Plans;

namespace Discern.Classifiers;

/// <summary>What every first answer waits for whatever the run: the library that reads pictures is loaded, and the code of a pass compiled.</summary>
/// <example><code>
/// Rehearsal.Begin();
/// using var predictor = new PicturePredictor(RunFolder.Open("runs/first"));
/// </code></example>
public static class Rehearsal
{
    /// <summary>Begins on a thread of its own and returns at once: the run is read meanwhile, which takes one core.</summary>
    /// <remarks>What fails here fails again where it is needed, and is told there.</remarks>
    /// <returns>Ends with the rehearsal; nobody need wait for it.</returns>
    public static Task Begin() => Task.Factory.StartNew(Rehearse, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Rehearse()
    {
        PictureDecoder.Prepare();
        Pass();
    }

    /// <summary>A pass through one layer of each kind that networks for pictures are mostly made of.</summary>
    private static void Pass()
    {
        Node input = Graph.Input(32, 32, 3);
        var halving = new ConvolutionOptions { Stride = 2, Padding = PaddingRule.Same };
        Node maps = input.Convolution(16, 3, halving).Relu6();
        maps = maps.Convolution(24, 1).Relu6().DepthwiseConvolution(3, halving).Relu6().Convolution(8, 1);
        var graph = new Graph(input, maps.Convolution(16, 1).Relu6().GlobalAveragePool().Dense(2));
        using var weights = Weights.Zeros(graph);
        using var alone = new Workers(1);
        using var plan = new Plan(graph, weights, new PlanOptions { Batch = 1 }, alone);
        plan.Forward(1);
    }
}
