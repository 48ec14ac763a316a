namespace Discern.Cli.Diagnosis;

/// <summary>One thing that the doctor looked at.</summary>
/// <param name="What">What was looked at, e.g. "memory".</param>
/// <param name="Found">What was found; where it is missing, how to get it.</param>
/// <param name="IsSound">Whether Discern can work with it.</param>
internal sealed record Finding(string What, string Found, bool IsSound);
