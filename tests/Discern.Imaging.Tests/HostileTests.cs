using System.Diagnostics;
using Discern.Tests.Shared;

namespace Discern.Imaging.Tests;

/// <summary>Files as strangers' folders hold them. The mean colours were taken once the decoded pictures had been looked at.</summary>
public class HostileTests
{
    private const string NoFormat = "its content is none of JPEG, PNG, WebP, GIF, TIFF, AVIF, SVG, PBM, PGM and PPM";

    private static readonly Dictionary<string, (PictureFormat Format, int Width, int Height, byte R, byte G, byte B)> Pictures =
        new(StringComparer.Ordinal)
        {
            ["alpha_channel_image.png"] = (PictureFormat.Png, 640, 480, 61, 115, 137),
            ["baboon.pgm"] = (PictureFormat.Anymap, 512, 512, 143, 143, 143),
            ["copyleft.tiff"] = (PictureFormat.Tiff, 220, 220, 142, 142, 142),
            ["EXIF-orient_6__00000004.jpg"] = (PictureFormat.Jpeg, 480, 640, 153, 141, 129),
            ["EXIF-orient_8__00000049.jpg"] = (PictureFormat.Jpeg, 480, 640, 108, 104, 91),
            ["flickr_placeholder_valid.jpg"] = (PictureFormat.Jpeg, 500, 374, 254, 254, 254),
            ["GIF_P_jpg__0009.jpg"] = (PictureFormat.Gif, 128, 128, 230, 229, 226),
            ["giphy.gif"] = (PictureFormat.Gif, 314, 400, 195, 197, 201),
            ["huge_7060x7577__00000343.jpg"] = (PictureFormat.Png, 7060, 7577, 178, 167, 141),
            ["Iggy.1024.ppm"] = (PictureFormat.Anymap, 1024, 1024, 103, 110, 110),
            ["imageNotFound.gif"] = (PictureFormat.Gif, 300, 300, 242, 242, 242),
            ["JPEG_CMYK_jpg__00000194.jpg"] = (PictureFormat.Jpeg, 6000, 3600, 211, 200, 209),
            ["jpeg_content_named.bmp"] = (PictureFormat.Jpeg, 640, 480, 148, 140, 129),
            ["jpeg_content_named.png"] = (PictureFormat.Jpeg, 640, 480, 148, 140, 129),
            ["jpeg_content_named.svg"] = (PictureFormat.Jpeg, 640, 480, 148, 140, 129),
            ["marbles.pbm"] = (PictureFormat.Anymap, 1152, 813, 93, 93, 93),
            ["noise.png"] = (PictureFormat.Png, 500, 500, 140, 140, 140),
            ["PNG_P_jpg__00000117.jpg"] = (PictureFormat.Png, 550, 350, 111, 78, 61),
            ["PNG_RGB_jpg__00000071.jpg"] = (PictureFormat.Png, 501, 900, 136, 149, 163),
            ["PNG_RGBA_jpg__00000005.jpg"] = (PictureFormat.Png, 300, 300, 199, 164, 156),
            ["PNG_RGBA_png__result.png"] = (PictureFormat.Png, 802, 1064, 194, 175, 182),
            ["progressive__00000012.jpg"] = (PictureFormat.Jpeg, 2000, 1000, 116, 95, 77),
            ["remba-gardner.gif"] = (PictureFormat.Gif, 958, 1198, 131, 131, 131),
        };

    private static readonly Dictionary<string, string> Refused = new(StringComparer.Ordinal)
    {
        ["html_404.jpg"] = "it holds a web page, not a picture",
        ["text_named.jpg"] = "it holds text, not a picture",
        ["three_bytes.jpg"] = "VipsJpeg: premature end of JPEG image; VipsJpeg: JPEG datastream contains no image",
        ["truncated_2657.jpg"] = "VipsJpeg: premature end of JPEG image",
        ["truncated_half.jpg"] = "VipsJpeg: premature end of JPEG image",
        ["ukbench09268_corrupt.jpg"] = NoFormat,
        ["zero_bytes.jpg"] = "the file is empty",
    };

    [SharedFact("datasets/hostile")]
    public void Every_file_is_decoded_right_or_named_with_its_reason()
    {
        string[] files = Directory.GetFiles(SharedFiles.Find("datasets/hostile")!);
        Assert.Equal(Pictures.Count + Refused.Count, files.Length);
        foreach (DecodedPicture decoded in new DecodingPipeline(new DecodeOptions { Width = 64, Height = 64 }).Decode(files))
        {
            string name = Path.GetFileName(decoded.Path);
            if (Refused.TryGetValue(name, out string? reason))
            {
                Assert.Equal(reason, decoded.Failure!.Reason);
                Assert.Contains(decoded.Path, decoded.Failure.Message, StringComparison.Ordinal);
                continue;
            }

            Assert.Null(decoded.Failure);
            var expected = Pictures[name];
            PictureHeader header = PictureDimensions.Read(decoded.Path);
            Assert.Equal((expected.Format, expected.Width, expected.Height), (header.Format, header.Width, header.Height));
            Samples.AssertNear((expected.R, expected.G, expected.B), Mean(decoded.Picture!), 3);
        }

        using var process = Process.GetCurrentProcess();
        Assert.InRange(process.PeakWorkingSet64, 0, 1L << 30);
    }

    [SharedFact("vectors/images/duplicates")]
    public void The_corrupt_duplicate_is_named()
    {
        string path = SharedFiles.Find("vectors/images/duplicates/ukbench09268_corrupt.jpg")!;
        Assert.Equal(NoFormat, Assert.Throws<UnreadablePictureException>(() => PictureDecoder.Decode(path, new DecodeOptions())).Reason);
    }

    private static (byte, byte, byte) Mean(Picture picture)
    {
        double Channel(int channel) => picture.Pixels.Where((_, i) => i % 3 == channel).Average(value => (double)value);
        return ((byte)Math.Round(Channel(0)), (byte)Math.Round(Channel(1)), (byte)Math.Round(Channel(2)));
    }
}
