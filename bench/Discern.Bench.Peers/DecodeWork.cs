using System.Diagnostics;
using Discern.Imaging;

namespace Discern.Bench.Peers;

/// <summary>JPEGs decoded, shrunk to 224 × 224 and made numbers.</summary>
/// <param name="Folder">The pictures.</param>
internal sealed record DecodeWork(string Folder) : Work("JPEG 1280x960 to 224x224", Pictures: 1, Goal: 1.5)
{
    private const int Size = 224;

    /// <inheritdoc/>
    public override double Milliseconds(int threads, int steps)
    {
        string[] paths = Directory.GetFiles(Folder);
        float[] tensor = new float[Size * Size * 3];
        long start = Stopwatch.GetTimestamp();
        foreach (DecodedPicture decoded in new DecodingPipeline(new DecodeOptions { Width = Size, Height = Size, Fit = Fit.Squash }, threads).Decode(paths))
        {
            byte[] pixels = decoded.Picture!.Pixels;
            for (int index = 0; index < tensor.Length; index++)
            {
                tensor[index] = pixels[index] / 255f;
            }
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / paths.Length;
    }
}
