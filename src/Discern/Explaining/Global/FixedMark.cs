namespace Discern.Explaining.Global;

/// <summary>
/// A place that has the same colour in all pictures of a class and another one elsewhere, and that the classifier goes by: a watermark,
/// a coloured square, a frame.
/// </summary>
/// <param name="Colour">Its colour's name.</param>
/// <param name="Place">Where it is, in words.</param>
/// <param name="Area">Its share of the picture.</param>
/// <param name="Strength">Its share of what speaks for the class in the average map.</param>
/// <param name="Others">How many pictures of other classes have another colour there.</param>
/// <param name="AllOthers">How many pictures of other classes were looked at.</param>
internal sealed record FixedMark(string Colour, string Place, double Area, double Strength, int Others, int AllOthers)
{
    // Out of 255: less than this is the same colour to the eye and to a JPEG; more than that another.
    private const double SameColour = 20;
    private const double OtherColour = 60;
    private const double MostOthers = 0.8;
    private const int LeastPictures = 5;

    // A mark must matter, and matter more than its size.
    private const double LeastStrength = 0.1;
    private const double LeastExcess = 2;

    /// <summary>Looks for one; null where there is none, or too few pictures to tell.</summary>
    public static FixedMark? Find(AttentionRecord own, IReadOnlyList<AttentionRecord> others)
    {
        double[][] elsewhere = [.. others.SelectMany(other => other.Cells)];
        if (own.Count < LeastPictures || elsewhere.Length < LeastPictures)
        {
            return null;
        }

        int cells = own.Side * own.Side;
        double[][] means = [.. Enumerable.Range(0, cells).Select(cell => Enumerable.Range(0, 3).Select(channel => own.Cells.Average(picture => picture[(cell * 3) + channel])).ToArray())];
        int[] marked = [.. Enumerable.Range(0, cells).Where(cell =>
            own.Cells.TrueForAll(picture => Distance(picture, cell, means[cell]) <= SameColour)
            && elsewhere.Count(picture => Distance(picture, cell, means[cell]) >= OtherColour) >= MostOthers * elsewhere.Length)];
        double strength = marked.Sum(cell => own.Strength[cell]);
        double area = (double)marked.Length / cells;
        if (strength < LeastStrength || strength < LeastExcess * area)
        {
            return null;
        }

        int strongest = marked.MaxBy(cell => own.Strength[cell]);
        double across = marked.Average(cell => ((cell % own.Side) + 0.5) / own.Side);
        double down = marked.Average(cell => ((cell / own.Side) + 0.5) / own.Side);
        return new FixedMark(
            ColourName.Of(means[strongest][0], means[strongest][1], means[strongest][2]),
            Placement.Of(across, down),
            area,
            strength,
            elsewhere.Count(picture => Distance(picture, strongest, means[strongest]) >= OtherColour),
            elsewhere.Length);
    }

    private static double Distance(double[] picture, int cell, double[] colour) =>
        Enumerable.Range(0, 3).Max(channel => Math.Abs(picture[(cell * 3) + channel] - colour[channel]));
}
