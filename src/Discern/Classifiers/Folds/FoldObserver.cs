using Discern.Neural.Graphs;
using Discern.Neural.Training;

namespace Discern.Classifiers.Folds;

/// <summary>Passes on how the training of a fold or a share goes; its remarks stand in its own <c>run.json</c>.</summary>
internal sealed class FoldObserver(IRunObserver observer) : IRunObserver
{
    public void OnPhase(RunPhase phase) => observer.OnPhase(phase);

    public void OnProgress(RunProgress progress) => observer.OnProgress(progress);

    public void OnRemark(string sentence)
    {
        // As many as there are folds, of one kind: the run itself says what matters.
    }

    public void OnNetwork(NetworkDescription network, Graph graph)
    {
        // The same network for each fold.
    }

    public void OnEpoch(EpochResult result, int epochs, bool isBest) => observer.OnEpoch(result, epochs, isBest);
}
