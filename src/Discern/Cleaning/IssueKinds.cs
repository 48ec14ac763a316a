using System.Text;

namespace Discern.Cleaning;

/// <summary>The kinds of issues as users write them: <c>exact-duplicate</c>.</summary>
public static class IssueKinds
{
    /// <summary>All that a cleaning looks for.</summary>
    public static IReadOnlyList<IssueKind> All { get; } = [.. Enum.GetValues<IssueKind>().Where(kind => kind != IssueKind.ByHand)];

    /// <summary>Those about which there is no doubt: what is set aside where nobody says otherwise.</summary>
    public static IReadOnlyList<IssueKind> Sure { get; } = [IssueKind.Unreadable, IssueKind.ExactDuplicate, IssueKind.NearDuplicate];

    /// <summary>A kind's name.</summary>
    public static string Name(IssueKind kind)
    {
        var name = new StringBuilder();
        foreach (char letter in kind.ToString())
        {
            if (char.IsUpper(letter) && name.Length > 0)
            {
                name.Append('-');
            }

            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }

    /// <summary>What a kind means, for a table.</summary>
    public static string Meaning(IssueKind kind) => kind switch
    {
        IssueKind.Unreadable => "cannot be read as a picture",
        IssueKind.ExactDuplicate => "the same bytes as another picture of the class",
        IssueKind.NearDuplicate => "the same picture as another of the class: resized, turned, cropped, recoloured",
        IssueKind.LabelConflict => "the same picture, or nearly, under two classes",
        IssueKind.SplitLeak => "the same picture in two splits",
        IssueKind.Placeholder => "repeated so often that it may stand for a missing picture",
        IssueKind.TooSmall => "too few pixels",
        IssueKind.TooDark => "almost black",
        IssueKind.TooBright => "almost white",
        IssueKind.LowContrast => "hardly any contrast",
        IssueKind.LowDetail => "blurred, or smooth all over",
        IssueKind.OddAspectRatio => "much longer or higher than the others",
        IssueKind.OddSize => "far more or far fewer pixels than the others",
        IssueKind.GreyAmongColour => "grey among pictures in colour",
        IssueKind.Outlier => "looks like no other picture",
        IssueKind.SuspiciousLabel => "taken for another class by a classifier that has not seen it",
        IssueKind.SideChannel => "a class that something other than its pictures' content betrays",
        IssueKind.ByHand => "set aside by somebody who looked at it",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This is no kind of issue."),
    };

    /// <summary>Reads names with commas between them; <c>sure</c> stands for <see cref="Sure"/>.</summary>
    /// <exception cref="ArgumentException">There is no kind of such a name, or it is one that is about classes and not about pictures.</exception>
    public static IReadOnlyList<IssueKind> Parse(string names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var kinds = new SortedSet<IssueKind>();
        foreach (string name in names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            kinds.UnionWith(name.Equals("sure", StringComparison.Ordinal) ? Sure : [Find(name)]);
        }

        return kinds.Count > 0 ? [.. kinds] : throw new ArgumentException($"No kind is named. Name one or more of {Names()}.", nameof(names));
    }

    private static IssueKind Find(string name)
    {
        foreach (IssueKind kind in All)
        {
            if (kind != IssueKind.SideChannel && Name(kind).Equals(name, StringComparison.Ordinal))
            {
                return kind;
            }
        }

        throw new ArgumentException($"There is no kind '{name}' of pictures to set aside. Name one or more of {Names()}, or 'sure' for the first three.", nameof(name));
    }

    private static string Names() => string.Join(", ", All.Where(kind => kind != IssueKind.SideChannel).Select(Name));
}
