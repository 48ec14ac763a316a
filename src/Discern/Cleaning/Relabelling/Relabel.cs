namespace Discern.Cleaning.Relabelling;

/// <summary>The decision that a picture is of another class.</summary>
/// <param name="Id">Its number, from 1.</param>
/// <param name="Path">Where the picture was, relative to the collection's root, with forward slashes.</param>
/// <param name="NewPath">Where it is then; the same where a table gives the classes.</param>
/// <param name="Class">What its class was.</param>
/// <param name="NewClass">What it is then.</param>
/// <param name="DecidedAt">When; changes that were made together bear one time.</param>
/// <param name="State">How far it is carried out.</param>
public sealed record Relabel(long Id, string Path, string NewPath, string Class, string NewClass, DateTimeOffset DecidedAt, RelabelState State);
