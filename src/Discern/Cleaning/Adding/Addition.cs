namespace Discern.Cleaning.Adding;

/// <summary>The decision that a picture from elsewhere belongs to a class.</summary>
/// <param name="Id">Its number, from 1.</param>
/// <param name="Path">Where it lies, relative to the collection's root, with forward slashes.</param>
/// <param name="Class">The class.</param>
/// <param name="DecidedAt">When; pictures that were added together bear one time.</param>
/// <param name="State">How far it is carried out.</param>
public sealed record Addition(long Id, string Path, string Class, DateTimeOffset DecidedAt, AdditionState State);
