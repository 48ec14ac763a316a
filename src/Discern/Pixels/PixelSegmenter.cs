using Discern.Compute.Threading;
using Discern.Imaging;

namespace Discern.Pixels;

/// <summary>Finds a class in pictures, pixel by pixel.</summary>
/// <remarks>What was found out of a colour is kept: photos have far fewer colours than pixels, and the next one shares many of them.</remarks>
public sealed class PixelSegmenter : IDisposable
{
    private const byte Unknown = 0;
    private const byte Other = 1;
    private const byte Wanted = 2;
    private const byte Asked = 3;

    private const int RowsPerJob = 64;

    private readonly Workers workers;
    private readonly PixelModel model;
    private readonly int wanted;
    private readonly byte[] known = new byte[Colour.Count];

    /// <summary>Opens a run.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="className">The class to find; null for the rarest of those that were learnt.</param>
    /// <param name="threads">Threads that compute; 0 for all of the machine's.</param>
    /// <exception cref="DiscernException">The folder is no run of pixels, or a damaged one.</exception>
    /// <exception cref="ArgumentException">There is no such class.</exception>
    public PixelSegmenter(string folder, string? className = null, int threads = 0)
    {
        PixelRun run = PixelRun.Open(folder);
        Class = className ?? run.Classes[run.ClassCounts.Index().MinBy(each => each.Item).Index];
        wanted = run.Classes.ToList().IndexOf(Class);
        if (wanted < 0)
        {
            throw new ArgumentException($"The run has no class '{Class}'. It has {string.Join(", ", run.Classes.Select(name => $"'{name}'"))}.", nameof(className));
        }

        workers = new Workers(threads);
        try
        {
            model = PixelModel.Load(PixelRun.WeightsPath(folder), run.Model, run.Features, run.Classes.Count, workers);
        }
        catch
        {
            workers.Dispose();
            throw;
        }
    }

    /// <summary>The class that is found.</summary>
    public string Class { get; }

    /// <summary>Marks the class in a picture.</summary>
    /// <param name="picture">The picture, of three channels.</param>
    /// <returns>A grey picture of the same size: 255 where the class is, 0 elsewhere.</returns>
    public Picture Mask(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentOutOfRangeException.ThrowIfNotEqual(picture.Channels, 3, nameof(picture));
        Learn(picture);
        byte[] mask = new byte[picture.Width * picture.Height];
        workers.For(Jobs(picture), job =>
        {
            (int first, int end) = Pixels(picture, job);
            ReadOnlySpan<byte> parts = picture.Pixels.AsSpan(3 * first, 3 * (end - first));
            for (int pixel = first; pixel < end; pixel++, parts = parts[3..])
            {
                mask[pixel] = known[(parts[0] << 16) | (parts[1] << 8) | parts[2]] == Wanted ? byte.MaxValue : byte.MinValue;
            }
        });
        return new Picture(picture.Width, picture.Height, 1, mask);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        model.Dispose();
        workers.Dispose();
    }

    private static int Jobs(Picture picture) => (picture.Height + RowsPerJob - 1) / RowsPerJob;

    private static (int First, int End) Pixels(Picture picture, int job) =>
        (job * RowsPerJob * picture.Width, Math.Min((job + 1) * RowsPerJob, picture.Height) * picture.Width);

    // Two jobs may ask for the same colour at once, which costs a second answer and changes nothing.
    private void Learn(Picture picture)
    {
        var asked = new List<Colour>[Jobs(picture)];
        workers.For(asked.Length, job =>
        {
            var own = new List<Colour>();
            (int first, int end) = Pixels(picture, job);
            ReadOnlySpan<byte> parts = picture.Pixels.AsSpan(3 * first, 3 * (end - first));
            for (; parts.Length > 0; parts = parts[3..])
            {
                int code = (parts[0] << 16) | (parts[1] << 8) | parts[2];
                if (known[code] == Unknown)
                {
                    known[code] = Asked;
                    own.Add(new Colour(code));
                }
            }

            asked[job] = own;
        });
        Colour[] colours = [.. asked.SelectMany(own => own)];
        float[] probabilities = model.Predict(colours);
        for (int index = 0; index < colours.Length; index++)
        {
            ReadOnlySpan<float> own = probabilities.AsSpan(index * model.Classes, model.Classes);
            known[colours[index].Code] = PixelModel.Likeliest(own) == wanted ? Wanted : Other;
        }
    }
}
