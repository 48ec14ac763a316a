using Discern.Compute.Random;
using Discern.Compute.Threading;
using Discern.Synthesizing.Judging;

namespace Discern.Tests.Synthesizing.Judging;

public class TwoSampleTestTests
{
    private const int Columns = 6;

    [Fact]
    public void Draws_of_one_distribution_are_not_told_apart()
    {
        TwoSampleResult result = Run(80, 120, shift: 0, new List<string>())!;

        Assert.Equal(80, result.Each);
        Assert.True(result.Accuracy.Contains(0.5), $"The accuracy {result.Accuracy} does not include guessing.");
        Assert.Contains("can do no better than guess", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Draws_that_differ_are()
    {
        TwoSampleResult result = Run(60, 60, shift: 4, new List<string>())!;

        Assert.InRange(result.Accuracy.Low, 0.9, 1);
        Assert.Contains("sees at once", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Few_pictures_say_nothing()
    {
        var remarks = new List<string>();

        Assert.Null(Run(9, 50, shift: 4, remarks));

        Assert.Contains("was not tested: there are 9 real and 50 synthetic ones", Assert.Single(remarks), StringComparison.Ordinal);
    }

    private static TwoSampleResult? Run(int real, int synthetic, float shift, List<string> remarks)
    {
        using var features = new PictureFeatures(real, synthetic, Columns);
        features.Add(Rows(real, 0, 1));
        features.Add(Rows(synthetic, shift, 2));
        using var workers = new Workers(1);
        return TwoSampleTest.Run(features, [.. Enumerable.Repeat(-1, synthetic)], seed: 1, workers, remarks, CancellationToken.None);
    }

    private static float[][] Rows(int count, float shift, ulong seed)
    {
        var random = new Philox(seed, 0);
        float[][] rows = new float[count][];
        for (int row = 0; row < count; row++)
        {
            rows[row] = new float[Columns];
            foreach (ref float value in rows[row].AsSpan())
            {
                value = (float)random.NextNormal() + shift;
            }
        }

        return rows;
    }
}
