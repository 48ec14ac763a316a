using Discern.Explaining.Masking;
using Discern.Imaging;

namespace Discern.Explaining.Methods;

/// <summary>What hiding a square takes away, for each pixel the mean over the squares that hide it (Zeiler and Fergus, 2014).</summary>
internal static class Occlusion
{
    // The square's side as a share of the picture's.
    private const int Share = 8;
    private const int Batch = 32;

    /// <summary>Hides squares on a grid.</summary>
    /// <param name="game">What coalitions are worth.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="evaluations">The most coalitions to ask for, at least 4.</param>
    public static SharedOut Explain(Game game, int width, int height, int evaluations)
    {
        double[] all = game([new Coalition(null, new PictureArea(0, 0, width, height))])[0];
        double[][] sums = [.. all.Select(_ => new double[width * height])];
        int[] counts = new int[width * height];
        foreach (PictureArea[] batch in Squares(width, height, (int)Math.Sqrt(evaluations - 1)).Chunk(Batch))
        {
            double[][] worths = game([.. batch.Select(area => Coalition.Without(area, width, height))]);
            for (int index = 0; index < batch.Length; index++)
            {
                Add(batch[index], width, all, worths[index], sums, counts);
            }
        }

        foreach (double[] values in sums)
        {
            for (int pixel = 0; pixel < values.Length; pixel++)
            {
                values[pixel] /= Math.Max(counts[pixel], 1);
            }
        }

        return new SharedOut([], all, sums);
    }

    /// <summary>Squares that cover the picture, in rows and columns.</summary>
    private static IEnumerable<PictureArea> Squares(int width, int height, int steps)
    {
        int columns = Side(width, steps);
        int rows = Side(height, steps);
        foreach (int top in Starts(height, rows, steps))
        {
            foreach (int left in Starts(width, columns, steps))
            {
                yield return new PictureArea(left, top, columns, rows);
            }
        }
    }

    // So large that no pixel falls between two squares.
    private static int Side(int length, int steps) => Math.Clamp(Math.Max(length / Share, (length + steps - 1) / steps), 1, length);

    private static IEnumerable<int> Starts(int length, int side, int steps) =>
        Enumerable.Range(0, steps).Select(step => steps == 1 ? 0 : (int)Math.Round((double)(length - side) * step / (steps - 1))).Distinct();

    private static void Add(PictureArea area, int width, double[] all, double[] without, double[][] sums, int[] counts)
    {
        for (int row = area.Top; row < area.Bottom; row++)
        {
            for (int pixel = (row * width) + area.Left; pixel < (row * width) + area.Right; pixel++)
            {
                counts[pixel]++;
                for (int column = 0; column < sums.Length; column++)
                {
                    sums[column][pixel] += all[column] - without[column];
                }
            }
        }
    }
}
