using System.Diagnostics;
using Discern.Imaging;

namespace Discern.Bench.Peers;

/// <summary>JPEGs decoded, shrunk to 224 × 224 and made numbers.</summary>
/// <param name="Folder">The pictures.</param>
internal sealed record DecodeWork(string Folder) : Work("JPEG 1280x960 to 224x224", Pictures: 1, Goal: 1.5)
{
    private const int Size = 224;

    private const int WarmUps = 32;

    private readonly float[] tensor = new float[Size * Size * 3];

    /// <inheritdoc/>
    public override double Milliseconds(int threads, int steps)
    {
        string[] paths = Directory.GetFiles(Folder);
        var pipeline = new DecodingPipeline(new DecodeOptions { Width = Size, Height = Size, Fit = Fit.Squash }, threads);
        Read(pipeline, paths[..Math.Min(WarmUps, paths.Length)]);
        long start = Stopwatch.GetTimestamp();
        Read(pipeline, paths);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / paths.Length;
    }

    private void Read(DecodingPipeline pipeline, string[] paths)
    {
        foreach (DecodedPicture decoded in pipeline.Decode(paths))
        {
            Transform.Identity.Apply(decoded.Picture!, tensor, Size, Size);
        }
    }
}
