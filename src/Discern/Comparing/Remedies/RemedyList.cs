namespace Discern.Comparing.Remedies;

/// <summary>The remedies to compare, the reference first.</summary>
/// <param name="All">Each once, two or more.</param>
/// <param name="Remarks">What the user should know of the list, as sentences.</param>
public sealed record RemedyList(IReadOnlyList<Remedy> All, IReadOnlyList<string> Remarks)
{
    /// <summary>What is compared where nothing is named.</summary>
    public const string Usual = "none,class-weights,focal,oversample,smote,tomek,near-miss,cluster";

    /// <summary>Reads names with commas between them. Where <c>none</c> is not among them it is put first: without it nobody could say whether any is worth having.</summary>
    /// <exception cref="ArgumentException">A name is unknown, or there is nothing beside <c>none</c>.</exception>
    public static RemedyList Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var remarks = new List<string>();
        Remedy[] asked = [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Remedy.Parse)];
        if (!asked.Any(remedy => remedy.IsSameAs(Remedy.None)))
        {
            remarks.Add("'none' was put first, so that each remedy is held against the data as it is.");
            asked = [Remedy.None, .. asked];
        }

        var all = new List<Remedy>();
        foreach (Remedy remedy in asked)
        {
            if (all.Find(remedy.IsSameAs) is { } same)
            {
                remarks.Add(same.Name.Equals(remedy.Name, StringComparison.Ordinal)
                    ? $"'{remedy.Name}' is named twice and compared once."
                    : $"'{remedy.Name}' is the same as '{same.Name}' and compared once.");
            }
            else
            {
                all.Add(remedy);
            }
        }

        return all.Count > 1
            ? new RemedyList(all, remarks)
            : throw new ArgumentException($"There is nothing to compare 'none' with. Name remedies beside it, such as {Usual}.", nameof(text));
    }
}
