namespace Discern.Cleaning.Checks;

/// <summary>A check that finds pictures far from the median of a measure, by a factor.</summary>
internal abstract class MedianCheck : Check
{
    /// <inheritdoc/>
    public sealed override IEnumerable<Issue> Find(Evidence evidence)
    {
        IReadOnlyList<int> readable = evidence.Survey.Readable;
        if (readable.Count == 0)
        {
            yield break;
        }

        double[] sorted = [.. readable.Select(picture => Measure(PictureSize.Of(evidence.Facts(picture)))).Order()];
        double median = sorted[sorted.Length / 2];
        foreach (int picture in readable)
        {
            var size = PictureSize.Of(evidence.Facts(picture));
            double ratio = Measure(size) / median;
            if (Math.Max(ratio, 1 / ratio) > Most(evidence.Options))
            {
                yield return About(picture, Math.Max(ratio, 1 / ratio), Explain(size, ratio));
            }
        }
    }

    /// <summary>What is compared, above 0.</summary>
    protected abstract double Measure(PictureSize size);

    /// <summary>The factor from which on a picture is odd.</summary>
    protected abstract double Most(CleaningOptions options);

    /// <summary>The sentence.</summary>
    protected abstract string Explain(PictureSize size, double ratio);
}
