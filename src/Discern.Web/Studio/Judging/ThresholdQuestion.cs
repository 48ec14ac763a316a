using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Discern.Web.Studio.Judging;

/// <summary>What would be if a class were answered from a probability on, and what mistakes cost.</summary>
/// <param name="Class">The name of the class.</param>
/// <param name="Threshold">The probability, 0 to 1.</param>
/// <param name="MissCost">What a missed picture costs, 0 or more.</param>
/// <param name="FalseAlarmCost">What a false alarm costs, 0 or more.</param>
public sealed record ThresholdQuestion(string Class, double Threshold, double MissCost, double FalseAlarmCost)
{
    private const double LargestCost = 1e9;

    /// <summary>Reads the question from an address; what is not in it is as in the run.</summary>
    /// <param name="query">The address's part behind the question mark: text from outside.</param>
    /// <param name="usual">What holds where nothing is said.</param>
    /// <exception cref="ArgumentException">A number is none, or out of its range.</exception>
    internal static ThresholdQuestion Of(IQueryCollection query, ThresholdQuestion usual) => new(
        query["class"] is [{ Length: > 0 } name, ..] ? name : usual.Class,
        Number(query, "threshold", usual.Threshold, 1),
        Number(query, "miss", usual.MissCost, LargestCost),
        Number(query, "alarm", usual.FalseAlarmCost, LargestCost));

    /// <summary>The question as the part of an address behind the question mark.</summary>
    public string Query => string.Create(
        CultureInfo.InvariantCulture, $"class={Uri.EscapeDataString(Class)}&threshold={Threshold:R}&miss={MissCost:R}&alarm={FalseAlarmCost:R}");

    private static double Number(IQueryCollection query, string name, double usual, double largest)
    {
        if (query[name] is not [{ Length: > 0 } text, ..])
        {
            return usual;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 && number <= largest
            ? number
            : throw new ArgumentException($"'{name}' is '{text}'; give a number from 0 to {largest:0}.");
    }
}
