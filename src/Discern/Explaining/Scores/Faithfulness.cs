using Discern.Compute.Random;
using Discern.Explaining.Methods;

namespace Discern.Explaining.Scores;

/// <summary>
/// Insertion and deletion (Petsiuk, Das and Saenko, 2018): the class's probability while the picture appears, or disappears, pixel by pixel
/// in the order of the map, as the area below the curve; beside it the same for random maps.
/// </summary>
/// <remarks>
/// What is hidden looks as in the explanation itself. Random maps are as coarse as a map of some hundred evaluations: hiding single
/// pixels all over a picture disturbs a network more than hiding any region, and would flatter the map.
/// </remarks>
internal static class Faithfulness
{
    private const int Steps = 24;
    private const int RandomMaps = 3;
    private const int RandomSide = 14;

    // Sets its stream of random numbers apart from those of other purposes.
    private const ulong Purpose = 0x46616974;

    /// <summary>How many answers it asks for.</summary>
    public const int Work = 2 * (Steps + 1) * (1 + RandomMaps);

    /// <summary>Scores a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="picture">The picture, as a function of what is visible, that gives the class's probability.</param>
    /// <param name="seed">The seed of the random maps.</param>
    /// <returns>The scores, without the shuffled model's.</returns>
    public static MapScores Of(AttributionMap map, int width, MaskedPicture picture, ulong seed)
    {
        (double insertion, double deletion) = Areas([.. map.Values.Select(value => (double)value)], picture);
        var random = new Philox(seed, Philox.Stream(Purpose, 0));
        double randomInsertion = 0;
        double randomDeletion = 0;
        for (int number = 0; number < RandomMaps; number++)
        {
            (double inserted, double deleted) = Areas(RandomMap(map.Values.Count, width, ref random), picture);
            randomInsertion += inserted / RandomMaps;
            randomDeletion += deleted / RandomMaps;
        }

        return new MapScores(insertion, deletion, randomInsertion, randomDeletion, ShuffledCorrelation: null);
    }

    private static (double Insertion, double Deletion) Areas(double[] values, MaskedPicture picture)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderByDescending(pixel => values[pixel])];
        bool[][] appearing = [.. Enumerable.Range(0, Steps + 1).Select(step => Mask(order, values.Length * step / Steps))];
        bool[][] disappearing = [.. appearing.Select(mask => Array.ConvertAll(mask, isVisible => !isVisible))];
        return (Area(picture.Show(appearing)), Area(picture.Show(disappearing)));
    }

    private static bool[] Mask(int[] order, int count)
    {
        bool[] mask = new bool[order.Length];
        foreach (int pixel in order.AsSpan(0, count))
        {
            mask[pixel] = true;
        }

        return mask;
    }

    // By trapezoids, over shares of the picture from 0 to 1.
    private static double Area(double[][] values) =>
        (values.Sum(row => row[0]) - ((values[0][0] + values[^1][0]) / 2)) / (values.Length - 1);

    private static double[] RandomMap(int pixels, int width, ref Philox random)
    {
        double[] cells = new double[RandomSide * RandomSide];
        foreach (ref double cell in cells.AsSpan())
        {
            cell = random.NextDouble();
        }

        int height = pixels / width;
        return [.. Enumerable.Range(0, pixels).Select(pixel => cells[((pixel / width * RandomSide / height) * RandomSide) + (pixel % width * RandomSide / width)])];
    }
}
