using Discern.Evaluation;

namespace Discern.Synthesizing.Judging;

/// <summary>How often a classifier tells synthetic pictures from real ones that it has not seen; guessing is right in half of the cases.</summary>
/// <param name="Accuracy">The share that it is right about, with its 95 % interval.</param>
/// <param name="Each">How many pictures of each kind there were.</param>
/// <param name="Folds">Of the cross-validation.</param>
public sealed record TwoSampleResult(Estimate Accuracy, int Each, int Folds)
{
    private const double Guessing = 0.5;

    /// <summary>What it means, in words.</summary>
    public string Sentence =>
        $"Told apart from real pictures in {100 * Accuracy.Value:0.0} % of cases (95 % interval {100 * Accuracy.Low:0.0} to {100 * Accuracy.High:0.0} %; {Each} of each kind, guessing would be right in half of them): {Meaning}.";

    private string Meaning => Accuracy switch
    {
        { Low: <= Guessing } => "a classifier can do no better than guess",
        { Value: < 0.7 } => "a classifier finds something to go by, and is often wrong",
        { Value: < 0.9 } => "a classifier sees the difference more often than not",
        _ => "a classifier sees at once which are made",
    };
}
