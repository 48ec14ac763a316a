using System.Security.Cryptography;

namespace Discern.Imaging.Tests;

public sealed class PictureInspectorTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void It_tells_size_format_bytes_and_hash_and_makes_a_thumbnail()
    {
        byte[] file = PictureEncoder.Jpeg(Samples.Quarters(400, 200));
        File.WriteAllBytes(path, file);

        InspectedPicture inspected = PictureInspector.Inspect(path, side: 96);

        Assert.Equal(new PictureHeader(PictureFormat.Jpeg, 400, 200, 1), inspected.Header);
        Assert.Equal(file.Length, inspected.Bytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), inspected.Sha256);
        Assert.Equal((96, 96), (inspected.Thumbnail.Width, inspected.Thumbnail.Height));
        Samples.AssertQuarters(inspected.Thumbnail, 20, Samples.Red, Samples.Green, Samples.Blue, Samples.White);
    }

    [Fact]
    public void A_small_picture_is_not_enlarged()
    {
        File.WriteAllBytes(path, PictureEncoder.Png(Samples.Quarters(20, 10)));

        Picture thumbnail = PictureInspector.Inspect(path, side: 96).Thumbnail;

        Assert.Equal((20, 10), (thumbnail.Width, thumbnail.Height));
    }

    [Fact]
    public void It_names_the_camera()
    {
        // TIFF header, one entry: tag 0x010F (make), ASCII, 6 bytes at offset 26.
        byte[] exif = [(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x0F, 0x01, 2, 0, 6, 0, 0, 0, 26, 0, 0, 0, 0, 0, 0, 0, .. "Canon\0"u8];
        File.WriteAllBytes(path, Samples.WithExif(PictureEncoder.Jpeg(Samples.Quarters()), exif));

        Assert.Equal("Canon", PictureInspector.Inspect(path, side: 96).Header.Camera);
    }

    [Fact]
    public void What_is_no_picture_is_said()
    {
        File.WriteAllText(path, "<html>");

        var exception = Assert.Throws<UnreadablePictureException>(() => PictureInspector.Inspect(path, side: 96));

        Assert.Contains("web page", exception.Reason, StringComparison.Ordinal);
    }
}
