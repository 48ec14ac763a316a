using Discern.Datasets;

namespace Discern.Explaining.Global;

/// <summary>What there is to say of a class's average map.</summary>
internal static class AttentionSentences
{
    /// <summary>So much of a map in the border, which is 44 % of a picture, is a finding.</summary>
    public const double MuchBorder = 0.7;

    private const double StrongColour = 0.2;
    private const double ColourExcess = 2;

    /// <summary>The sentences, a shortcut first.</summary>
    public static IEnumerable<string> Of(AttentionRecord own, FixedMark? mark, double border, IReadOnlyList<ColourShare> colours)
    {
        if (mark is not null)
        {
            yield return $"Shortcut: {mark.Place} all {Sentence.Count(own.Count, "picture")} of '{own.Name}' are {mark.Colour}, and {mark.Others} of {mark.AllOthers} others are not. "
                + $"This {Percent(mark.Area)} of the picture holds {Percent(mark.Strength)} of what speaks for '{own.Name}': the classifier goes by a mark, such as a watermark or a frame. "
                + "Cover it in all pictures, and train again.";
        }

        if (border >= MuchBorder)
        {
            yield return $"Shortcut: {Percent(border)} of the map lies in the border, which is 44 % of the picture: the classifier goes by what is around '{own.Name}'. "
                + "Crop the pictures closer, or collect some with other surroundings, and train again.";
        }
        else
        {
            yield return $"{Percent(border)} of the map lies in the border, which is 44 % of the picture.";
        }

        if (own.Strength.Sum() == 0)
        {
            yield return $"Nothing in its pictures speaks for '{own.Name}' on average: it is answered where nothing speaks for another class.";
            yield break;
        }

        double[] strongest = [.. own.Strength.OrderDescending().Take(Math.Max(own.Strength.Length / 10, 1))];
        int cell = own.Strength.Index().MaxBy(each => each.Item).Index;
        yield return $"What speaks for '{own.Name}' lies most often {Placement.Of(((cell % own.Side) + 0.5) / own.Side, ((cell / own.Side) + 0.5) / own.Side)}; "
            + $"the strongest tenth of the places holds {Percent(strongest.Sum())} of it.";
        foreach (ColourShare share in colours.Where(share => share.Strength >= StrongColour && share.Strength >= ColourExcess * share.Area))
        {
            yield return $"What is {share.Colour} matters more than its size: {Percent(share.Area)} of the pixels and {Percent(share.Strength)} of the map.";
        }
    }

    private static string Percent(double share) => $"{Math.Round(100 * share)} %";
}
