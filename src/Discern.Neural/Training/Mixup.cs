using Discern.Compute;
using Discern.Compute.Random;

namespace Discern.Neural.Training;

/// <summary>Mixes the examples of a batch in pairs (Zhang and others, "mixup: Beyond Empirical Risk Minimization", ICLR 2018).</summary>
/// <remarks>
/// Batches come in a drawn order, so the first with the last, the second with the last but one and so on are random pairs. One share λ
/// is drawn for a batch from Beta(α, α); the larger of λ and 1 − λ is each example's own, so that it still counts as its own class.
/// </remarks>
internal sealed class Mixup(double alpha, ulong seed, int batch)
{
    // Sets its stream of random numbers apart from those of other purposes.
    private const ulong Purpose = 0x6D69787570;

    private readonly int[] partners = new int[batch];
    private readonly float[] shares = new float[batch];

    /// <summary>The class of each example's partner.</summary>
    public ReadOnlySpan<int> Partners => partners;

    /// <summary>The share of each example's own class in its target.</summary>
    public ReadOnlySpan<float> Shares => shares;

    /// <summary>Mixes inputs and weights in place, and notes partners and shares.</summary>
    /// <param name="inputs">The batch, as many examples as there are labels.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="weights">Their weights, which become those of the mixtures: λ · own + (1 − λ) · partner's.</param>
    /// <param name="step">The step's number, by which the share is drawn.</param>
    public void Mix(Tensor inputs, ReadOnlySpan<int> labels, Span<float> weights, long step)
    {
        var random = new Philox(seed, Philox.Stream(Purpose, (ulong)step));
        float own = (float)DrawShare(ref random, alpha);
        int count = labels.Length;
        for (int first = 0, last = count - 1; first <= last; first++, last--)
        {
            (partners[first], partners[last]) = (labels[last], labels[first]);
            if (first == last)
            {
                shares[first] = 1;
                continue;
            }

            Mix(inputs.Slice(first, 1).Values, inputs.Slice(last, 1).Values, own);

            // λ·w·loss(own) + (1 − λ)·v·loss(partner) as one weight and one share: mixtures of classes of different weight stay exact.
            float weight = (own * weights[first]) + ((1 - own) * weights[last]);
            float opposite = (own * weights[last]) + ((1 - own) * weights[first]);
            shares[first] = weight > 0 ? own * weights[first] / weight : 1;
            shares[last] = opposite > 0 ? own * weights[last] / opposite : 1;
            (weights[first], weights[last]) = (weight, opposite);
        }
    }

    /// <summary>The larger of λ and 1 − λ, with λ drawn from Beta(α, α) by Jöhnk's method, which suits α up to 1.</summary>
    public static double DrawShare(ref Philox random, double alpha)
    {
        while (true)
        {
            double one = Math.Pow(1 - random.NextDouble(), 1 / alpha);
            double other = Math.Pow(1 - random.NextDouble(), 1 / alpha);
            if (one + other <= 1)
            {
                return Math.Max(one, other) / (one + other);
            }
        }
    }

    private static void Mix(Span<float> first, Span<float> last, float own)
    {
        for (int place = 0; place < first.Length; place++)
        {
            (first[place], last[place]) = ((own * first[place]) + ((1 - own) * last[place]), (own * last[place]) + ((1 - own) * first[place]));
        }
    }
}
