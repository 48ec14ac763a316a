using Discern.Neural.Training;
using Discern.Runs;

namespace Discern.Classifiers.FineTune;

/// <summary>Writes the history after each epoch, then tells the observer.</summary>
internal sealed class HistoryKeeper(RunFolder run, int epochs, RunClock clock, IRunObserver observer) : ITrainingObserver
{
    public void OnBatch(int epoch, int done, int total, double loss) =>
        clock.Report(((long)(epoch - 1) * total) + done, (long)epochs * total);

    public void OnEpoch(EpochResult result, TrainingState state, bool isBest)
    {
        run.Save(state.History);
        observer.OnEpoch(result, epochs, isBest);
    }
}
