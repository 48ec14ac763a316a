namespace Discern.Neural.Training.Optimizers;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, ICLR 2019), with Keras' defaults.</summary>
/// <remarks>All trainable parameters decay, biases too, as in Keras and PyTorch where none is excluded.</remarks>
public sealed record AdamWOptions : AdamOptions
{
    /// <summary>Each step first takes learning rate × this share off each weight.</summary>
    public double WeightDecay { get; init; } = 0.004;

    internal override double Decay => WeightDecay;
}
