using System.Numerics;
using Discern.Imaging.Hashing;
using Discern.Tests.Shared;

namespace Discern.Imaging.Tests.Hashing;

public class HashTests
{
    public static TheoryData<int> Orientations() => [.. Enumerable.Range(0, Orientation.Count)];

    // pHash and dHash of the Python package imagehash (BSD-2) for its own test picture.
    [SharedFact("vectors/images/imagehash.png")]
    public void Hashes_are_those_of_imagehash()
    {
        Picture picture = PictureDecoder.Decode(SharedFiles.Find("vectors/images/imagehash.png")!, new DecodeOptions { Width = 96, Height = 96 });
        var grid = GreyGrid.Of(picture, 32, 32);

        Assert.InRange(BitOperations.PopCount(FrequencyHash.Of(grid) ^ 0xba8c84536bd3c366), 0, 4);
        Assert.InRange(BitOperations.PopCount(DifferenceHash.Of(grid) ^ 0x0026273b2b19550e), 0, 4);
    }

    [Theory]
    [MemberData(nameof(Orientations))]
    public void Hashes_of_an_orientation_are_those_of_the_turned_picture(int number)
    {
        Orientation orientation = Orientation.All[number];
        Picture picture = Samples.Noise(32, 32, 1);
        var turned = GreyGrid.Of(Turn(picture, orientation), 32, 32);
        ulong[] frequencies = new ulong[Orientation.Count];
        ulong[] differences = new ulong[Orientation.Count];

        FrequencyHash.OfOrientations(GreyGrid.Of(picture, 32, 32), frequencies);
        DifferenceHash.OfOrientations(GreyGrid.Of(picture, 32, 32), differences);

        Assert.InRange(BitOperations.PopCount(FrequencyHash.Of(turned) ^ frequencies[number]), 0, 1); // sums in another order may swap the two at the median
        Assert.Equal(DifferenceHash.Of(turned), differences[number]);
    }

    [Fact]
    public void The_first_orientation_leaves_the_picture_as_it_is()
    {
        Assert.Equal(default, Orientation.All[0]);
        Assert.Equal(Orientation.Count, Orientation.All.Distinct().Count());
        Assert.Equal(Orientation.Count, Orientation.All.Select(orientation => orientation.Description).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Orientations))]
    public void An_inverse_brings_the_picture_back(int number)
    {
        Orientation orientation = Orientation.All[number];
        Picture picture = Samples.Noise(8, 8, 1);

        Assert.Equal(picture.Pixels, Turn(Turn(picture, orientation), orientation.Inverse).Pixels);
    }

    [Fact]
    public void A_grid_of_a_flat_picture_is_flat()
    {
        var grid = GreyGrid.Of(Samples.Flat(100, 100, 100, side: 50), 9, 8);

        Assert.All(grid.Values.ToArray(), value => Assert.Equal(100, value, 0.01f));
    }

    private static Picture Turn(Picture picture, Orientation orientation)
    {
        int side = picture.Width;
        byte[] pixels = new byte[side * side];
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                (int column, int row) = (orientation.IsFlippedHorizontally ? side - 1 - x : x, orientation.IsFlippedVertically ? side - 1 - y : y);
                (column, row) = orientation.IsTransposed ? (row, column) : (column, row);
                pixels[(y * side) + x] = picture.Pixels[(row * side) + column];
            }
        }

        return new Picture(side, side, 1, pixels);
    }
}
