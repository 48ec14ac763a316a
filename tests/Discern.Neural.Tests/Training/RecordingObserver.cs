using Discern.Neural.Training;

namespace Discern.Neural.Tests.Training;

/// <summary>Remembers what it was told.</summary>
internal sealed class RecordingObserver : ITrainingObserver
{
    public List<EpochResult> Epochs { get; } = [];

    public List<int> BestEpochs { get; } = [];

    public int Batches { get; private set; }

    /// <summary>What to do after a batch.</summary>
    public Action<int, int> AfterBatch { get; init; } = (_, _) => { };

    /// <summary>What to do after an epoch.</summary>
    public Action<TrainingState> AfterEpoch { get; init; } = _ => { };

    public void OnBatch(int epoch, int done, int total, double loss)
    {
        Batches++;
        AfterBatch(epoch, done);
    }

    public void OnEpoch(EpochResult result, TrainingState state, bool isBest)
    {
        Epochs.Add(result);
        if (isBest)
        {
            BestEpochs.Add(result.Epoch);
        }

        AfterEpoch(state);
    }
}
