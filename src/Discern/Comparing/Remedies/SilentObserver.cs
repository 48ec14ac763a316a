using Discern.Classifiers;
using Discern.Neural.Graphs;
using Discern.Neural.Training;

namespace Discern.Comparing.Remedies;

/// <summary>Passes on nothing of a fold's training: there are dozens, and the comparison tells how many are done.</summary>
internal sealed class SilentObserver : IRunObserver
{
    public void OnPhase(RunPhase phase)
    {
        // The comparison has phases of its own.
    }

    public void OnProgress(RunProgress progress)
    {
        // The comparison counts classifiers.
    }

    public void OnRemark(string sentence)
    {
        // Of one kind for every fold.
    }

    public void OnNetwork(NetworkDescription network, Graph graph)
    {
        // The same network for each fold.
    }

    public void OnEpoch(EpochResult result, int epochs, bool isBest)
    {
        // Dozens of trainings, each with dozens of epochs.
    }
}
