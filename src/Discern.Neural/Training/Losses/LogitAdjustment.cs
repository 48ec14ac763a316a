using Discern.Compute;

namespace Discern.Neural.Training.Losses;

/// <summary>Adds an offset for each class to the logits before the loss, so that the network itself need not learn how frequent classes are.</summary>
/// <remarks>
/// Menon and others, "Long-tail learning via logit adjustment" (ICLR 2021): with offsets τ · ln(share of the class) the logits without them are those of classes
/// that are equally frequent.
/// </remarks>
/// <param name="inner">The loss of the logits with offsets.</param>
/// <param name="offsets">One per class.</param>
internal sealed class LogitAdjustment(Loss inner, IReadOnlyList<float> offsets) : Loss
{
    private float[] plain = [];

    public override LossSum Compute(Tensor logits, in Targets targets, ReadOnlySpan<float> weights, Tensor gradient)
    {
        Span<float> values = logits.Values;
        int outputs = logits.Shape[1];
        if (plain.Length < values.Length)
        {
            plain = new float[values.Length];
        }

        values.CopyTo(plain);
        for (int index = 0; index < values.Length; index++)
        {
            values[index] += outputs == 1 ? offsets[1] - offsets[0] : offsets[index % outputs];
        }

        LossSum sum = inner.Compute(logits, targets, weights, gradient);
        plain.AsSpan(0, values.Length).CopyTo(values);
        return sum;
    }

    public override void Predict(ReadOnlySpan<float> logits, Span<float> probabilities) => inner.Predict(logits, probabilities);
}
