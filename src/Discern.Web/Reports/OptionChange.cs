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
                .Select(name => (Name: name, Before: Find(before, name), After: Find(after, name)))
                .Where(pair => !string.Equals(pair.Before?.Exact, pair.After?.Exact, StringComparison.Ordinal))
                .Select(pair => Of(pair.Name, pair.Before, pair.After)),
        ];
    }

    // Where the words are the same, the digits that they leave out are what differs.
    private static OptionChange Of(string name, RunOption? before, RunOption? after) =>
        string.Equals(before?.Value, after?.Value, StringComparison.Ordinal)
            ? new OptionChange(name, before?.Exact, after?.Exact)
            : new OptionChange(name, before?.Value, after?.Value);

    private static RunOption? Find(IReadOnlyList<RunOption> options, string name) => options.FirstOrDefault(option => string.Equals(option.Name, name, StringComparison.Ordinal));
}
