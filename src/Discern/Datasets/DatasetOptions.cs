namespace Discern.Datasets;

/// <summary>How a data set is read and, where it brings no split of its own, split.</summary>
public sealed record DatasetOptions
{
    /// <summary>The share of pictures to learn from, above 0. The three shares add up to 1.</summary>
    public double TrainShare { get; init; } = 0.7;

    /// <summary>The share of pictures to take the final figures on, 0 or more.</summary>
    public double TestShare { get; init; } = 0.2;

    /// <summary>The share of pictures to choose the best epoch on, 0 or more.</summary>
    public double ValidationShare { get; init; } = 0.1;

    /// <summary>The seed of the split: the same seed and the same pictures give the same split.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// A regular expression over file names (without their folder): pictures whose first capture group, or whole match where
    /// there is none, is the same text form a group and never straddle a split. It goes before the column <c>group</c> of <c>index.csv</c>.
    /// </summary>
    public string? GroupPattern { get; init; }

    /// <summary>The shares in the order of <see cref="Split"/>.</summary>
    internal SplitShares Shares => new(TrainShare, ValidationShare, TestShare);

    /// <summary>Checks the shares.</summary>
    /// <exception cref="ArgumentException">A share is negative or not a number, the shares do not add up to 1, or nothing is left to learn from.</exception>
    internal void Validate()
    {
        bool areShares = TrainShare > 0 && TestShare >= 0 && ValidationShare >= 0;
        if (!areShares || !(Math.Abs(TrainShare + TestShare + ValidationShare - 1) < 1e-6))
        {
            throw new ArgumentException(
                $"The shares of train, test and validation are {TrainShare}, {TestShare} and {ValidationShare}; they must add up to 1, none below 0 and train above 0.");
        }
    }
}
