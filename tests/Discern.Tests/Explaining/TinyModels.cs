using Discern.Compute.Random;
using Discern.Compute.Threading;
using Discern.Evaluation.Calibrating;
using Discern.Explaining;
using Discern.Explaining.Models;
using Discern.Imaging;
using Discern.Neural.Graphs;
using Discern.Neural.Onnx;

namespace Discern.Tests.Explaining;

/// <summary>Small classifiers whose explanations are known, or quickly found.</summary>
internal static class TinyModels
{
    /// <summary>One logit, linear in the pixels: the sum of pixel · coefficient.</summary>
    public static ExplainedModel Linear(float[] coefficients, int height, int width, Workers workers)
    {
        var composition = new NetworkComposition(height, width, coefficients.Length / (height * width));
        ComposedNetwork network = composition.Finish(composition.Dense(composition.Input.Flatten(), coefficients, [0.25f]));
        return Model(network, ClassifierEnd.Sigmoid, workers, isMirrored: false, Calibration.None);
    }

    /// <summary>A small convolutional network with random weights.</summary>
    public static ExplainedModel Convolutional(Workers workers, int classes = 3, bool isMirrored = false, Calibration? calibration = null)
    {
        Node input = Graph.Input(16, 16, 3);
        Node maps = input.Rescaling().Convolution(8, 3).Relu().MaxPool(2).Convolution(12, 3).BatchNormalization().Relu();
        var graph = new Graph(input, maps.GlobalAveragePool().Dense(classes));
        Weights weights = Weights.Initialize(graph, seed: 5);
        weights[graph.Nodes[1].Parameters[0]].Values.Fill(1 / 64f);
        return Model(new ComposedNetwork(graph, weights), ClassifierEnd.Softmax, workers, isMirrored, calibration ?? Calibration.None);
    }

    public static Picture Noise(int side, ulong seed, int channels = 3)
    {
        var random = new Philox(seed, 7);
        byte[] pixels = new byte[side * side * channels];
        foreach (ref byte pixel in pixels.AsSpan())
        {
            pixel = (byte)random.NextInt32(256);
        }

        return new Picture(side, side, channels, pixels);
    }

    private static ExplainedModel Model(ComposedNetwork network, ClassifierEnd end, Workers workers, bool isMirrored, Calibration calibration)
    {
        var explained = new ExplainedNetwork(network.Graph, network.Weights, end, isMirrored, workers);
        return new ExplainedModel([explained], [.. Enumerable.Range(0, explained.Classes).Select(label => $"{(char)('a' + label)}")], Fit.Squash, calibration);
    }
}
