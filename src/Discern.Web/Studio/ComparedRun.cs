using Discern.Datasets;
using Discern.Neural.Training;
using Discern.Runs;
using Discern.Web.Reports;

namespace Discern.Web.Studio;

/// <summary>The curves of a run that is held beside others.</summary>
/// <param name="Name">The name of its folder; text from outside.</param>
/// <param name="Ranked">How it ranks the class that the comparison is about; null where that is not known.</param>
/// <param name="Epochs">How it learnt; empty where it has no epochs.</param>
public sealed record ComparedRun(string Name, RankedClass? Ranked, IReadOnlyList<EpochResult> Epochs)
{
    /// <summary>Reads them.</summary>
    /// <param name="run">The run.</param>
    /// <param name="name">The class.</param>
    /// <exception cref="DiscernException">A table of the run is damaged.</exception>
    public static ComparedRun Of(RunFolder run, string name)
    {
        ArgumentNullException.ThrowIfNull(run);
        var evaluation = run.JudgedSplit switch
        {
            Split.Test => run.Evaluation!.Test,
            Split.Validation => run.Evaluation!.Validation,
            Split.Train => run.Evaluation!.Train,
            _ => null,
        };
        var table = evaluation is null ? null : run.Predictions(run.JudgedSplit!.Value);
        return new ComparedRun(Path.GetFileName(run.Path), table is null ? null : RankingCurves.Of(table, evaluation!, name), run.History);
    }
}
