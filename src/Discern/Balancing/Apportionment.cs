namespace Discern.Balancing;

/// <summary>Divides a whole number in proportion to weights.</summary>
internal static class Apportionment
{
    /// <summary>By largest remainders; of equal ones the first come first. The parts add up exactly.</summary>
    /// <param name="total">What is divided.</param>
    /// <param name="weights">0 or more each, not all 0.</param>
    public static int[] Divide(int total, double[] weights)
    {
        double sum = weights.Sum();
        double[] exact = [.. weights.Select(weight => total * (weight / sum))];
        int[] parts = [.. exact.Select(part => (int)Math.Floor(part))];
        int[] byRemainder = [.. Enumerable.Range(0, weights.Length).Where(index => weights[index] > 0).OrderByDescending(index => exact[index] - parts[index])];
        int rest = total - parts.Sum();
        for (int next = 0; next < rest; next++)
        {
            parts[byRemainder[next % byRemainder.Length]]++;
        }

        return parts;
    }
}
