using Discern.Classifiers.FineTune;
using Discern.Classifiers.Folds;
using Discern.Classifiers.Transfer;
using Discern.Compute.Threading;
using Discern.Neural.Graphs;
using Discern.Neural.Training;
using Discern.Runs;

namespace Discern.Classifiers;

/// <summary>The classifier that a run keeps.</summary>
internal static class Model
{
    /// <summary>Makes a run's classifier ready, whatever its recipe.</summary>
    /// <param name="run">The run.</param>
    /// <param name="workers">The threads to use.</param>
    /// <param name="featureFolder">Where a pretrained body's features are kept; null keeps none.</param>
    /// <exception cref="DiscernException">The run has no model yet, or what it is made of is not there any more.</exception>
    public static IPictureModel Open(RunFolder run, Workers workers, string? featureFolder = null) => run.Description.Recipe switch
    {
        CnnSession.Recipe => new CnnModel(run, workers),
        FineTuneRecipe.Name => FineTuneRecipe.Open(run, workers),
        TransferRecipe.Name => TransferRecipe.Open(run, workers, featureFolder),
        Ensemble.Recipe => Ensemble.Open(run, workers, featureFolder),
        _ => throw new DiscernException($"The run '{run.Path}' is of the recipe '{run.Description.Recipe}', which this version does not know. Use the version {run.Description.Version} that made it."),
    };

    /// <exception cref="DiscernException">The run has no model yet.</exception>
    public static void Require(RunFolder run)
    {
        if (!File.Exists(run.ModelPath))
        {
            string howToGoOn = run.Description.Recipe is CnnSession.Recipe ? $"Go on with it: discern train DATA --continue {run.Path}" : "Train again.";
            throw new DiscernException($"The run '{run.Path}' has no model yet, because it was stopped. {howToGoOn}");
        }
    }

    public static void Save(RunFolder run, Graph graph, Weights weights)
    {
        if (run.IsWritten)
        {
            SafeTensors.WriteWeights(run.ModelPath, graph, weights);
        }
    }

    /// <exception cref="DiscernException">The run has no model yet, or its weights are not those of the network.</exception>
    public static Weights Load(RunFolder run, Graph graph)
    {
        Require(run);
        return SafeTensors.ReadWeights(run.ModelPath, graph);
    }
}
