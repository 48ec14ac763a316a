using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Onnx;
using Discern.Neural.Plans;

namespace Discern.Tests.Features.Backbones;

/// <summary>What networks give for a pattern, and a small one as a file.</summary>
internal static class Networks
{
    public static float[] Run(Graph graph, Weights weights)
    {
        using var plan = new Plan(graph, weights, new PlanOptions { Batch = 1 }, Workers.Shared);
        Span<float> picture = plan.Input.Values;
        for (int index = 0; index < picture.Length; index++)
        {
            picture[index] = (float)(index * 7919L % 256 / 255.0);
        }

        plan.Forward(1);
        return plan.Output.Values.ToArray();
    }

    /// <summary>Writes a classifier of 16 × 16 pictures with 6 features, then 5 hidden ones, then 4 logits.</summary>
    public static void WriteClassifier(string path, OnnxMetadata metadata, int height = 16, int width = 16, int channels = 3)
    {
        Node input = Graph.Input(height, width, channels);
        Node body = input.Convolution(4, 3).Relu().Convolution(6, 3).Relu().GlobalAveragePool();
        var graph = new Graph(input, body.Dense(5).Relu().Dense(4));
        using var weights = Weights.Initialize(graph, 3);
        OnnxWriter.Write(graph, weights, metadata, path);
    }
}
