using Discern.Compute;

namespace Discern.Neural.Graphs;

/// <summary>Numbers that a layer learns, or gathers, in training. The numbers themselves are in <see cref="Weights"/>.</summary>
public sealed class Parameter
{
    private bool isTrainable;

    internal Parameter(string role, Shape shape, Initializer initializer, bool isStatistic = false)
    {
        Role = role;
        Shape = shape;
        Initializer = initializer;
        IsStatistic = isStatistic;
        isTrainable = !isStatistic;
    }

    /// <summary>Keras' name for what it is within its layer, such as "kernel" or "bias".</summary>
    public string Role { get; }

    /// <summary>Its size; a convolution's is [kernel row][kernel column][in][out], a dense layer's [in][out].</summary>
    public Shape Shape { get; }

    /// <summary>What it holds before training.</summary>
    public Initializer Initializer { get; }

    /// <summary>Whether it is gathered from the data, such as a running mean, rather than learned from gradients.</summary>
    public bool IsStatistic { get; }

    /// <summary>
    /// Whether training changes it. Read when a plan or an optimizer is made; a later change needs new ones.
    /// </summary>
    /// <exception cref="InvalidOperationException">A statistic is set trainable.</exception>
    public bool IsTrainable
    {
        get => isTrainable;
        set => isTrainable = value && IsStatistic
            ? throw new InvalidOperationException($"'{Role}' is a statistic of the data, which no gradient can train.")
            : value;
    }

    /// <summary>
    /// By which training multiplies the learning rate for it; 1 by default. Read when an optimizer is made.
    /// </summary>
    public double LearningRateScale { get; set; } = 1;
}
