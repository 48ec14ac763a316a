using Discern.Compute.Random;
using Discern.Neural.Training;

namespace Discern.Neural.Tests.Training;

/// <summary>Noisy 8 × 8 pictures with horizontal (class 0), vertical (class 1) or diagonal (class 2) stripes, in an order of their own in each epoch.</summary>
internal sealed class Stripes(int count, int classes = 3, ulong seed = 1) : IBatchSource
{
    public const int Size = 8;

    public int Count => count;

    /// <summary>What each example counts; 1 by default.</summary>
    public Func<int, float> WeightOf { get; init; } = _ => 1f;

    public void Fill(int epoch, int start, Span<float> inputs, Span<int> labels, Span<float> sampleWeights)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        new Philox(seed, Philox.Stream(1, (ulong)epoch)).Shuffle<int>(order);
        for (int example = 0; example < labels.Length; example++)
        {
            int picture = order[start + example];
            labels[example] = picture % classes;
            sampleWeights[example] = WeightOf(labels[example]);
            Draw(picture, inputs.Slice(example * Size * Size, Size * Size));
        }
    }

    private void Draw(int picture, Span<float> pixels)
    {
        var random = new Philox(seed, Philox.Stream(2, (ulong)picture));
        int phase = random.NextInt32(4);
        for (int pixel = 0; pixel < pixels.Length; pixel++)
        {
            (int row, int column) = (pixel / Size, pixel % Size);
            int place = (picture % classes) switch { 0 => row, 1 => column, _ => row + column };
            float stripe = (place + phase) % 4 < 2 ? 1f : 0f;
            pixels[pixel] = stripe + (0.3f * (float)random.NextNormal());
        }
    }
}
