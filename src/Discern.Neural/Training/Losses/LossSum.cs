namespace Discern.Neural.Training.Losses;

/// <summary>Losses added up over examples.</summary>
/// <param name="Loss">The sum of weighted losses.</param>
/// <param name="Right">How many examples were classified rightly.</param>
internal readonly record struct LossSum(double Loss, int Right)
{
    public static LossSum operator +(LossSum left, LossSum right) => new(left.Loss + right.Loss, left.Right + right.Right);
}
