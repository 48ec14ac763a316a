using Discern.Evaluation;
using Discern.Imaging;

namespace Discern.Web.Reports;

/// <summary>Reads the pictures of the galleries from the data set.</summary>
internal sealed class GalleryReader(PredictionTable table, ThumbnailReader thumbnails, CancellationToken cancellationToken)
{
    private const int MostNamed = 24;
    private const int MostAveraged = 100;

    // With more classes, cells are too many for anybody to go through; the matrix shows no more either.
    private const int MostCells = 200;

    private readonly Dictionary<string, GalleryPicture> _read = new(StringComparer.Ordinal);

    /// <summary>Reads them.</summary>
    public PictureGalleries Read()
    {
        var plan = new GalleryPlan(table);
        return new PictureGalleries(
            [.. plan.Classes.Select(label => OfClass(plan, label))],
            [.. plan.Cells.OrderByDescending(cell => cell.Value.Count).Take(MostCells).OrderBy(cell => cell.Key).Select(cell => OfCell(plan, cell.Key, cell.Value))],
            Pictures(plan.Shown(plan.Uncertain)));
    }

    private ClassGallery OfClass(GalleryPlan plan, int label)
    {
        var (average, averaged) = Average(table.Rows.Where(row => row.Label == label).Take(MostAveraged));
        return new ClassGallery(table.Classes[label])
        {
            Average = average,
            Averaged = averaged,
            Right = Row(plan, plan.Cells.GetValueOrDefault((label, label)) ?? []),
            Missed = Row(plan, plan.Missed[label]),
            FalseAlarms = Row(plan, plan.FalseAlarms[label]),
        };
    }

    private CellGallery OfCell(GalleryPlan plan, (int Label, int Predicted) cell, IReadOnlyList<Prediction> rows)
    {
        var shown = Pictures(plan.Shown(rows));
        var known = shown.Select(picture => picture.Path).ToHashSet(StringComparer.Ordinal);
        string[] named = [.. rows.Select(row => row.Path).Where(path => !known.Contains(path)).Take(MostNamed)];
        return new CellGallery(cell.Label, cell.Predicted, shown, named, rows.Count - shown.Count - named.Length);
    }

    private GalleryRow Row(GalleryPlan plan, IReadOnlyList<Prediction> rows) => new(rows.Count, Pictures(plan.Shown(rows)));

    private List<GalleryPicture> Pictures(IEnumerable<Prediction> rows)
    {
        Prediction[] shown = [.. rows];
        Prediction[] unread = [.. shown.Where(row => !_read.ContainsKey(row.Path)).DistinctBy(row => row.Path, StringComparer.Ordinal)];
        foreach (var (row, (thumbnail, trouble)) in unread.Zip(SideBySide(unread, thumbnails.Read)))
        {
            _read.Add(row.Path, new GalleryPicture(
                _read.Count, row.Path, table.Classes[row.Label], table.Classes[row.Predicted], row.Probabilities[row.Predicted], thumbnail, trouble));
        }

        return [.. shown.Select(row => _read[row.Path])];
    }

    /// <summary>Decoding is what a report waits for.</summary>
    private T[] SideBySide<T>(Prediction[] rows, Func<string, T> read)
    {
        var results = new T[rows.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        Parallel.For(0, results.Length, options, index => results[index] = read(rows[index].Path));
        return results;
    }

    private (Thumbnail? Average, int Averaged) Average(IEnumerable<Prediction> rows)
    {
        long[]? sums = null;
        var (side, count) = (0, 0);
        foreach (var pixels in SideBySide([.. rows], thumbnails.Pixels).OfType<Picture>())
        {
            side = pixels.Width;
            sums ??= new long[side * side * 3];
            for (var value = 0; value < sums.Length; value++)
            {
                sums[value] += pixels.Pixels[pixels.Channels == 3 ? value : value / 3];
            }

            count++;
        }

        return sums is null
            ? (null, 0)
            : (new Thumbnail("image/webp", PictureEncoder.WebP(new Picture(side, side, 3, Array.ConvertAll(sums, sum => (byte)(sum / count)))), side, side), count);
    }
}
