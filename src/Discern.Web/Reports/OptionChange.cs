namespace Discern.Web.Reports;

/// <summary>Something that the two runs were told differently.</summary>
/// <param name="Name">Its name in words.</param>
/// <param name="Before">What the other run was told; null where it does not say. Text from outside.</param>
/// <param name="After">What this run was told; null where it does not say. Text from outside.</param>
public sealed record OptionChange(string Name, string? Before, string? After)
{
    /// <summary>All that differs, in the order of this run's options, then what only the other run was told.</summary>
    public static IReadOnlyList<OptionChange> Between(IReadOnlyList<RunOption> before, IReadOnlyList<RunOption> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var names = after.Concat(before).Select(option => option.Name).Distinct(StringComparer.Ordinal);
        return
        [
            .. names
                .Select(name => new OptionChange(name, Value(before, name), Value(after, name)))
                .Where(change => !string.Equals(change.Before, change.After, StringComparison.Ordinal)),
        ];

        static string? Value(IReadOnlyList<RunOption> options, string name) => options.FirstOrDefault(option => string.Equals(option.Name, name, StringComparison.Ordinal))?.Value;
    }
}
