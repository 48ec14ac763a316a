using Discern.Compute.Activations;

namespace Discern.Compute.Normalization;

/// <summary>What the backward pass of batch normalisation reads and writes: of y = activation((x − mean) / deviation · γ + β + addend).</summary>
public readonly record struct BatchGradient
{
    /// <summary>What was normalised; its last dimension are the channels.</summary>
    public Tensor Input { get; init; }

    /// <summary>The batch's mean of each channel.</summary>
    public Tensor Mean { get; init; }

    /// <summary>1 / √(variance + ε) of each channel.</summary>
    public Tensor InverseDeviation { get; init; }

    /// <summary>The learned scale of each channel.</summary>
    public Tensor Gamma { get; init; }

    /// <summary>The learned shift of each channel.</summary>
    public Tensor Beta { get; init; }

    /// <summary>The activation behind it all.</summary>
    public Activation Activation { get; init; }

    /// <summary>Whether something was added before the activation.</summary>
    public bool HasAddend { get; init; }

    /// <summary>What came out; read only where there was an addend before an activation.</summary>
    public Tensor Output { get; init; }

    /// <summary>The gradient that comes in; the input's shape.</summary>
    public Tensor OutputGradient { get; init; }

    /// <summary>Receives the input's gradient; absent where nobody wants it; without an addend it may be the output's gradient itself.</summary>
    public Tensor InputGradient { get; init; }

    /// <summary>Where there was an addend: receives its gradient; may be the output's gradient itself.</summary>
    public Tensor AddendGradient { get; init; }

    /// <summary>Receives the gradient of the scale.</summary>
    public Tensor GammaGradient { get; init; }

    /// <summary>Receives the gradient of the shift.</summary>
    public Tensor BetaGradient { get; init; }
}
