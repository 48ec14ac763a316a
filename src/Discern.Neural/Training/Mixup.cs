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
    /// <param name="inputs">The batch, or a part of it: as many examples as there are labels.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="weights">Their weights, which become those of the mixtures: λ · own + (1 − λ) · partner's.</param>
    /// <param name="mirrored">What lies at the same distance from the batch's other end, in the batch's order.</param>
    /// <param name="step">The step's number, by which the share is drawn.</param>
    public void Mix(Tensor inputs, ReadOnlySpan<int> labels, Span<float> weights, in MirroredExamples mirrored, long step)
    {
        var random = new Philox(seed, Philox.Stream(Purpose, (ulong)step));
        float own = (float)DrawShare(ref random, alpha);
        for (int example = 0; example < labels.Length; example++)
        {
            int partner = labels.Length - 1 - example;
            partners[example] = mirrored.Labels[partner];
            if (example == mirrored.Middle)
            {
                shares[example] = 1;
                continue;
            }

            Mix(inputs.Slice(example, 1).Values, mirrored.Inputs.Slice(partner, 1).Values, own);

            // λ·w·loss(own) + (1 − λ)·v·loss(partner) as one weight and one share: mixtures of classes of different weight stay exact.
            float weight = (own * weights[example]) + ((1 - own) * mirrored.Weights[partner]);
            shares[example] = weight > 0 ? own * weights[example] / weight : 1;
            weights[example] = weight;
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

    private static void Mix(Span<float> values, ReadOnlySpan<float> partner, float own)
    {
        for (int place = 0; place < values.Length; place++)
        {
            values[place] = (own * values[place]) + ((1 - own) * partner[place]);
        }
    }
}
