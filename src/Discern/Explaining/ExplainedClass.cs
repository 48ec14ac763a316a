namespace Discern.Explaining;

/// <summary>The map of one class in an <see cref="ExplainedPicture"/>.</summary>
/// <param name="Class">The class.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="Output">What was explained.</param>
/// <param name="Base">What it is where nothing of the picture is seen; null for methods that know none.</param>
/// <param name="Sum">The sum of the map.</param>
/// <param name="Picture">The map in red and blue over the picture.</param>
/// <param name="Scores">How faithful the map is; null where that was not asked for.</param>
public sealed record ExplainedClass(string Class, double Probability, double Output, double? Base, double Sum, byte[] Picture, MapScores? Scores)
{
    // What a method that adds up exactly may lose to rounding.
    private const double Rounding = 1e-3;

    /// <summary>What the scores say; null where there are none.</summary>
    public string? ScoreSentence
    {
        get
        {
            if (Scores is not { } scores)
            {
                return null;
            }

            string shuffled = scores.ShuffledCorrelation is { } correlation
                ? $"with shuffled weights the map is ranked alike by {ExplainedPicture.Number(correlation)} (0: it depends on what was learnt, 1: not at all)"
                : "with shuffled weights there is no map at all: it depends on what was learnt";
            return $"{Class}: insertion {ExplainedPicture.Number(scores.Insertion)} (random maps {ExplainedPicture.Number(scores.RandomInsertion)}; higher is better), "
                + $"deletion {ExplainedPicture.Number(scores.Deletion)} (random maps {ExplainedPicture.Number(scores.RandomDeletion)}; lower is better); {shuffled}.";
        }
    }

    /// <summary>Base value, map and output in one line.</summary>
    public string Sums
    {
        get
        {
            if (Base is not { } ground)
            {
                return $"output {ExplainedPicture.Number(Output)}";
            }

            string sum = Sum < 0 ? $"− {ExplainedPicture.Number(-Sum)}" : $"+ {ExplainedPicture.Number(Sum)}";
            bool isExact = Math.Abs(ground + Sum - Output) <= Rounding;
            return $"base {ExplainedPicture.Number(ground)} {sum} {(isExact ? "=" : "≈")} {ExplainedPicture.Number(Output)}";
        }
    }
}
