using Discern.Compute.Random;
using Discern.Datasets;
using Discern.Imaging;
using Discern.Runs;

namespace Discern.Synthesizing;

/// <summary>Things that were cut out, laid over backgrounds at drawn places, sizes and angles.</summary>
/// <remarks>After Dwibedi, Misra and Hebert, "Cut, paste and learn" (ICCV 2017).</remarks>
internal sealed class CutoutSynthesizer : Synthesizer
{
    private const ulong Scene = 3;
    private const int Tilt = 20;

    // Shares of the picture's side: a thing that is smaller than the first is hardly seen at 64 pixels, and a larger one than the last is all there is.
    private const float Smallest = 0.4f;
    private const float Largest = 0.95f;

    /// <inheritdoc/>
    public override string Name => "cutout";

    /// <inheritdoc/>
    public override string Summary => "cut-outs with a transparent ground, laid over backgrounds";

    /// <inheritdoc/>
    internal override void Check(SynthesisOptions options)
    {
        if (options.Cutouts is null || options.Backgrounds is null)
        {
            throw new ArgumentException("'cutout' needs two folders: cut-outs with a transparent ground, and backgrounds. Name them with --cutouts FOLDER and --backgrounds FOLDER.");
        }
    }

    /// <inheritdoc/>
    internal override IEnumerable<SyntheticPicture> Draw(SynthesisTask task)
    {
        var whole = new DecodeOptions { Width = task.Options.Size, Height = task.Options.Size, Fit = Fit.Inside };
        string[] cutouts = Usable(task, task.Options.Cutouts!, "cut-out", path => CutoutDecoder.Decode(path, whole));
        string[] grounds = Usable(task, task.Options.Backgrounds!, "background", path => PictureDecoder.Decode(path, whole));
        return Enumerable.Range(0, task.Options.Count).Select(number => Draw(task, cutouts, grounds, number));
    }

    private static SyntheticPicture Draw(SynthesisTask task, string[] cutouts, string[] grounds, int number)
    {
        int size = task.Options.Size;
        Philox random = task.Random(Scene, number);
        string thing = cutouts[number % cutouts.Length];
        string behind = grounds[random.NextInt32(grounds.Length)];
        int side = Math.Max(1, (int)(size * (Smallest + ((Largest - Smallest) * random.NextSingle()))));
        Cutout cutout = CutoutDecoder.Decode(thing, new DecodeOptions { Width = side, Height = side, Fit = Fit.Inside });

        // All of the thing is inside, but for corners that turning brings out.
        float room = size - side;
        var pose = new CutoutPose(
            (side / 2f) + (room * random.NextSingle()), (side / 2f) + (room * random.NextSingle()), Tilt * ((2 * random.NextSingle()) - 1), random.NextInt32(2) == 1);
        return new SyntheticPicture(
            CutoutPainter.Paint(cutout, Ground(behind, size, ref random), pose), [Path.GetFileName(thing), Path.GetFileName(behind)]);
    }

    /// <summary>A square of the background: at most half as much again is around it.</summary>
    private static Picture Ground(string path, int size, ref Philox random)
    {
        int side = size + random.NextInt32((size / 2) + 1);
        Picture square = PictureDecoder.Decode(path, new DecodeOptions { Width = side, Height = side, Fit = Fit.Crop });
        return PictureCutter.Cut(square, new PictureArea(random.NextInt32(side - size + 1), random.NextInt32(side - size + 1), size, size));
    }

    /// <summary>The pictures of a folder that can be used; the others are told.</summary>
    private static string[] Usable(SynthesisTask task, string folder, string noun, Action<string> decode)
    {
        var usable = new List<string>();
        SkippedPicture? first = null;
        foreach (string path in new PictureFolder(folder).Pictures())
        {
            task.Cancellation.ThrowIfCancellationRequested();
            try
            {
                decode(path);
                usable.Add(path);
            }
            catch (UnreadablePictureException exception)
            {
                var skipped = new SkippedPicture(path, exception.Reason + ".");
                first ??= skipped;
                task.Skipped.Add(skipped);
            }
        }

        string reason = first is null ? "It holds no picture." : $"The first, '{first.Path}': {first.Reason}";
        return usable.Count > 0 ? [.. usable] : throw new DiscernException($"No {noun} of the folder '{folder}' can be used. {reason}");
    }
}
