using Discern.Neural.Plans;

namespace Discern.Classifiers.Transfer;

/// <summary>In what numbers features are computed where nobody said, and why.</summary>
/// <param name="Precision">The choice.</param>
/// <param name="Reason">Why, as a sentence.</param>
internal sealed record PrecisionChoice(Precision Precision, string Reason)
{
    /// <summary>Takes bfloat16 only where the machine has it and a check on pictures that were not learnt from passes.</summary>
    /// <param name="possible">What the machine came to when it was asked for bfloat16.</param>
    /// <param name="obstacle">Where that is single precision: why, as a sentence.</param>
    /// <param name="check">Makes the check, which takes time; null where there are too few pictures for one.</param>
    public static PrecisionChoice Decide(Precision possible, string? obstacle, Func<PrecisionCheck?> check)
    {
        if (possible != Precision.Bfloat16)
        {
            return new(Precision.Float32, obstacle ?? throw new ArgumentNullException(nameof(obstacle)));
        }

        return check() switch
        {
            null => new(
                Precision.Float32,
                $"Features are computed in single precision: fewer than {HeldOut.FewestToCompareBy} validation pictures cannot show that bfloat16 answers as well."),
            { Passes: true } passed => new(
                Precision.Bfloat16,
                $"Features are computed in bfloat16: by them one classifier answers {passed.Pictures:N0} validation pictures as well as by single precision ({passed.Figures})."),
            { } failed => new(
                Precision.Float32,
                $"Features are computed in single precision: by bfloat16 one classifier answers {failed.Pictures:N0} validation pictures worse ({failed.Figures})."),
        };
    }
}
