using Discern.Neural.Graphs;
using Discern.Neural.Training;
using Discern.Runs;

namespace Discern.Classifiers;

/// <summary>Writes checkpoint and history after each epoch, then tells the observer.</summary>
internal sealed class EpochKeeper(RunFolder run, Graph graph, int epochs, int epochsBefore, RunClock clock, IRunObserver observer) : ITrainingObserver
{
    public void OnBatch(int epoch, int done, int total, double loss) =>
        clock.Report(((long)(epoch - 1 - epochsBefore) * total) + done, (long)(epochs - epochsBefore) * total);

    public void OnEpoch(EpochResult result, TrainingState state, bool isBest)
    {
        if (run.IsWritten)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(run.CheckpointPath)!);
            state.Write(run.CheckpointPath, graph);
        }

        run.Save(state.History);
        observer.OnEpoch(result, epochs, isBest);
    }
}
