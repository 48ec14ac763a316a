namespace Discern.Datasets;

/// <summary>What share of the pictures each split is to have; the three add up to 1.</summary>
internal readonly record struct SplitShares(double Train, double Validation, double Test)
{
    /// <summary>The shares that split pictures of train into train and validation, in the proportion they have to each other.</summary>
    public SplitShares WithoutTest => new(Train / (Train + Validation), Validation / (Train + Validation), 0);

    public double this[Split split] => split switch
    {
        Split.Train => Train,
        Split.Validation => Validation,
        _ => Test,
    };
}
