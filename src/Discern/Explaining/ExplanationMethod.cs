namespace Discern.Explaining;

/// <summary>How it is found which parts of a picture an answer comes from.</summary>
public enum ExplanationMethod
{
    /// <summary>
    /// Owen values, which are Shapley values over a hierarchy of regions, as SHAP's partition explainer finds them (Lundberg and Lee, 2017):
    /// regions are hidden, and what that changes is shared out. Base value and map add up to the output.
    /// </summary>
    Shap,

    /// <summary>
    /// Gradients on the way from other pictures to this one, times the way (Erion et al., 2021), as SHAP's gradient explainer
    /// finds them. Base value and map add up to the output in expectation.
    /// </summary>
    ExpectedGradients,

    /// <summary>The last maps of the network, weighted by the means of their gradients, where that is above 0 (Selvaraju et al., 2017). It adds up to nothing.</summary>
    GradCam,

    /// <summary>The last maps of the network times their gradients, place by place (Draelos and Carin, 2020). It adds up to nothing.</summary>
    HiResCam,

    /// <summary>What hiding a square at each place takes away (Zeiler and Fergus, 2014). It adds up to nothing.</summary>
    Occlusion,
}
