using Discern.Datasets;
using Discern.Runs;

namespace Discern.Web.Serving;

/// <summary>A run in a few words.</summary>
/// <param name="Name">Its folder's name.</param>
/// <param name="Recipe">How it learnt.</param>
/// <param name="Backbone">The pretrained body; left out where there is none.</param>
/// <param name="Classes">The classes, in the order of their labels.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="Version">The version of Discern that made it.</param>
/// <param name="Judged">How good it is; left out where nothing was evaluated.</param>
internal sealed record ListedRun(
    string Name, string Recipe, string? Backbone, IReadOnlyList<string> Classes, DateTimeOffset CreatedAt, string Version, Judgement? Judged)
{
    /// <summary>Sums a run up.</summary>
    public static ListedRun Of(RunFolder run)
    {
        var description = run.Description;
        return new ListedRun(
            Path.GetFileName(run.Path), description.Recipe, description.Backbone, description.Classes, description.CreatedAt, description.Version, Judge(run));
    }

    private static Judgement? Judge(RunFolder run)
    {
        var split = run.JudgedSplit;
        var evaluation = split switch
        {
            Split.Test => run.Evaluation!.Test,
            Split.Validation => run.Evaluation!.Validation,
            Split.Train => run.Evaluation!.Train,
            _ => null,
        };
        return evaluation is null ? null : new Judgement(split!.Value.ToString().ToLowerInvariant(), evaluation.Count, evaluation.Accuracy);
    }
}
