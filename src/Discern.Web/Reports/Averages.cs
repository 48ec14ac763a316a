namespace Discern.Web.Reports;

/// <summary>Precision, recall and F1 averaged over the classes.</summary>
/// <param name="Precision">Share of the answers that are right, 0 to 1.</param>
/// <param name="Recall">Share of the pictures that are found, 0 to 1.</param>
/// <param name="F1">Harmonic mean of both, 0 to 1.</param>
public sealed record Averages(Measure Precision, Measure Recall, Measure F1);
