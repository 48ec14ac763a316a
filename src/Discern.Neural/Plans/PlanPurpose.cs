namespace Discern.Neural.Plans;

/// <summary>What a plan is for.</summary>
public enum PlanPurpose
{
    /// <summary>Answers only: no dropout, batch normalisation by its running averages, memory reused from layer to layer.</summary>
    Inference,

    /// <summary>Answers and gradients.</summary>
    Training,
}
