using Discern.Datasets;
using Discern.Runs;

namespace Discern.Classifiers;

/// <summary>A recipe with its options: learns from pictures and fills a run's folder.</summary>
/// <param name="dataset">The pictures.</param>
/// <param name="run">A new folder.</param>
/// <param name="observer">Is told how it goes.</param>
/// <param name="cancellation">Stops the run.</param>
/// <returns>The description, as <c>run.json</c> holds it.</returns>
public delegate RunDescription Learning(Dataset dataset, RunFolder run, IRunObserver observer, CancellationToken cancellation);
