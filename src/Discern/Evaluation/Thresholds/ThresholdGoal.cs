using System.Globalization;

namespace Discern.Evaluation.Thresholds;

/// <summary>What the threshold between two classes is chosen for.</summary>
/// <param name="Rule">The rule.</param>
public sealed record ThresholdGoal(ThresholdRule Rule)
{
    /// <summary>The class that is looked for; null for the one with fewer training pictures, of equals the second.</summary>
    public string? Class { get; init; }

    /// <summary>With <see cref="ThresholdRule.MinimumRecall"/> and <see cref="ThresholdRule.MinimumPrecision"/> the least share; with <see cref="ThresholdRule.Given"/> the threshold. 0 to 1.</summary>
    public double Value { get; init; }

    /// <summary>With <see cref="ThresholdRule.Cost"/>: what it costs to miss a picture of the class (a false negative), 0 or more.</summary>
    public double MissCost { get; init; } = 1;

    /// <summary>With <see cref="ThresholdRule.Cost"/>: what it costs to take another picture for the class (a false positive), 0 or more.</summary>
    public double FalseAlarmCost { get; init; } = 1;

    /// <summary>Reads costs: <c>fn=20,fp=1</c> for missing and for wrongly announcing the rarer class, or what it costs to miss a picture of each class, <c>hotdog=20,nothotdog=1</c>.</summary>
    /// <exception cref="ArgumentException">The text says something else.</exception>
    public static ThresholdGoal ParseCost(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        (string Name, double Number)[] parts = [.. text.Split(',').Select(part => ParseShare(part, "a cost is two numbers, such as --cost fn=20,fp=1"))];
        if (parts.Length != 2 || string.Equals(parts[0].Name, parts[1].Name, StringComparison.Ordinal) || parts.Any(part => part.Number < 0) || parts.All(part => part.Number == 0))
        {
            throw new ArgumentException($"A cost is two numbers of 0 or more, not both 0, such as fn=20,fp=1; '{text}' is not.");
        }

        (string Name, double Number) miss = parts[0].Name is "fp" ? parts[1] : parts[0];
        (string Name, double Number) alarm = parts[0].Name is "fp" ? parts[0] : parts[1];
        bool isByRate = miss.Name is "fn" && alarm.Name is "fp";
        if (!isByRate && (miss.Name is "fn" or "fp" || alarm.Name is "fn" or "fp"))
        {
            throw new ArgumentException($"'{text}' names fn or fp and a class: give both fn and fp, or both classes.");
        }

        return new ThresholdGoal(ThresholdRule.Cost)
        {
            Class = isByRate ? null : miss.Name,
            OtherClass = isByRate ? null : alarm.Name,
            MissCost = miss.Number,
            FalseAlarmCost = alarm.Number,
        };
    }

    /// <summary>Reads a least share of a class, <c>hotdog=0.95</c>.</summary>
    /// <param name="rule">Of recall or of precision.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">The text says something else.</exception>
    public static ThresholdGoal ParseLeast(ThresholdRule rule, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string remedy = $"give a class and a share above 0 and up to 1, such as hotdog=0.95, and not '{text}'";
        (string name, double number) = ParseShare(text, remedy);
        return number is > 0 and <= 1 ? new ThresholdGoal(rule) { Class = name, Value = number } : throw new ArgumentException($"The share is {number.ToString(CultureInfo.InvariantCulture)}: {remedy}.");
    }

    /// <summary>With costs by class: the other one, which is checked to be there.</summary>
    internal string? OtherClass { get; init; }

    /// <summary>The goal with its class named.</summary>
    /// <param name="classes">The run's classes.</param>
    /// <param name="trainingCounts">How many training pictures each has.</param>
    /// <exception cref="ArgumentException">There are not two classes, or the goal names one that is not there.</exception>
    public ThresholdGoal For(IReadOnlyList<string> classes, IReadOnlyList<int> trainingCounts)
    {
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentNullException.ThrowIfNull(trainingCounts);
        if (classes.Count != 2)
        {
            throw new ArgumentException($"A threshold stands between two classes, and this run has {classes.Count}: with more, the likeliest is answered.");
        }

        foreach (string name in new[] { Class, OtherClass }.OfType<string>().Where(name => !classes.Contains(name, StringComparer.Ordinal)))
        {
            throw new ArgumentException($"There is no class '{name}'. The classes are '{classes[0]}' and '{classes[1]}'.");
        }

        return this with { Class = Class ?? classes[trainingCounts[0] < trainingCounts[1] ? 0 : 1] };
    }

    /// <summary>What the goal asks, as a part of a sentence.</summary>
    public override string ToString() => Rule switch
    {
        ThresholdRule.Cost => string.Create(CultureInfo.InvariantCulture, $"the least cost, a missed '{ShownName.Of(Class ?? "")}' at {MissCost} and a false alarm at {FalseAlarmCost}"),
        ThresholdRule.MinimumRecall => string.Create(CultureInfo.InvariantCulture, $"at least {100 * Value:0.#} % of '{ShownName.Of(Class ?? "")}' found, with the fewest false alarms"),
        ThresholdRule.MinimumPrecision => string.Create(CultureInfo.InvariantCulture, $"at least {100 * Value:0.#} % of the answers '{ShownName.Of(Class ?? "")}' right, with the most found"),
        ThresholdRule.F1 => $"the best F1 of '{ShownName.Of(Class ?? "")}'",
        _ => "a threshold that was given",
    };

    private static (string Name, double Number) ParseShare(string part, string remedy)
    {
        int place = part.LastIndexOf('=');
        return place > 0 && double.TryParse(part[(place + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? (part[..place].Trim(), number)
            : throw new ArgumentException($"'{part}' cannot be read: {remedy}.");
    }
}
