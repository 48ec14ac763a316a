using Discern.Balancing;
using Discern.Classifiers.Logistic;
using Discern.Compute.Memory;

namespace Discern.Classifiers.Balance;

/// <summary>A table to learn from in which classes were made more equal.</summary>
/// <param name="table">The rows.</param>
/// <param name="resampling">How they came about.</param>
/// <param name="memory">What the rows lie in; given back with the table.</param>
internal sealed class BalancedTable(TrainingTable table, Resampling resampling, Arena memory) : IDisposable
{
    public TrainingTable Table => table;

    /// <summary>What stayed, was repeated and made of the pictures that might be learnt from, by their order.</summary>
    public Resampling Resampling => resampling;

    public void Dispose() => memory.Dispose();
}
