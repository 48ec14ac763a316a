using System.Text;

namespace Discern.Imaging.Tests;

public class AnymapTests
{
    [Theory]
    [InlineData("P1\n# a comment\n3 2\n101\n0 1 0\n", 3, 2, new byte[] { 0, 255, 0, 255, 0, 255 })]
    [InlineData("P2 2 1 # here too\n15\n0 15", 2, 1, new byte[] { 0, 255 })]
    [InlineData("P4\n10 2\n\u00AA\u0080\u0000\u0040", 10, 2, new byte[] { 0, 255, 0, 255, 0, 255, 0, 255, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0 })]
    [InlineData("P5\n2 2\n255\n\u0000\u0009\u0080\u00FF", 2, 2, new byte[] { 0, 9, 128, 255 })]
    [InlineData("P5\n2 1\n65535\n\u0080\u0080\u00FF\u00FF", 2, 1, new byte[] { 128, 255 })]
    [InlineData("P5\n2 1\n100\n\u0032\u00FF", 2, 1, new byte[] { 128, 255 })]
    public void Grey_kinds(string text, int width, int height, byte[] expected)
    {
        byte[] contents = Encoding.Latin1.GetBytes(text);
        Assert.Equal(new PictureHeader(PictureFormat.Anymap, width, height, 1), PictureDimensions.Read(contents, "x"));
        Assert.Equal(expected, PictureDecoder.Decode(contents, "x", new DecodeOptions { Grey = true }).Pixels);
    }

    [Theory]
    [InlineData("P3\n1 2\n255\n255 0 1\n2 3 4\n")]
    [InlineData("P6\n1 2\n255\n\u00FF\u0000\u0001\u0002\u0003\u0004")]
    public void Colour_kinds(string text) =>
        Assert.Equal([255, 0, 1, 2, 3, 4], PictureDecoder.Decode(Encoding.Latin1.GetBytes(text), "x", new DecodeOptions()).Pixels);
}
