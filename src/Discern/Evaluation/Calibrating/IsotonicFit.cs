namespace Discern.Evaluation.Calibrating;

/// <summary>Isotonic regression of the truth on the probability of the second of two classes, by pooling adjacent violators.</summary>
internal static class IsotonicFit
{
    /// <summary>Fits. Values are kept off 0 and 1 by the rule of succession, 1 / (rows + 2): no number of pictures proves certainty.</summary>
    public static Calibration Fit(IReadOnlyList<Prediction> rows)
    {
        var blocks = new List<Block>();
        foreach (var equal in rows.GroupBy(row => row.Probabilities[1]).OrderBy(group => group.Key))
        {
            blocks.Add(new Block(equal.Key, equal.Key, equal.Count(row => row.Label == 1), equal.Count()));
            while (blocks.Count > 1 && blocks[^2].Mean >= blocks[^1].Mean)
            {
                Block last = blocks[^1];
                Block before = blocks[^2];
                blocks.RemoveRange(blocks.Count - 2, 2);
                blocks.Add(new Block(before.First, last.Last, before.Positives + last.Positives, before.Count + last.Count));
            }
        }

        double least = 1.0 / (rows.Count + 2);
        (double Input, double Output)[] knots = [.. blocks
            .SelectMany(block => block.First < block.Last ? new[] { (block.First, block.Mean), (block.Last, block.Mean) } : [(block.First, block.Mean)])
            .Select(knot => (knot.Item1, Math.Clamp(knot.Item2, least, 1 - least)))];
        return new Calibration { Method = CalibrationMethod.Isotonic, Inputs = [.. knots.Select(knot => knot.Input)], Outputs = [.. knots.Select(knot => knot.Output)] };
    }

    private readonly record struct Block(double First, double Last, int Positives, int Count)
    {
        public double Mean => (double)Positives / Count;
    }
}
