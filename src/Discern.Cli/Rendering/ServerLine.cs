namespace Discern.Cli.Rendering;

/// <summary>A server that listens.</summary>
/// <param name="Address">The address to open, with the token where there is one.</param>
internal sealed record ServerLine(string Address);
