using Discern.Neural.Graphs;
using Discern.Neural.Training;
using Discern.Runs;

namespace Discern.Classifiers;

/// <summary>The weights that a run keeps.</summary>
internal static class Model
{
    public static void Save(RunFolder run, Graph graph, Weights weights) => SafeTensors.WriteWeights(run.ModelPath, graph, weights);

    /// <exception cref="DiscernException">The run has no model yet, or its weights are not those of the network.</exception>
    public static Weights Load(RunFolder run, Graph graph) => File.Exists(run.ModelPath)
        ? SafeTensors.ReadWeights(run.ModelPath, graph)
        : throw new DiscernException($"The run '{run.Path}' has no model yet, because it was stopped. Go on with it: discern train DATA --continue {run.Path}");
}
