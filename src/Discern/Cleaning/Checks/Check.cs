namespace Discern.Cleaning.Checks;

/// <summary>Finds issues of one kind. Adding one is adding one file: <see cref="All"/> finds it.</summary>
internal abstract class Check
{
    /// <summary>All checks, in the order of their kinds.</summary>
    public static IReadOnlyList<Check> All { get; } =
    [
        .. typeof(Check).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Check)) && !type.IsAbstract)
            .Select(type => (Check)Activator.CreateInstance(type)!)
            .OrderBy(check => check.Kind),
    ];

    /// <summary>What it finds.</summary>
    public abstract IssueKind Kind { get; }

    /// <summary>Looks at all pictures.</summary>
    public abstract IEnumerable<Issue> Find(Evidence evidence);

    /// <summary>An issue of this kind about a picture.</summary>
    protected Issue About(int picture, double score, string explanation, params IReadOnlyList<int> related) => new(Kind, picture, related, score, explanation);
}
