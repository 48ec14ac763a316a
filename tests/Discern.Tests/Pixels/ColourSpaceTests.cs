using Discern.Pixels;

namespace Discern.Tests.Pixels;

public sealed class ColourSpaceTests
{
    [Fact]
    public void Red_green_and_blue_are_parts_of_one() =>
        Assert.Equal([1, 51 / 255f, 0], Write(Colour.Of(255, 51, 0), ColourFeatures.Rgb));

    [Theory]
    [InlineData(255, 0, 0, 0)]
    [InlineData(0, 255, 0, 120)]
    [InlineData(0, 0, 255, 240)]
    [InlineData(255, 255, 0, 60)]
    [InlineData(255, 0, 255, 300)]
    public void Hue_is_a_point_on_its_circle(byte red, byte green, byte blue, double degrees)
    {
        float[] features = Write(Colour.Of(red, green, blue), ColourFeatures.Hsv);

        Assert.Equal(Math.Cos(degrees * Math.PI / 180), features[0], 1e-5);
        Assert.Equal(Math.Sin(degrees * Math.PI / 180), features[1], 1e-5);
        Assert.Equal(1, features[2]);
        Assert.Equal(1, features[3]);
    }

    [Fact]
    public void Reds_on_both_sides_of_zero_lie_together_and_greys_have_no_hue()
    {
        float[] one = Write(Colour.Of(255, 4, 0), ColourFeatures.Hsv);
        float[] other = Write(Colour.Of(255, 0, 4), ColourFeatures.Hsv);

        Assert.True(one.Zip(other).Max(pair => Math.Abs(pair.First - pair.Second)) < 0.05);
        Assert.Equal([0, 0, 0, 128 / 255f], Write(Colour.Of(128, 128, 128), ColourFeatures.Hsv));
        Assert.Equal([0, 0, 0, 0], Write(Colour.Of(0, 0, 0), ColourFeatures.Hsv));
    }

    [Fact]
    public void Luma_and_differences_are_those_of_the_standard()
    {
        float[] features = Write(Colour.Of(255, 0, 0), ColourFeatures.YCbCr);

        Assert.Equal(0.299f, features[0], 1e-6f);
        Assert.Equal(-0.168736f, features[1], 1e-5f);
        Assert.Equal(0.5f, features[2], 1e-6f);
    }

    [Fact]
    public void All_is_all_of_them()
    {
        var colour = Colour.Of(12, 200, 99);

        Assert.Equal(
            [.. Write(colour, ColourFeatures.Rgb), .. Write(colour, ColourFeatures.Hsv), .. Write(colour, ColourFeatures.YCbCr)],
            Write(colour, ColourFeatures.All));
    }

    private static float[] Write(Colour colour, ColourFeatures features)
    {
        float[] target = new float[ColourSpace.Count(features)];
        ColourSpace.Write(colour, features, target);
        return target;
    }
}
