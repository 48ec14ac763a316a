namespace Discern.Cleaning.Quarantining;

/// <summary>The decision to set a picture aside, as the catalogue has it.</summary>
/// <param name="Id">Its number, from 1.</param>
/// <param name="Path">Where the picture was, relative to the collection's root, with forward slashes.</param>
/// <param name="Place">Where it is in the quarantine, relative to that, with forward slashes.</param>
/// <param name="Kind">Why.</param>
/// <param name="Explanation">The same as a sentence.</param>
/// <param name="Sha256">The SHA-256 of its bytes, in small hexadecimal digits.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="State">How far it is carried out.</param>
public sealed record Decision(
    long Id, string Path, string Place, IssueKind Kind, string Explanation, string Sha256, long Bytes, DateTimeOffset DecidedAt, DecisionState State);
