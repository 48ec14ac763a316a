using Discern.Datasets;
using Discern.Runs;

namespace Discern.Classifiers;

/// <summary>Checks that a run can go on from another, and says what differs.</summary>
internal static class Continuation
{
    /// <summary>The network to train: that of the run to go on from, or the one that is asked for.</summary>
    /// <exception cref="DiscernException">The run to go on from is of another recipe, other classes or another network, or has nothing to go on from.</exception>
    public static NetworkDescription Network(RunFolder? earlier, Dataset dataset, CnnOptions options, IRunObserver observer)
    {
        if (earlier is null)
        {
            return Networks.Find(options.Network, options.Size, dataset.Classes.Count);
        }

        RunDescription run = earlier.Description;
        if (run.Recipe is not CnnSession.Recipe)
        {
            throw new DiscernException($"The run '{earlier.Path}' is of the recipe '{run.Recipe}'; only '{CnnSession.Recipe}' can go on from it by its own. Train anew, without a run to continue.");
        }

        if (!File.Exists(earlier.CheckpointPath))
        {
            throw new DiscernException($"The run '{earlier.Path}' was stopped before its first epoch was over, so there is nothing to go on from. Train anew, without a run to continue.");
        }

        if (!run.Classes.SequenceEqual(dataset.Classes, StringComparer.Ordinal))
        {
            throw new DiscernException(
                $"The run '{earlier.Path}' tells {Names(run.Classes)} apart, the data set has {Names(dataset.Classes)}. Give the data set that the run learnt from, or train anew.");
        }

        NetworkDescription network = NetworkDescription.Of(run);
        bool isAnother = options.Size is { } size && size != network.Size;
        if (options.Network is not null)
        {
            NetworkDescription asked = Networks.Find(options.Network, options.Size ?? network.Size, dataset.Classes.Count);
            isAnother |= asked.Channels != network.Channels || !asked.Layers.SequenceEqual(network.Layers);
        }

        if (isAnother)
        {
            throw new DiscernException(
                $"The run '{earlier.Path}' trains the network '{network.Name}' on {network.Size}×{network.Size} pictures, another than is asked for. Leave network and size out to go on with it, or train anew.");
        }

        if (!string.Equals(run.Dataset.Fingerprint, dataset.Fingerprint, StringComparison.Ordinal))
        {
            observer.OnRemark("The data set is not the same as when the run began: pictures, classes or splits have changed. Figures on pictures that were learnt from before will flatter.");
        }

        if (run.Seed != options.Seed)
        {
            observer.OnRemark($"The run began with seed {run.Seed} and goes on with seed {options.Seed}: its bits are not those of a run without a stop.");
        }

        return network;
    }

    private static string Names(IEnumerable<string> classes) => string.Join(", ", classes.Select(name => $"'{name}'"));
}
