using Discern.Classifiers;

namespace Discern.Cli.Predictions;

/// <summary>Writes predictions one after the other; what was held back is written when it is disposed of.</summary>
internal abstract class PredictionWriter : IDisposable
{
    /// <summary>Writes one prediction, or that the picture could not be read.</summary>
    public abstract void Write(PicturePrediction prediction);

    /// <inheritdoc/>
    public abstract void Dispose();
}
