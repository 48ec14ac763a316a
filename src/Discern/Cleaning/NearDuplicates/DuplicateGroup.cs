namespace Discern.Cleaning.NearDuplicates;

/// <summary>Pictures that are all the same one.</summary>
/// <param name="Members">Their indices, ascending; two or more.</param>
/// <param name="Links">The pairs that were found; they connect all members.</param>
public sealed record DuplicateGroup(IReadOnlyList<int> Members, IReadOnlyList<DuplicateLink> Links);
