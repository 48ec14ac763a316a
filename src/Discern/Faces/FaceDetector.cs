using Discern.Compute.Threading;
using Discern.Imaging;

namespace Discern.Faces;

/// <summary>Finds faces in pictures, covered by a mask or not, with MediaPipe's BlazeFace.</summary>
/// <remarks>
/// Method: Bazarevsky et al., "BlazeFace: Sub-millisecond Neural Face Detection on Mobile GPUs", 2019. The picture goes through the network
/// as a whole, and then in overlapping squares, so that small faces are found too: see <see cref="FaceDetectorOptions.Levels"/>.
/// So many looks find things that are no faces; a guess that is not quite sure is therefore looked at again in squares around it.
/// Not for several threads at once; a detector for each.
/// </remarks>
/// <example><code>
/// using var detector = new FaceDetector();
/// foreach (Face face in detector.Detect(PictureDecoder.Decode("family.jpg", new DecodeOptions())))
/// {
///     Console.WriteLine($"{face.Left}, {face.Top}: {face.Width} × {face.Height} pixels");
/// }
/// </code></example>
public sealed class FaceDetector : IDisposable
{
    // MediaPipe's own: from there on two guesses are one face.
    private const float MostOverlap = 0.3f;

    // MediaPipe's own: from there on it calls a guess a face.
    private const float GuessThreshold = 0.5f;

    // Far over what things that are no faces reach; measured on insects, docs/crop.md.
    private const float SureScore = 0.85f;

    // Sides of the squares of the second look, in widths of the face: real faces keep their scores in all of them.
    private static readonly float[] SecondLooks = [1.6f, 2.2f, 3, 4];

    private readonly FaceDetectorOptions options;
    private readonly Workers? ownWorkers;
    private readonly FaceNetwork network;

    /// <summary>Reads the network.</summary>
    /// <param name="options">How to look; null for the defaults.</param>
    /// <exception cref="DiscernException">The weights' package is not installed, or not as expected.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public FaceDetector(FaceDetectorOptions? options = null)
    {
        this.options = options ?? new FaceDetectorOptions();
        this.options.Validate();
        ownWorkers = this.options.Threads == 0 ? null : new Workers(this.options.Threads);
        network = new FaceNetwork(ownWorkers ?? Workers.Shared);
    }

    /// <summary>The faces in a picture, the largest first; none where there are none.</summary>
    /// <param name="picture">The picture, in colours or grey.</param>
    /// <exception cref="DiscernException">The picture cannot be brought to the network's size.</exception>
    public IReadOnlyList<Face> Detect(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var faces = new List<Face>();
        for (int level = 0; level <= options.Levels && (options.FindsAll || faces.Count == 0); level++)
        {
            int side = Math.Max(picture.Width, picture.Height) >> level;
            if (level > 0 && side < FaceNetwork.Size)
            {
                break; // parts would only be blown up
            }

            IEnumerable<Face> guesses = FaceWindows.Of(picture, side).SelectMany(window => Look(picture, window, GuessThreshold));
            faces.AddRange(FaceSuppression.Run(guesses, MostOverlap)
                .Select(guess => guess.Score >= SureScore ? guess : guess with { Score = SecondScore(picture, guess) })
                .Where(face => face.Score >= options.Threshold));
        }

        return [.. FaceSuppression.Run(faces, MostOverlap).OrderByDescending(face => face.Area)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        network.Dispose();
        ownWorkers?.Dispose();
    }

    /// <summary>The guesses in a square window, which may reach over the picture's edges: what lies there is black.</summary>
    private List<Face> Look(Picture picture, PictureArea window, float threshold)
    {
        float scale = (float)FaceNetwork.Size / window.Width;
        Fill(picture, window, scale);
        return
        [
            .. network.Detect(threshold)
                .Select(face => face with
                {
                    Left = window.Left + (face.Left / scale),
                    Top = window.Top + (face.Top / scale),
                    Width = face.Width / scale,
                    Height = face.Height / scale,
                })
                .Where(face => IsInside(face, picture)),
        ];
    }

    /// <summary>The mean of what the network says of a guess in squares of several sizes around it.</summary>
    private float SecondScore(Picture picture, Face guess) => SecondLooks.Average(share =>
    {
        int side = Math.Max((int)(guess.Width * share), 1);
        (float x, float y) = (guess.Left + (guess.Width / 2), guess.Top + (guess.Height / 2));
        var window = new PictureArea((int)(x - (side / 2f)), (int)(y - (side / 2f)), side, side);
        return Look(picture, window, threshold: 0)
            .Where(face => face.Overlap(guess) > MostOverlap)
            .Select(face => face.Score).DefaultIfEmpty(0).Max();
    });

    private void Fill(Picture picture, PictureArea window, float scale)
    {
        PictureArea seen = window.Intersect(PictureArea.Of(picture));
        (int left, int width) = Scaled(seen.Left - window.Left, seen.Width, scale);
        (int top, int height) = Scaled(seen.Top - window.Top, seen.Height, scale);
        Picture part = PictureCutter.Cut(picture, seen, width, height);
        Span<float> input = network.Input;
        input.Fill(-1);
        for (int y = 0; y < height; y++)
        {
            Span<float> row = input.Slice((((top + y) * FaceNetwork.Size) + left) * 3, width * 3);
            ReadOnlySpan<byte> pixels = part.Pixels.AsSpan(y * width * part.Channels, width * part.Channels);
            for (int value = 0; value < row.Length; value++)
            {
                row[value] = (pixels[part.Channels == 3 ? value : value / 3] / 127.5f) - 1;
            }
        }
    }

    private static (int Start, int Length) Scaled(int start, int length, float scale)
    {
        int scaled = Math.Clamp((int)MathF.Round(length * scale), 1, FaceNetwork.Size);
        return (Math.Clamp((int)MathF.Round(start * scale), 0, FaceNetwork.Size - scaled), scaled);
    }

    private static bool IsInside(Face face, Picture picture)
    {
        (float x, float y) = (face.Left + (face.Width / 2), face.Top + (face.Height / 2));
        return x >= 0 && y >= 0 && x < picture.Width && y < picture.Height;
    }
}
