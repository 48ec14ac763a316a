using Discern.Compute.Random;
using Discern.Explaining.Models;

namespace Discern.Explaining.Methods;

/// <summary>
/// The mean, over pictures x′ and points on the straight way from x′ to the picture x, of (x − x′) times the gradient at the point.
/// </summary>
/// <remarks>
/// Erion, Janizek, Sturmfels, Lundberg and Lee (2021). The points are stratified: each draw has a part of the way to itself, which
/// leaves the mean as it is and makes it less noisy. For a function that is linear in the pixels the values are exact.
/// </remarks>
internal static class ExpectedGradients
{
    // Sets its stream of random numbers apart from those of other purposes.
    private const ulong Purpose = 0x45787047;

    /// <summary>Averages gradients.</summary>
    /// <param name="output">What is explained.</param>
    /// <param name="pixels">The picture.</param>
    /// <param name="background">Other pictures of that size, at least one; they are drawn from.</param>
    /// <param name="draws">How many.</param>
    /// <param name="seed">The seed of the draws.</param>
    /// <param name="tell">Is told how many gradients were computed.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public static SharedOut Explain(
        ExplainedOutput output, float[] pixels, IReadOnlyList<float[]> background, int draws, ulong seed, Action<int> tell, CancellationToken cancellation)
    {
        var random = new Philox(seed, Philox.Stream(Purpose, 0));
        int[] drawn = new int[draws];
        int[] strata = [.. Enumerable.Range(0, draws)];
        double[] ways = new double[draws];
        random.Shuffle<int>(strata);
        for (int draw = 0; draw < draws; draw++)
        {
            drawn[draw] = random.NextInt32(background.Count);
            ways[draw] = (strata[draw] + random.NextDouble()) / draws;
        }

        int channels = output.Model.Channels;
        double[][] values = [.. output.Labels.Select(_ => new double[pixels.Length / channels])];
        double[] bases = new double[output.Labels.Count];
        foreach (int[] batch in Enumerable.Range(0, draws).Chunk(output.Model.GradientBatch))
        {
            float[] points = [.. batch.SelectMany(draw => Point(background[drawn[draw]], pixels, ways[draw]))];
            float[] others = [.. batch.SelectMany(draw => background[drawn[draw]])];
            foreach (double[] row in output.Of(others, batch.Length))
            {
                for (int column = 0; column < bases.Length; column++)
                {
                    bases[column] += row[column] / draws;
                }
            }

            double[] gradients = [];
            for (int column = 0; column < values.Length; column++)
            {
                cancellation.ThrowIfCancellationRequested();

                // Of two classes, what speaks for one speaks against the other.
                gradients = column == 1 && output.Model.Classes.Count == 2
                    ? Array.ConvertAll(gradients, gradient => -gradient)
                    : output.Gradients(points, batch.Length, output.Labels[column]);
                for (int value = 0; value < gradients.Length; value++)
                {
                    int place = value % pixels.Length;
                    values[column][place / channels] += ((double)pixels[place] - others[value]) * gradients[value] / draws;
                }

                tell(batch.Length);
            }
        }

        return new SharedOut(bases, output.Of(pixels, 1)[0], values);
    }

    private static IEnumerable<float> Point(float[] from, float[] to, double way) => from.Zip(to, (start, end) => (float)(start + (way * (end - start))));
}
