namespace Discern.Explaining;

/// <summary>How answers are explained; the defaults are right for most.</summary>
public sealed record ExplanationOptions
{
    /// <summary>The method.</summary>
    public ExplanationMethod Method { get; init; } = ExplanationMethod.Shap;

    /// <summary>What is explained. The class activation maps take the network's own logits in any case.</summary>
    public ExplainedUnit Unit { get; init; } = ExplainedUnit.Probability;

    /// <summary>What stands in the place of hidden parts.</summary>
    public Concealment Concealment { get; init; } = Concealment.Blur;

    /// <summary>The classes to explain, by name; empty: the likeliest ones of each picture, at most <see cref="MostClasses"/>.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>How many classes are explained where none is named, at least 1.</summary>
    public int MostClasses { get; init; } = 4;

    /// <summary>
    /// How many times a network looks at a picture with parts of it hidden, at least 4; more show finer parts. A classifier that averages
    /// a picture with its mirror image looks twice for each answer.
    /// </summary>
    public int Evaluations { get; init; } = 500;

    /// <summary>Gradients that are averaged for each class, at least 1; those of a picture and its mirror image are two.</summary>
    public int Draws { get; init; } = 50;

    /// <summary>The seed of every random choice.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether maps are scored by insertion and deletion, and held against a model with shuffled weights.</summary>
    public bool IsChecked { get; init; }
}
