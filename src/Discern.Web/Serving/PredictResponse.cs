namespace Discern.Web.Serving;

/// <summary>The answer to pictures.</summary>
/// <param name="Run">The run whose model answered.</param>
/// <param name="Predictions">One for each picture, in the order of the request.</param>
internal sealed record PredictResponse(string Run, IReadOnlyList<PredictedPicture> Predictions);
