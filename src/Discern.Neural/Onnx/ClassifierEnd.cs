namespace Discern.Neural.Onnx;

/// <summary>How probabilities come of what a network gives.</summary>
public enum ClassifierEnd
{
    /// <summary>It gives a logit per class.</summary>
    Softmax,

    /// <summary>It gives one logit, that of the second of two classes.</summary>
    Sigmoid,

    /// <summary>It gives the probabilities themselves.</summary>
    Given,
}
