namespace Discern.Runs;

/// <summary>How long each phase of a run took, in seconds; 0 for a phase that the recipe does not have.</summary>
/// <param name="Total">From the start of the run to its end.</param>
/// <param name="Data">Reading and decoding pictures.</param>
/// <param name="Features">Computing features that stay fixed.</param>
/// <param name="Training">Learning, validation after each epoch included.</param>
/// <param name="Evaluation">Predicting all splits and taking the figures.</param>
public sealed record PhaseSeconds(double Total, double Data, double Features, double Training, double Evaluation);
