namespace Discern.Neural.Plans;

/// <summary>What a plan is for.</summary>
public enum PlanPurpose
{
    /// <summary>Answers only: no dropout, batch normalisation by its running averages, memory reused from layer to layer.</summary>
    Inference,

    /// <summary>Answers and the gradients of the parameters.</summary>
    Training,

    /// <summary>Answers as in inference, and the gradient of the input: what each value of a picture adds to them.</summary>
    InputGradient,
}
