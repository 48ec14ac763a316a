using Discern.Compute;

namespace Discern.Neural.Training.Losses;

/// <summary>How far logits are from their targets, and which way they should go.</summary>
internal abstract class Loss
{
    /// <summary>The loss for a network of so many logits: binary cross-entropy for one, else cross-entropy over softmax.</summary>
    public static Loss For(int logits) => logits == 1 ? new BinaryCrossEntropy() : new CrossEntropy();

    /// <summary>The loss that a training asks for; with neither focus nor offsets cross-entropy.</summary>
    public static Loss For(int logits, TrainingOptions options)
    {
        Loss loss = For(logits);
        loss = options.FocalGamma is { } gamma ? new FocalLoss(loss, gamma) : loss;
        return options.LogitOffsets is { } offsets ? new LogitAdjustment(loss, offsets) : loss;
    }

    /// <summary>Computes a batch's loss and its gradient.</summary>
    /// <param name="logits">Examples × logits.</param>
    /// <param name="targets">What each example's output should be.</param>
    /// <param name="weights">One factor per example.</param>
    /// <param name="gradient">Receives the gradient of the batch's loss; absent where nobody wants it.</param>
    /// <returns>The weighted sum of losses, to be divided by the number of examples, and how many were classified rightly.</returns>
    /// <remarks>
    /// As in Keras the batch's loss is Σ weight · loss / examples: the divisor is the number of examples, not the sum of weights.
    /// </remarks>
    /// <exception cref="DiscernException">A label is none of the network's classes.</exception>
    public abstract LossSum Compute(Tensor logits, in Targets targets, ReadOnlySpan<float> weights, Tensor gradient);

    /// <summary>Turns logits into a column of probabilities per class.</summary>
    /// <param name="logits">One example's.</param>
    /// <param name="probabilities">One per class; two for a single logit.</param>
    public abstract void Predict(ReadOnlySpan<float> logits, Span<float> probabilities);
}
