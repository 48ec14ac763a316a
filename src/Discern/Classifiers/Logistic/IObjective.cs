namespace Discern.Classifiers.Logistic;

/// <summary>A smooth function of many numbers, to be made small.</summary>
internal interface IObjective
{
    /// <summary>The number of variables.</summary>
    int Count { get; }

    /// <summary>The value at a point, and the gradient there.</summary>
    /// <param name="point">The variables.</param>
    /// <param name="gradient">Receives one derivative per variable.</param>
    double Evaluate(double[] point, double[] gradient);
}
