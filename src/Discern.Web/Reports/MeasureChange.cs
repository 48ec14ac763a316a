using Discern.Evaluation;

namespace Discern.Web.Reports;

/// <summary>A share in the other run and in this one.</summary>
/// <param name="Before">In the other run, 0 to 1.</param>
/// <param name="After">In this run, 0 to 1.</param>
/// <param name="Test">Whether more pictures are right than chance explains; only for a share of right answers, where both runs' answers are known.</param>
public sealed record MeasureChange(Measure Before, Measure After, McNemarTest? Test = null)
{
    /// <summary>After less before, -1 to 1; NaN where either is not defined.</summary>
    public double Difference => After.Value - Before.Value;
}
