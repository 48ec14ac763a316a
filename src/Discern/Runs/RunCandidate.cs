namespace Discern.Runs;

/// <summary>A classifier that was tried.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="LogLoss">The mean negative logarithm of the true class's probability, on pictures that it had not learnt from.</param>
/// <param name="Accuracy">The share of right answers on the same pictures.</param>
public sealed record RunCandidate(string Name, double LogLoss, double Accuracy);
