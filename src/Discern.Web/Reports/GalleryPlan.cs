using Discern.Evaluation;

namespace Discern.Web.Reports;

/// <summary>Chooses the few pictures that tell most about a classifier: at most 60, whatever number of places show them.</summary>
internal sealed class GalleryPlan
{
    /// <summary>Thumbnails of some kilobytes each, so that the report stays far below 5 MB.</summary>
    public const int MostPictures = 60;

    /// <summary>With more classes the galleries of those with the fewest mistakes are left out.</summary>
    public const int MostClasses = 12;

    private const int MostInRow = 12;

    private readonly HashSet<string> chosen = new(StringComparer.Ordinal);

    /// <summary>Chooses.</summary>
    /// <param name="table">The predictions that judge the run.</param>
    public GalleryPlan(PredictionTable table)
    {
        Classes =
        [
            .. Enumerable.Range(0, table.Classes.Count)
                .OrderByDescending(label => table.Rows.Count(row => (row.Label == label) != (row.Predicted == label)))
                .ThenBy(label => label)
                .Take(MostClasses)
                .Order(),
        ];
        Cells = table.Rows.GroupBy(row => (row.Label, row.Predicted)).ToDictionary(cell => cell.Key, cell => (IReadOnlyList<Prediction>)[.. Surest(cell)]);
        Uncertain =
        [
            .. table.Rows
                .OrderBy(row => row.Probabilities.OrderDescending().Take(2).Aggregate((first, second) => first - second))
                .ThenBy(row => row.Path, StringComparer.Ordinal)
                .Take(MostInRow),
        ];
        Missed = Classes.ToDictionary(label => label, label => (IReadOnlyList<Prediction>)[.. Surest(table.Rows.Where(row => row.Label == label && row.Predicted != label))]);
        FalseAlarms = Classes.ToDictionary(label => label, label => (IReadOnlyList<Prediction>)[.. Surest(table.Rows.Where(row => row.Label != label && row.Predicted == label))]);
        Choose();
    }

    /// <summary>The classes that get a gallery.</summary>
    public IReadOnlyList<int> Classes { get; }

    /// <summary>The pictures of each cell of the confusion matrix that is not empty, the surest answers first.</summary>
    public IReadOnlyDictionary<(int Label, int Predicted), IReadOnlyList<Prediction>> Cells { get; }

    /// <summary>The false negatives of each class, the surest first.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<Prediction>> Missed { get; }

    /// <summary>The false positives of each class, the surest first.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<Prediction>> FalseAlarms { get; }

    /// <summary>The pictures whose likeliest classes lie closest together.</summary>
    public IReadOnlyList<Prediction> Uncertain { get; }

    /// <summary>Those of a row that are shown.</summary>
    public IEnumerable<Prediction> Shown(IEnumerable<Prediction> row) => row.Take(MostInRow).Where(prediction => chosen.Contains(prediction.Path));

    private static IEnumerable<Prediction> Surest(IEnumerable<Prediction> rows) =>
        rows.OrderByDescending(row => row.Probabilities[row.Predicted]).ThenBy(row => row.Path, StringComparer.Ordinal);

    // Every row gets its first picture, then its second, and so on: mistakes before what is right.
    private void Choose()
    {
        IReadOnlyList<Prediction>[] rows =
        [
            .. Cells.Where(cell => cell.Key.Label != cell.Key.Predicted).OrderByDescending(cell => cell.Value.Count).Select(cell => cell.Value),
            .. Missed.Values,
            .. FalseAlarms.Values,
            .. Classes.Select(label => Cells.GetValueOrDefault((label, label)) ?? []),
            Uncertain,
        ];
        for (var rank = 0; rank < MostInRow; rank++)
        {
            foreach (var row in rows.Where(row => row.Count > rank))
            {
                if (chosen.Count < MostPictures)
                {
                    chosen.Add(row[rank].Path);
                }
            }
        }
    }
}
