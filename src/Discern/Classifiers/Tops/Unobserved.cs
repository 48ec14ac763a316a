using Discern.Neural.Training;

namespace Discern.Classifiers.Tops;

/// <summary>Watches a training of seconds, of which nobody waits for a sign.</summary>
internal sealed class Unobserved : ITrainingObserver
{
    public void OnBatch(int epoch, int done, int total, double loss)
    {
        // Nothing is shown.
    }

    public void OnEpoch(EpochResult result, TrainingState state, bool isBest)
    {
        // No epoch is chosen, and none is a stopping place.
    }
}
