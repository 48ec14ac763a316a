namespace Discern.Serving;

/// <summary>What a <see cref="BatchingPredictor"/> has done so far, in pictures, and what it is about.</summary>
/// <param name="Waiting">Taken and not yet answered.</param>
/// <param name="Limit">The most that may wait.</param>
/// <param name="Answered">Answered with probabilities.</param>
/// <param name="Unreadable">Answered with the reason why they cannot be read.</param>
/// <param name="Abandoned">Dropped, because who asked went away or the predictor stopped.</param>
/// <param name="Failed">Lost to a fault of the program's own.</param>
/// <param name="Refused">Not taken, because the queue had no room.</param>
/// <param name="Batches">How many pictures went through the network together.</param>
public sealed record ServingStatistics(int Waiting, int Limit, long Answered, long Unreadable, long Abandoned, long Failed, long Refused, HistogramCounts Batches);
