using Discern.Compute;
using Discern.Compute.Memory;
using Discern.Compute.Threading;
using Discern.Synthesizing.Diffusing;

namespace Discern.Tests.Synthesizing.Diffusing;

public sealed class DenoiserTests
{
    private const int Length = 4 * 4 * 2;

    /// <summary>Codes are light above and dark below, or the other way round: what comes out of noise has to be one or the other, not the mean of both.</summary>
    [Fact]
    public void Noise_becomes_codes_like_those_that_were_learnt()
    {
        using var arena = new Arena(Arena.BytesOf(new Shape(2, 4, 4, 2)));
        Tensor codes = arena.Tensor(0, new Shape(2, 4, 4, 2));
        for (int index = 0; index < Length; index++)
        {
            float value = index < Length / 2 ? 3 : -1;
            codes.Values[index] = value;
            codes.Values[Length + index] = 2 - value;
        }

        using var workers = new Workers(1);
        using Denoiser denoiser = Denoiser.Train(codes, steps: 200, seed: 1, workers);
        float[][] drawn = [.. denoiser.Draw(16)];

        // The mean of both is 2 away from either.
        int ofFirst = drawn.Count(code => Distance(code, codes, 0) < 1);
        int ofSecond = drawn.Count(code => Distance(code, codes, 1) < 1);
        Assert.InRange(ofFirst + ofSecond, 12, 16);
        Assert.InRange(ofFirst, 3, 13);
    }

    [Fact]
    public void Scaled_codes_have_the_deviation_that_is_counted_on_and_come_back()
    {
        using var arena = new Arena(Arena.BytesOf(new Shape(3, 2, 2, 2)));
        Tensor codes = arena.Tensor(0, new Shape(3, 2, 2, 2));
        for (int index = 0; index < codes.Values.Length; index++)
        {
            codes.Values[index] = index % 2 == 0 ? 7 : index * index;
        }

        var scale = new CodeScale(codes);
        float[] scaled = scale.Scaled(codes.Values);
        float[] second = [.. scaled.Where((_, index) => index % 2 == 1)];

        Assert.All(scaled.Where((_, index) => index % 2 == 0), value => Assert.Equal(0, value));
        Assert.Equal(0, second.Average(), 1e-5);
        Assert.Equal(NoiseLevel.OfData, Math.Sqrt(second.Average(value => value * value)), 1e-5);
        Assert.All(scale.Restored(scaled).Zip(codes.Values.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-3));
    }

    /// <summary>Root of the mean square between a code and one of those that were learnt.</summary>
    private static double Distance(float[] code, Tensor codes, int row)
    {
        float[] other = codes.Slice(row, 1).Values.ToArray();
        return Math.Sqrt(code.Zip(other, (a, b) => (a - b) * (a - b)).Average());
    }
}
