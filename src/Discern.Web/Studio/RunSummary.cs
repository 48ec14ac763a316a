using Discern.Evaluation;
using Discern.Runs;

namespace Discern.Web.Studio;

/// <summary>A run as one row of a table.</summary>
/// <param name="Name">The name of its folder; text from outside.</param>
/// <param name="Description">What was run; null where that cannot be read.</param>
/// <param name="Judged">The figures that judge it; null where it was not evaluated.</param>
/// <param name="Trouble">Why it cannot be read, as a sentence; null where it can.</param>
public sealed record RunSummary(string Name, RunDescription? Description, SplitEvaluation? Judged, string? Trouble)
{
    /// <summary>Reads the row; a run that is malformed has its sentence there.</summary>
    public static RunSummary Of(string name, RunShelf shelf)
    {
        try
        {
            var run = shelf.Find(name);
            return new RunSummary(name, run?.Description, run?.Evaluation is { } figures ? figures.Test ?? figures.Validation ?? figures.Train : null, run is null ? "It is not there any more." : null);
        }
        catch (DiscernException exception)
        {
            return new RunSummary(name, null, null, exception.Message);
        }
    }
}
