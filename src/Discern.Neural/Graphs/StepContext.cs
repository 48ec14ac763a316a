using Discern.Compute.Threading;

namespace Discern.Neural.Graphs;

/// <summary>What all operations of one pass have in common.</summary>
/// <param name="Count">Examples in this batch.</param>
/// <param name="IsTraining">Whether the pass is one of training.</param>
/// <param name="Seed">The user's seed.</param>
/// <param name="Number">Which training step it is, counted over all epochs.</param>
/// <param name="Workers">The threads to use.</param>
/// <param name="First">The place of the first example in the batch that this is a part of; 0 where it is the whole.</param>
internal readonly record struct StepContext(int Count, bool IsTraining, ulong Seed, ulong Number, Workers Workers, int First = 0);
