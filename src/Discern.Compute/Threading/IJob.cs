namespace Discern.Compute.Threading;

/// <summary>Work that is cut into numbered pieces which may run on any thread, in any order, at the same time.</summary>
/// <remarks>
/// A struct, so that a call allocates nothing. A piece must not depend on which thread runs it or on how many there are:
/// that is what makes the same seed give the same bits on every machine.
/// </remarks>
public interface IJob
{
    /// <summary>Does one piece.</summary>
    /// <param name="index">Which piece, from 0.</param>
    /// <param name="worker">Which thread runs it, from 0 to <see cref="Workers.Count"/> − 1: for scratch memory only.</param>
    void Run(int index, int worker);
}
