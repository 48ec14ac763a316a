using Discern.Datasets;

namespace Discern.Splitting;

/// <summary>How far a split is from the shares that were wished, over all classes and parts.</summary>
/// <param name="Largest">The largest distance of a class's share in a part from the wished one, 0 to 1.</param>
/// <param name="Mean">The mean distance, each class counting the same, 0 to 1.</param>
public sealed record SplitBalance(double Largest, double Mean)
{
    internal static SplitBalance Of(IReadOnlyList<Example> examples, IReadOnlyList<Split> splits, SplitShares shares)
    {
        Split[] parts = Enum.GetValues<Split>();
        double[] distances =
        [
            .. examples.Zip(splits).GroupBy(pair => pair.First.Label).SelectMany(ofClass =>
            {
                Dictionary<Split, int> counts = ofClass.CountBy(pair => pair.Second).ToDictionary();
                double total = counts.Values.Sum();
                return parts.Select(part => Math.Abs((counts.GetValueOrDefault(part) / total) - shares[part]));
            }),
        ];
        return new SplitBalance(distances.Max(), distances.Average());
    }
}
