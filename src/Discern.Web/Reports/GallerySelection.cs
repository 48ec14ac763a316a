using Discern.Evaluation;

namespace Discern.Web.Reports;

/// <summary>Chooses the few pictures that tell most about a classifier.</summary>
internal static class GallerySelection
{
    // Together 60: thumbnails of some kilobytes each, so that the report stays far below 5 MB.
    private const int WrongPictures = 36;
    private const int RightPictures = 24;

    /// <summary>The wrong answers that gave the least probability to the truth, the worst first.</summary>
    public static IReadOnlyList<Prediction> MostWrong(PredictionTable table) =>
    [
        .. table.Rows
            .Where(row => row.Predicted != row.Label)
            .OrderBy(row => row.Probabilities[row.Label])
            .ThenBy(row => row.Path, StringComparer.Ordinal)
            .Take(WrongPictures),
    ];

    /// <summary>The right answers that gave the most probability to the truth: the surest of each class, then the second of each, and so on.</summary>
    public static IReadOnlyList<Prediction> MostRight(PredictionTable table) =>
    [
        .. table.Rows
            .Where(row => row.Predicted == row.Label)
            .GroupBy(row => row.Label)
            .SelectMany(ofClass => ofClass
                .OrderByDescending(row => row.Probabilities[row.Label])
                .ThenBy(row => row.Path, StringComparer.Ordinal)
                .Take(RightPictures)
                .Select((row, rank) => (Row: row, Rank: rank)))
            .OrderBy(chosen => chosen.Rank)
            .ThenBy(chosen => chosen.Row.Label)
            .Select(chosen => chosen.Row)
            .Take(RightPictures),
    ];
}
