namespace Discern.Web.Serving;

/// <summary>What went wrong with a request, as RFC 9457 has it.</summary>
/// <param name="Status">The status.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Detail">A sentence: what, where, why, what to do.</param>
/// <param name="Predictions">Where no picture of a request can be read, why for each; else left out.</param>
internal sealed record Problem(int Status, string Title, string Detail, IReadOnlyList<PredictedPicture>? Predictions = null);
