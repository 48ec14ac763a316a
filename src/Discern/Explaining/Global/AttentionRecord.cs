using Discern.Explaining.Drawing;
using Discern.Explaining.Scores;
using Discern.Imaging;

namespace Discern.Explaining.Global;

/// <summary>The pictures of one class and their maps, gathered until something can be said of all of them.</summary>
/// <remarks>Each map counts the same, however sure the classifier is: it is divided by its own strength first.</remarks>
internal sealed class AttentionRecord(string name, int width, int height)
{
    /// <summary>Columns and rows of the grid at most; a cell of a picture of 224 pixels has 14.</summary>
    public const int MostCells = 16;

    private readonly float[] map = new float[width * height];
    private readonly double[] sums = new double[width * height * 3];
    private readonly Dictionary<string, (double Strength, double Area)> colours = new(StringComparer.Ordinal);

    public string Name => name;

    public int Count { get; private set; }

    public int Side { get; } = Math.Min(MostCells, Math.Min(width, height));

    /// <summary>For each cell the share of the maps' strength that speaks for the class.</summary>
    public double[] Strength { get; private set; } = [];

    /// <summary>For each picture the mean colour of each cell: red, green, blue from 0 to 255.</summary>
    public List<double[]> Cells { get; } = [];

    public IReadOnlyList<float> Map => map;

    public void Add(Picture picture, AttributionMap attribution)
    {
        double strength = attribution.Values.Sum(value => Math.Abs((double)value));
        double[] colour = Colour(picture);
        Cells.Add(CellColours(colour));
        Count++;
        for (int value = 0; value < colour.Length; value++)
        {
            sums[value] += colour[value];
        }

        for (int pixel = 0; pixel < map.Length; pixel++)
        {
            double share = strength > 0 ? attribution.Values[pixel] / strength : 0;
            map[pixel] += (float)share;
            string called = ColourName.Of(colour[pixel * 3], colour[(pixel * 3) + 1], colour[(pixel * 3) + 2]);
            (double ownStrength, double area) = colours.GetValueOrDefault(called);
            colours[called] = (ownStrength + Math.Abs(share), area + (1.0 / map.Length));
        }
    }

    /// <summary>Says what is to be said of the class.</summary>
    /// <param name="others">The records of the other classes.</param>
    public ClassAttention Conclude(IReadOnlyList<AttentionRecord> others)
    {
        double[] positive = MapGrid.Cells([.. map.Select(value => Math.Max((double)value, 0))], width, Side);
        double total = positive.Sum();
        Strength = total > 0 ? Array.ConvertAll(positive, value => value / total) : positive;
        FixedMark? mark = FixedMark.Find(this, others);
        double border = BorderShare();
        ColourShare[] shares =
        [
            .. colours.Select(pair => new ColourShare(pair.Key, pair.Value.Strength / Count, pair.Value.Area / Count))
                .OrderByDescending(share => share.Strength),
        ];
        var average = new Picture(width, height, 3, Array.ConvertAll(sums, sum => (byte)(sum / Count)));
        double scale = HeatMap.Scale([new AttributionMap(0, name, map, 0, null)]);
        return new ClassAttention(
            name,
            Count,
            PictureEncoder.Png(HeatMap.Enlarge(average)),
            PictureEncoder.Png(HeatMap.Draw(average, map, scale)),
            border,
            shares,
            [.. AttentionSentences.Of(this, mark, border, shares)],
            mark is not null || border >= AttentionSentences.MuchBorder);
    }

    private double BorderShare()
    {
        double border = 0;
        double all = 0;
        for (int pixel = 0; pixel < map.Length; pixel++)
        {
            (int row, int column) = Math.DivRem(pixel, width);
            bool isBorder = Math.Min(row, height - 1 - row) < height / 8 || Math.Min(column, width - 1 - column) < width / 8;
            double strength = Math.Abs(map[pixel]);
            all += strength;
            border += isBorder ? strength : 0;
        }

        return all > 0 ? border / all : 0;
    }

    private static double[] Colour(Picture picture) => picture.Channels == 3
        ? Array.ConvertAll(picture.Pixels, value => (double)value)
        : [.. picture.Pixels.SelectMany(value => new double[] { value, value, value })];

    private double[] CellColours(double[] colour)
    {
        double[] cells = new double[Side * Side * 3];
        double[] counts = MapGrid.Cells([.. Enumerable.Repeat(1.0, width * height)], width, Side);
        for (int channel = 0; channel < 3; channel++)
        {
            double[] own = MapGrid.Cells([.. Enumerable.Range(0, width * height).Select(pixel => colour[(pixel * 3) + channel])], width, Side);
            for (int cell = 0; cell < own.Length; cell++)
            {
                cells[(cell * 3) + channel] = own[cell] / counts[cell];
            }
        }

        return cells;
    }
}
