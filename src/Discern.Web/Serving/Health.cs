namespace Discern.Web.Serving;

/// <summary>Whether requests are taken.</summary>
/// <param name="Status"><c>ok</c>.</param>
internal sealed record Health(string Status);
