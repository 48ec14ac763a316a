namespace Discern.Compute.Threading;

/// <summary>Is told when the threads of a pool were at work. Called on those threads, at the same time.</summary>
public interface IRegionObserver
{
    /// <summary>The present moment, on a clock of the observer's own.</summary>
    long Timestamp { get; }

    /// <summary>A thread has done its pieces of a region, which is not over before this returns.</summary>
    /// <param name="worker">Which thread: 0 for the caller, from 1 for those of the pool.</param>
    /// <param name="start">When it began.</param>
    void OnWorked(int worker, long start);
}
