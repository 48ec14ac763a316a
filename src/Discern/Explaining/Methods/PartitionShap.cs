using Discern.Explaining.Masking;
using Discern.Imaging;

namespace Discern.Explaining.Methods;

/// <summary>
/// Owen values over a hierarchy of rectangles: the picture is halved along its longer side, and each half again, down to single pixels.
/// What a rectangle is worth is the mean of what it adds without and with its other half; where that is most, it is taken apart first.
/// </summary>
/// <remarks>
/// The algorithm of SHAP's PartitionExplainer (Lundberg and others). Whatever number of evaluations it is given, base value and map add
/// up to the output: what is not taken apart is shared equally among a rectangle's pixels. With as many evaluations as it wants, the
/// values are exactly those of Owen (1977).
/// </remarks>
/// <param name="game">What coalitions are worth.</param>
/// <param name="width">Columns of the picture.</param>
/// <param name="height">Its rows.</param>
internal sealed class PartitionShap(Game game, int width, int height)
{
    // Evaluations that are asked for at once; the queue is only looked at in between.
    private const int Batch = 32;

    // After so many a map is shown for the first time, then each time they have doubled.
    private const int FirstShown = 32;

    private readonly PriorityQueue<Part, (double Weight, long Number)> queue = new();
    private double[][] values = [];
    private long parts;

    /// <summary>Shares out.</summary>
    /// <param name="evaluations">The most coalitions to ask for, at least 4.</param>
    /// <param name="refined">Is shown what is known on the way, each time with twice the evaluations; null for nobody.</param>
    public SharedOut Explain(int evaluations, Action<SharedOut>? refined = null)
    {
        var whole = new PictureArea(0, 0, width, height);
        double[][] ends = game([null, new Coalition(null, whole)]);
        values = [.. ends[0].Select(_ => new double[width * height])];
        Add(new Part(null, whole, ends[0], ends[1], Weight: 1));
        int left = evaluations - 2;
        int shown = FirstShown;
        while (Next(Math.Min(left, Batch) / 2) is { Count: > 0 } opened)
        {
            left -= 2 * opened.Count;
            Open(opened);
            if (refined is not null && evaluations - left >= shown)
            {
                shown = 2 * (evaluations - left);
                refined(new SharedOut(ends[0], ends[1], Total()));
            }
        }

        return new SharedOut(ends[0], ends[1], Total());
    }

    /// <summary>What is settled, and what waits shared equally among its pixels.</summary>
    private double[][] Total()
    {
        double[][] total = Array.ConvertAll(values, map => (double[])map.Clone());
        foreach ((Part part, _) in queue.UnorderedItems.OrderBy(item => item.Priority)) // in one order: sums of doubles depend on it
        {
            Credit(part, total);
        }

        return total;
    }

    /// <summary>The parts that are worth most and can be taken apart.</summary>
    private List<Part> Next(int most)
    {
        var opened = new List<Part>();
        while (opened.Count < most && queue.TryDequeue(out Part? part, out _))
        {
            if (part.Area is { Width: 1, Height: 1 })
            {
                Credit(part, values);
            }
            else
            {
                opened.Add(part);
            }
        }

        return opened;
    }

    private void Open(List<Part> opened)
    {
        (Coalition First, Coalition Second)[] halves =
        [
            .. opened.Select(part =>
            {
                (PictureArea first, PictureArea second) = Halves(part.Area);
                return (new Coalition(part.Context, first), new Coalition(part.Context, second));
            }),
        ];
        double[][] worths = game([.. halves.SelectMany(pair => new[] { pair.First, pair.Second })]);
        for (int index = 0; index < opened.Count; index++)
        {
            Part part = opened[index];
            (Coalition first, Coalition second) = halves[index];
            (double[] withFirst, double[] withSecond) = (worths[2 * index], worths[(2 * index) + 1]);
            double weight = part.Weight / 2;
            Add(new Part(part.Context, first.Area, part.Without, withFirst, weight));
            Add(new Part(part.Context, second.Area, part.Without, withSecond, weight));
            Add(new Part(second, first.Area, withSecond, part.With, weight));
            Add(new Part(first, second.Area, withFirst, part.With, weight));
        }
    }

    private void Add(Part part)
    {
        double difference = part.With.Zip(part.Without, (with, without) => Math.Abs(with - without)).Max();
        queue.Enqueue(part, (-difference * part.Weight, parts++));
    }

    private void Credit(Part part, double[][] maps)
    {
        PictureArea area = part.Area;
        for (int column = 0; column < maps.Length; column++)
        {
            double each = (part.With[column] - part.Without[column]) * part.Weight / ((double)area.Width * area.Height);
            for (int row = area.Top; row < area.Bottom; row++)
            {
                foreach (ref double value in maps[column].AsSpan((row * width) + area.Left, area.Width))
                {
                    value += each;
                }
            }
        }
    }

    private static (PictureArea First, PictureArea Second) Halves(PictureArea area)
    {
        if (area.Width > area.Height)
        {
            int half = area.Width / 2;
            return (area with { Width = half }, area with { Left = area.Left + half, Width = area.Width - half });
        }

        int rows = area.Height / 2;
        return (area with { Height = rows }, area with { Top = area.Top + rows, Height = area.Height - rows });
    }

    /// <summary>A rectangle, and what it adds to what is visible beside it.</summary>
    private sealed record Part(Coalition? Context, PictureArea Area, double[] Without, double[] With, double Weight);
}
