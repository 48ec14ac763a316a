namespace Discern.Cleaning.Correcting;

/// <summary>Pictures that were decided about at once.</summary>
/// <param name="DecidedAt">When; it tells steps apart.</param>
/// <param name="Kind">What was decided.</param>
/// <param name="Pictures">How many pictures.</param>
/// <param name="NewClass">The class that they were given or added to; null where they were set aside.</param>
public sealed record CorrectionStep(DateTimeOffset DecidedAt, CorrectionKind Kind, int Pictures, string? NewClass);
