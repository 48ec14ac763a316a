using Discern.Datasets;
using Discern.Evaluation;
using Discern.Runs;

namespace Discern.Explaining;

/// <summary>The pictures of a run's data set, as its tables name them.</summary>
public static class RunPictures
{
    /// <summary>The full paths of the pictures that a run learnt from; of those it was judged by where it kept no table of the others.</summary>
    public static IReadOnlyList<string> Learnt(RunFolder run)
    {
        ArgumentNullException.ThrowIfNull(run);
        PredictionTable? table = run.Predictions(Split.Train) ?? run.Predictions(Split.Validation) ?? run.Predictions(Split.Test);
        return table is null ? [] : [.. table.Rows.Select(row => FullPath(run, row.Path))];
    }

    /// <summary>Where a picture of a run's table lies.</summary>
    internal static string FullPath(RunFolder run, string path) => Path.GetFullPath(Path.Combine(run.Description.Dataset.Path, path));
}
