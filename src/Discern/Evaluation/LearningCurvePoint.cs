namespace Discern.Evaluation;

/// <summary>How a classifier did that learnt from a share of the training pictures.</summary>
/// <param name="Share">The share, above 0 up to 1.</param>
/// <param name="Pictures">The training pictures in it.</param>
/// <param name="Accuracy">Its share of right answers on the pictures that judge all points alike: the validation pictures, without such the test pictures.</param>
/// <param name="LogLoss">Its log loss on them.</param>
/// <param name="TrainingAccuracy">Its share of right answers on the pictures that it learnt from, 0 to 1.</param>
public sealed record LearningCurvePoint(double Share, int Pictures, Estimate Accuracy, Estimate LogLoss, double TrainingAccuracy);
