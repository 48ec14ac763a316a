namespace Discern.Neural.Training;

/// <summary>Is told how training goes: draws progress, writes checkpoints.</summary>
public interface ITrainingObserver
{
    /// <summary>A step is done.</summary>
    /// <param name="epoch">The epoch, counted from 1.</param>
    /// <param name="done">Examples of the epoch seen so far.</param>
    /// <param name="total">Examples per epoch.</param>
    /// <param name="loss">Mean weighted loss over the examples of the epoch seen so far.</param>
    void OnBatch(int epoch, int done, int total, double loss);

    /// <summary>An epoch is done, validation included.</summary>
    /// <param name="result">What it achieved.</param>
    /// <param name="state">What a checkpoint must hold; it stands still until the next epoch is done.</param>
    /// <param name="isBest">Whether this epoch is the best so far.</param>
    void OnEpoch(EpochResult result, TrainingState state, bool isBest);
}
