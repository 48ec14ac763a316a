using Discern.Evaluation;

namespace Discern.Cli.Rendering;

/// <summary>The last line that <c>discern train --json</c> writes: where the results are, and the first of them.</summary>
/// <param name="Run">The run folder.</param>
/// <param name="Report">The report file.</param>
/// <param name="BestEpoch">The epoch that was kept, counted from 1.</param>
/// <param name="Parameters">The number of parameters.</param>
/// <param name="Skipped">How many pictures could not be read.</param>
/// <param name="TestCount">How many pictures the figures rest on; null where there is no test split, as the figures are.</param>
/// <param name="Accuracy">Accuracy on the test pictures.</param>
/// <param name="BalancedAccuracy">Mean recall on the test pictures.</param>
/// <param name="MacroF1">Mean F1 on the test pictures.</param>
internal sealed record TrainingSummary(
    string Run,
    string Report,
    int? BestEpoch,
    long Parameters,
    int Skipped,
    int? TestCount,
    Estimate? Accuracy,
    Estimate? BalancedAccuracy,
    Estimate? MacroF1);
