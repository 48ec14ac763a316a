namespace Discern.Evaluation;

/// <summary>How a classifier did that learnt without one fold, on that fold.</summary>
/// <param name="Fold">The fold's number, from 1.</param>
/// <param name="Count">The pictures held out.</param>
/// <param name="Accuracy">The share of right answers, 0 to 1.</param>
/// <param name="BalancedAccuracy">The mean of the classes' shares of right answers, 0 to 1.</param>
/// <param name="MacroF1">The mean of the classes' F1, 0 to 1.</param>
/// <param name="LogLoss">The mean negative logarithm of the true class's probability.</param>
public sealed record FoldEvaluation(int Fold, int Count, double Accuracy, double BalancedAccuracy, double MacroF1, double LogLoss);
