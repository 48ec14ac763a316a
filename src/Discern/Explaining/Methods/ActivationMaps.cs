using Discern.Classifiers;
using Discern.Compute;
using Discern.Explaining.Models;
using Discern.Neural.Graphs;
using Discern.Neural.Plans;

namespace Discern.Explaining.Methods;

/// <summary>
/// Class activation maps: the last maps of a network, before they become vectors, and the gradients of a class's logit by them,
/// brought to the picture's size.
/// </summary>
/// <remarks>
/// Grad-CAM weighs each channel by the mean of its gradients and keeps what is above 0; HiRes-CAM multiplies place by place, so that with
/// a linear layer behind the mean of the maps its sum is the logit without its bias. A network of several bodies has several last maps: what they
/// give is added up, each place spread over the pixels that it stands for. Where a network ends in probabilities, they take the logits' place.
/// </remarks>
internal sealed class ActivationMaps : IDisposable
{
    private readonly ExplainedNetwork network;
    private readonly IReadOnlyList<Node> crossing;
    private readonly Weights behindWeights;
    private readonly Plan before;
    private readonly Plan behind;

    /// <summary>Cuts the network where its maps end.</summary>
    /// <exception cref="DiscernException">The network has no maps.</exception>
    public ActivationMaps(ExplainedNetwork network)
    {
        this.network = network;
        GraphCut cut = GraphCut.BehindMaps(network.Graph)
            ?? throw new DiscernException("Class activation maps need a network whose last maps become vectors, and this one has none. Use the method shap.");
        crossing = cut.Crossing;
        Graph first = cut.Before();
        Node input = Graph.Input(first.OutputNode.Shape.Channels);
        var origins = new Dictionary<Parameter, Parameter>();
        var second = new Graph(input, cut.Behind(input, start: 0, origins));
        behindWeights = Weights.Zeros(second);
        foreach ((Parameter own, Parameter origin) in origins.Where(pair => behindWeights.Contains(pair.Key)))
        {
            network.Weights[origin].Values.CopyTo(behindWeights[own].Values);
        }

        before = new Plan(first, network.Weights, new PlanOptions { Batch = 1 }, network.Workers);
        behind = new Plan(second, behindWeights, new PlanOptions { Batch = 1, Purpose = PlanPurpose.InputGradient }, network.Workers);
    }

    /// <summary>The map of one class for a picture.</summary>
    /// <returns>One value per pixel, and the logit.</returns>
    public (double[] Map, double Logit) Explain(float[] pixels, int label, bool isHighResolution)
    {
        Shape shape = network.Input;
        double[] map = new double[shape.Height * shape.Width];
        double logit = 0;
        foreach (bool isFlipped in network.Views)
        {
            float[] seen = pixels;
            if (isFlipped)
            {
                seen = new float[pixels.Length];
                Mirroring.Apply(pixels, seen, shape.Width, shape.Channels);
            }

            logit += Differentiate(seen, label) / network.Views.Count;
            float[] own = Collect(isHighResolution);
            float[] upright = own;
            if (isFlipped)
            {
                upright = new float[own.Length];
                Mirroring.Apply(own, upright, shape.Width, channels: 1);
            }

            for (int pixel = 0; pixel < map.Length; pixel++)
            {
                map[pixel] += upright[pixel] / network.Views.Count;
            }
        }

        return (map, logit);
    }

    public void Dispose()
    {
        before.Dispose();
        behind.Dispose();
        behindWeights.Dispose();
    }

    private double Differentiate(float[] pixels, int label)
    {
        pixels.CopyTo(before.Input.Values);
        before.Forward(1);
        before.Output.Values.CopyTo(behind.Input.Values);
        behind.Forward(1);
        Span<float> logits = behind.Output.Values;
        Span<float> gradient = behind.OutputGradient.Values;
        double logit;
        gradient.Clear();
        if (gradient.Length == 1)
        {
            // One logit is that of the second class, and its negative that of the first.
            gradient[0] = label == 1 ? 1 : -1;
            logit = gradient[0] * logits[0];
        }
        else
        {
            gradient[label] = 1;
            logit = logits[label];
        }

        behind.Backward();
        return logit;
    }

    private float[] Collect(bool isHighResolution)
    {
        Shape picture = network.Input;
        float[] map = new float[picture.Height * picture.Width];
        int start = 0;
        foreach (Node node in crossing)
        {
            int count = checked((int)node.Shape.CountPerExample);
            ReadOnlySpan<float> values = before.Output.Values.Slice(start, count);
            ReadOnlySpan<float> gradients = behind.InputGradient.Values.Slice(start, count);
            float[] places = isHighResolution ? Products(values, gradients, node.Shape.Channels) : Weighted(values, gradients, node.Shape.Channels);
            Spread(places, node.Shape, map, picture);
            start += count;
        }

        return map;
    }

    private static float[] Products(ReadOnlySpan<float> values, ReadOnlySpan<float> gradients, int channels)
    {
        float[] places = new float[values.Length / channels];
        for (int index = 0; index < values.Length; index++)
        {
            places[index / channels] += values[index] * gradients[index];
        }

        return places;
    }

    private static float[] Weighted(ReadOnlySpan<float> values, ReadOnlySpan<float> gradients, int channels)
    {
        float[] places = new float[values.Length / channels];
        float[] means = new float[channels];
        for (int index = 0; index < values.Length; index++)
        {
            means[index % channels] += gradients[index] / places.Length;
        }

        for (int index = 0; index < values.Length; index++)
        {
            places[index / channels] += values[index] * means[index % channels];
        }

        return Array.ConvertAll(places, place => Math.Max(place, 0));
    }

    /// <summary>Adds places to a map of the picture's size, bilinearly, each value shared among as many pixels as a place stands for.</summary>
    private static void Spread(float[] places, Shape shape, float[] map, Shape picture)
    {
        float share = (float)(shape.Height * shape.Width) / (picture.Height * picture.Width);
        for (int row = 0; row < picture.Height; row++)
        {
            (int above, int below, float down) = Between(row, picture.Height, shape.Height);
            for (int column = 0; column < picture.Width; column++)
            {
                (int left, int right, float along) = Between(column, picture.Width, shape.Width);
                float upper = float.Lerp(places[(above * shape.Width) + left], places[(above * shape.Width) + right], along);
                float lower = float.Lerp(places[(below * shape.Width) + left], places[(below * shape.Width) + right], along);
                map[(row * picture.Width) + column] += share * float.Lerp(upper, lower, down);
            }
        }
    }

    private static (int First, int Second, float Share) Between(int pixel, int pixels, int places)
    {
        float at = Math.Clamp(((pixel + 0.5f) * places / pixels) - 0.5f, 0, places - 1);
        int first = (int)at;
        return (first, Math.Min(first + 1, places - 1), at - first);
    }
}
