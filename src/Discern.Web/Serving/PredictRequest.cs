namespace Discern.Web.Serving;

/// <summary>Pictures as JSON.</summary>
/// <param name="Pictures">The pictures; a list may hold null, whatever its type says.</param>
internal sealed record PredictRequest(IReadOnlyList<SentPicture?> Pictures);
