using Discern.Classifiers.Logistic;
using Discern.Compute.Threading;

namespace Discern.Classifiers.Balance;

/// <summary>Makes the rows that are learnt from more equal; never those that judge.</summary>
internal interface ITrainingBalance
{
    /// <summary>Chooses, repeats or makes rows.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="rows">Which of them may be learnt from, ascending; the others are not looked at.</param>
    /// <param name="workers">Who computes.</param>
    /// <param name="cancellation">Stops it.</param>
    BalancedTable Apply(TrainingTable table, int[] rows, Workers workers, CancellationToken cancellation);
}
