namespace Discern.Web.Serving;

/// <summary>The runs that answer.</summary>
/// <param name="Runs">The runs.</param>
internal sealed record RunsResponse(IReadOnlyList<ListedRun> Runs);
