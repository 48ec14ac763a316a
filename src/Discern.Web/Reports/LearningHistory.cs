namespace Discern.Web.Reports;

/// <summary>How training went, epoch by epoch.</summary>
/// <param name="Epochs">In order, the first first.</param>
/// <param name="BestEpoch">The epoch whose weights were kept, where it is known.</param>
public sealed record LearningHistory(IReadOnlyList<EpochPoint> Epochs, int? BestEpoch)
{
    // A validation loss wobbles from epoch to epoch; a rise smaller than this says nothing.
    private const double MeaningfulRise = 1.05;

    /// <summary>
    /// The epoch at which the validation loss turned: its lowest one, if it was on average at least 5 % higher in the
    /// epochs after while the training loss went on falling. Null where it did not turn.
    /// </summary>
    public EpochPoint? Turn
    {
        get
        {
            var validated = Epochs.Where(e => e.ValidationLoss is { } loss && double.IsFinite(loss)).ToList();
            var lowest = validated.MinBy(e => e.ValidationLoss);
            if (lowest is null || lowest == validated[^1])
            {
                return null;
            }

            var after = validated.SkipWhile(e => e != lowest).Skip(1).Average(e => e.ValidationLoss!.Value);
            var stillFalling = Epochs[^1].Loss < lowest.Loss;
            return stillFalling && after >= lowest.ValidationLoss!.Value * MeaningfulRise ? lowest : null;
        }
    }

    /// <summary>The point of <see cref="BestEpoch"/>, where it is in the history.</summary>
    public EpochPoint? Best => Epochs.FirstOrDefault(e => e.Epoch == BestEpoch);
}
