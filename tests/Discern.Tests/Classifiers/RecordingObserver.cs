using Discern.Classifiers;
using Discern.Neural.Graphs;
using Discern.Neural.Training;

namespace Discern.Tests.Classifiers;

/// <summary>Keeps what it is told, and may stop a run after an epoch.</summary>
internal sealed class RecordingObserver : IRunObserver
{
    public List<RunPhase> Phases { get; } = [];

    public List<RunProgress> Progress { get; } = [];

    public List<string> Remarks { get; } = [];

    public List<EpochResult> Epochs { get; } = [];

    public CancellationTokenSource Stop { get; } = new();

    public int? StopAfter { get; init; }

    public void OnPhase(RunPhase phase) => Phases.Add(phase);

    public void OnProgress(RunProgress progress) => Progress.Add(progress);

    public void OnRemark(string sentence) => Remarks.Add(sentence);

    public void OnNetwork(NetworkDescription network, Graph graph) => Assert.NotEmpty(Summary.Of(graph));

    public void OnEpoch(EpochResult result, int epochs, bool isBest)
    {
        Epochs.Add(result);
        if (result.Epoch == StopAfter)
        {
            Stop.Cancel();
        }
    }
}
