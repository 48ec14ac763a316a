using Discern.Evaluation;

namespace Discern.Web.Reports;

/// <summary>A run beside another one on the same pictures: what differs between them, what was gained and what was paid.</summary>
public sealed partial record RunComparison
{
    /// <summary>This run's name; text from outside.</summary>
    public required string Name { get; init; }

    /// <summary>The other run's name; text from outside.</summary>
    public required string OtherName { get; init; }

    /// <summary>What the two were told differently.</summary>
    public required IReadOnlyList<OptionChange> Options { get; init; }

    /// <summary>This run's result on the pictures that both answered.</summary>
    public required SplitResult After { get; init; }

    /// <summary>The other run's result on the same pictures.</summary>
    public required SplitResult Before { get; init; }

    /// <summary>The change of each class, in the order of the report's classes.</summary>
    public required IReadOnlyList<ClassChange> Classes { get; init; }

    /// <summary>The share of right answers, with its paired test where both runs' answers are known.</summary>
    public required MeasureChange Accuracy { get; init; }

    /// <summary>The mean recall over the classes.</summary>
    public MeasureChange BalancedAccuracy => new(Before.BalancedAccuracy, After.BalancedAccuracy);

    /// <summary>The pictures that are answered rightly.</summary>
    public CountChange Right => new(Before.Right, After.Right);

    /// <summary>The class to look at: the one that this run's "In short" is about; null where fewer than two classes have pictures.</summary>
    public ClassChange? Focus => RareClass.Of(After) is { } rare ? Classes.First(change => string.Equals(change.Name, rare.Class.Name, StringComparison.Ordinal)) : null;

    /// <summary>Compares two results over the same classes and pictures.</summary>
    /// <param name="before">The other run's name and result.</param>
    /// <param name="after">This run's name and result.</param>
    /// <param name="options">What the two were told differently.</param>
    /// <param name="test">The paired test over the pictures of a class, or over all for null; null where the answers are not known.</param>
    public static RunComparison Of(
        (string Name, SplitResult Result) before, (string Name, SplitResult Result) after, IReadOnlyList<OptionChange> options, Func<int?, McNemarTest>? test = null) => new()
    {
        Name = after.Name,
        OtherName = before.Name,
        Options = options,
        Before = before.Result,
        After = after.Result,
        Classes = [.. Enumerable.Range(0, after.Result.Classes.Count).Select(index => ClassChange.Of(before.Result, after.Result, index, test?.Invoke(index)))],
        Accuracy = new MeasureChange(before.Result.Accuracy, after.Result.Accuracy, test?.Invoke(null)),
    };
}
