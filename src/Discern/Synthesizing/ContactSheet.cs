using Discern.Documents;
using Discern.Imaging;
using Discern.Synthesizing.Judging;

namespace Discern.Synthesizing;

/// <summary>Draws real pictures beside synthetic ones, and beside each synthetic one the real one that it is most like.</summary>
internal static class ContactSheet
{
    private const int Rows = 8;
    private const int RealColumns = 3;
    private const int PairColumns = 4;
    private const int Side = 96;
    private const int Gap = 6;
    private const int Seam = 2;
    private const int Margin = 16;
    private const int Head = 86;
    private const string Alarm = "#d1242f";
    private const string Png = "image/png";
    private const ulong Purpose = 7;

    /// <summary>Draws it.</summary>
    /// <param name="task">The real pictures.</param>
    /// <param name="synthetic">Where each synthetic picture lies.</param>
    /// <param name="nearest">Their nearest real ones.</param>
    /// <returns>A PNG.</returns>
    public static byte[] Draw(SynthesisTask task, IReadOnlyList<string> synthetic, NearestReal nearest)
    {
        const int Pair = (2 * Side) + Seam + (3 * Gap);
        const int PairsLeft = (2 * Margin) + (RealColumns * (Side + Gap));
        var drawing = new SvgDrawing(PairsLeft + (PairColumns * Pair) + Margin, Head + (Rows * (Side + Gap)) + Margin);
        drawing.Text(Margin, 28, 17, SvgDrawing.Ink, $"{task.Class}: {synthetic.Count} pictures by '{task.Options.Method}'", "bold");
        drawing.Text(Margin, 50, 12, SvgDrawing.Faint, $"Pairs from the one nearest to a real picture to the one farthest from all; red: nearer to it than nine in ten real ones are to each other ({nearest.Copies} of {synthetic.Count}).");
        drawing.Text(Margin, 76, 13, SvgDrawing.Ink, "Real, drawn by chance", "bold");
        drawing.Text(PairsLeft, 76, 13, SvgDrawing.Ink, "Synthetic (left) and the nearest real picture (right)", "bold");
        foreach ((int place, RealPicture real) in Sample(task).Index())
        {
            (int row, int column) = Math.DivRem(place, RealColumns);
            Draw(drawing, Margin + (column * (Side + Gap)), row, PictureEncoder.Png(real.Picture));
        }

        foreach ((int place, int made) in Spread(nearest).Index())
        {
            (int row, int column) = Math.DivRem(place, PairColumns);
            int left = PairsLeft + (column * Pair);
            Draw(drawing, left, row, File.ReadAllBytes(synthetic[made]));
            Draw(drawing, left + Side + Seam, row, PictureEncoder.Png(task.Real[nearest.Places[made]].Picture));
            if (nearest.Distances[made] < nearest.CopyDistance)
            {
                drawing.Frame(left, Top(row), (2 * Side) + Seam, Side, Alarm);
            }
        }

        return PictureEncoder.Png(drawing.Render("contact-sheet"));
    }

    private static int Top(int row) => Head + (row * (Side + Gap));

    private static void Draw(SvgDrawing drawing, int left, int row, byte[] png) => drawing.Image(left, Top(row), Side, Side, Png, png);

    private static RealPicture[] Sample(SynthesisTask task)
    {
        RealPicture[] all = [.. task.Real];
        task.Random(Purpose).Shuffle<RealPicture>(all);
        return [.. all.Take(Rows * RealColumns)];
    }

    /// <summary>Synthetic pictures from the nearest to the farthest, in even steps of their order.</summary>
    private static IEnumerable<int> Spread(NearestReal nearest)
    {
        int[] order = [.. Enumerable.Range(0, nearest.Distances.Count).OrderBy(made => nearest.Distances[made])];
        int shown = Math.Min(order.Length, Rows * PairColumns);
        return Enumerable.Range(0, shown).Select(place => order[shown == 1 ? 0 : (int)((long)place * (order.Length - 1) / (shown - 1))]);
    }
}
