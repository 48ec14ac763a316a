namespace Discern.Explaining;

/// <summary>What is explained of an answer.</summary>
public enum ExplainedUnit
{
    /// <summary>The probability of the class, from 0 to 1, corrected and averaged over mirror images as the classifier's own answers are.</summary>
    Probability,

    /// <summary>
    /// The logit of that probability, log(p / (1 − p)): for a network with one logit and no correction the logit itself. It still tells
    /// differences where probabilities are all but 0 or 1.
    /// </summary>
    Logit,
}
