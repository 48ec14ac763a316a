using Discern.Compute.Random;
using Discern.Compute.Threading;
using Discern.Datasets;
using Discern.Imaging;
using Discern.Runs;

namespace Discern.Synthesizing;

/// <summary>What pictures are made from, and what there is to say about it.</summary>
internal sealed class SynthesisTask
{
    private const ulong Purpose = 0x53796E746865; // "Synthe": a stream of random numbers of their own

    /// <summary>The data set.</summary>
    public required Dataset Dataset { get; init; }

    /// <summary>The class.</summary>
    public required string Class { get; init; }

    /// <summary>Its training pictures, two or more.</summary>
    public required IReadOnlyList<RealPicture> Real { get; init; }

    /// <summary>Training pictures of the other classes; none where nothing is learnt from them.</summary>
    public required IReadOnlyList<Picture> Others { get; init; }

    /// <summary>What was asked for.</summary>
    public required SynthesisOptions Options { get; init; }

    /// <summary>Who computes.</summary>
    public required Workers Workers { get; init; }

    /// <summary>Is told how far it is.</summary>
    public required IProgress<SynthesisProgress>? Progress { get; init; }

    /// <summary>Stops it.</summary>
    public required CancellationToken Cancellation { get; init; }

    /// <summary>What the user should know, as sentences.</summary>
    public required List<string> Remarks { get; init; }

    /// <summary>Pictures that were left out.</summary>
    public required List<SkippedPicture> Skipped { get; init; }

    /// <summary>Random numbers for one purpose of a way, and one picture.</summary>
    public Philox Random(ulong purpose, long number = 0) => new(Options.Seed, Philox.Stream(Purpose, purpose, (ulong)number));

    /// <summary>A picture of values from 0 to 1.</summary>
    public static Picture ToPicture(ReadOnlySpan<float> values, int size)
    {
        byte[] pixels = new byte[values.Length];
        for (int index = 0; index < pixels.Length; index++)
        {
            pixels[index] = (byte)Math.Clamp((255 * values[index]) + 0.5f, 0, 255);
        }

        return new Picture(size, size, 3, pixels);
    }
}
