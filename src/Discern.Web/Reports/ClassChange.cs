using Discern.Evaluation;

namespace Discern.Web.Reports;

/// <summary>How well one class is told from the others in the other run and in this one.</summary>
/// <param name="Name">The class; text from outside.</param>
/// <param name="Count">Its pictures in the split, the same in both runs.</param>
/// <param name="Recall">Share of its pictures that are found.</param>
/// <param name="Precision">Share of the answers "this class" that are right.</param>
/// <param name="F1">Harmonic mean of both.</param>
/// <param name="Found">Its pictures that are found.</param>
/// <param name="FalseAlarms">Pictures of other classes that are answered as this one.</param>
public sealed record ClassChange(
    string Name, long Count, MeasureChange Recall, MeasureChange Precision, MeasureChange F1, CountChange Found, CountChange FalseAlarms)
{
    /// <summary>The change of a class between two results over the same pictures and classes.</summary>
    /// <param name="before">The other run's result.</param>
    /// <param name="after">This run's result.</param>
    /// <param name="index">The class.</param>
    /// <param name="recallTest">The paired test of its recall, where both runs' answers are known.</param>
    public static ClassChange Of(SplitResult before, SplitResult after, int index, McNemarTest? recallTest = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now) = (before.Classes[index], after.Classes[index]);
        var found = new CountChange(before.Confusion[index][index], after.Confusion[index][index]);
        return new ClassChange(
            now.Name,
            now.Count,
            new MeasureChange(old.Recall, now.Recall, recallTest),
            new MeasureChange(old.Precision, now.Precision),
            new MeasureChange(old.F1, now.F1),
            found,
            new CountChange(before.Answered(index) - found.Before, after.Answered(index) - found.After));
    }
}
