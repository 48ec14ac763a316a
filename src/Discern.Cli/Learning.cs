using Discern.Classifiers;
using Discern.Datasets;
using Discern.Runs;

namespace Discern.Cli;

/// <summary>A recipe with its options: learns from the pictures and fills the run's folder.</summary>
internal delegate RunDescription Learning(Dataset dataset, RunFolder run, IRunObserver observer, CancellationToken cancellationToken);
