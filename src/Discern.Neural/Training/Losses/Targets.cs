namespace Discern.Neural.Training.Losses;

/// <summary>What a batch's outputs should be: a label for each example, mixed with another's and smoothed where that is asked for.</summary>
/// <remarks>
/// The target of class k is ε / K + (1 − ε) · (share · [k is the label] + (1 − share) · [k is the partner]): with ε the smoothing (Szegedy
/// and others, "Rethinking the Inception Architecture", CVPR 2016), the shares mixup's (Zhang and others, ICLR 2018).
/// Without either it is 1 for the label and 0 for all others.
/// </remarks>
internal readonly ref struct Targets
{
    private readonly ReadOnlySpan<int> labels;

    /// <summary>One class per example.</summary>
    public Targets(ReadOnlySpan<int> labels) => this.labels = labels;

    /// <summary>Another class per example; empty where nothing is mixed.</summary>
    public ReadOnlySpan<int> Partners { get; init; }

    /// <summary>The share of the example's own label, 0 to 1; one per example, empty where nothing is mixed.</summary>
    public ReadOnlySpan<float> Shares { get; init; }

    /// <summary>The share of each label that goes to all classes in equal parts, from 0 to below 1.</summary>
    public double Smoothing { get; init; }

    /// <summary>How many examples the batch has that these are a part of; 0 where they are the whole.</summary>
    public int BatchCount { get; init; }

    /// <summary>What the loss is divided by: the number of examples in the whole batch.</summary>
    /// <param name="examples">How many there are here.</param>
    public int Divisor(int examples) => BatchCount > 0 ? BatchCount : examples;

    /// <summary>The class that an example counts as right for: its own.</summary>
    /// <exception cref="DiscernException">It is none of the network's classes.</exception>
    public int Label(int example, int classes) => Checked(labels[example], classes);

    /// <summary>The target of one class, 0 to 1; those of all classes add up to 1.</summary>
    /// <exception cref="DiscernException">A label is none of the network's classes.</exception>
    public double Of(int example, int label, int classes)
    {
        double share = Partners.IsEmpty ? 1 : Shares[example];
        double hard = Checked(labels[example], classes) == label ? share : 0;
        if (!Partners.IsEmpty && Checked(Partners[example], classes) == label)
        {
            hard += 1 - share;
        }

        return (Smoothing / classes) + ((1 - Smoothing) * hard);
    }

    private static int Checked(int label, int classes) => (uint)label < (uint)classes
        ? label
        : throw new DiscernException(
            $"An example has the class number {label}, but the network tells apart {classes} classes, 0 to {classes - 1}; "
            + "give the network as many outputs as there are classes.");
}
