using System.Globalization;
using Discern.Neural.Training;

namespace Discern.Classifiers;

/// <summary>What a search for the learning rate found, in words.</summary>
internal static class LearningRateSentence
{
    /// <summary>The suggestion, and the smoothed loss at about one learning rate of each power of ten.</summary>
    public static string Sentence(this LearningRateSearch search)
    {
        IEnumerable<string> decades = search.Points
            .GroupBy(point => (int)Math.Round(Math.Log10(point.LearningRate)))
            .Select(decade => decade.MinBy(point => Math.Abs(Math.Log10(point.LearningRate) - decade.Key))!)
            .Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.SmoothedLoss:N3} at {point.LearningRate:0.#E+0}"));
        return string.Create(CultureInfo.InvariantCulture, $"Learning rate {search.Suggested:0.#E+0}: there the loss of a trial with a rising rate falls fastest ({string.Join(", ", decades)}).");
    }
}
