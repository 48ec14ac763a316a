using Discern.Neural.Graphs;

namespace Discern.Classifiers.Transfer;

/// <summary>The square root of each feature, with its sign.</summary>
/// <remarks>
/// Averages of rectified maps are many small values and few large ones. Their roots are spread more evenly, and the linear
/// classifier then compares pictures by the Hellinger kernel (Arandjelović and Zisserman, "Three things everyone should know
/// to improve object retrieval", CVPR 2012).
/// </remarks>
internal sealed class FeatureRoots : IFeatureStep
{
    public void Apply(float[] features)
    {
        for (int index = 0; index < features.Length; index++)
        {
            features[index] = MathF.CopySign(MathF.Sqrt(MathF.Abs(features[index])), features[index]);
        }
    }

    // The root counts what is below 0 as 0: that of x less that of −x has the sign of x.
    public Node Compose(NetworkComposition composition, Node features)
    {
        float[] minus = [.. Enumerable.Repeat(-1f, features.Shape.Channels)];
        float[] nothing = new float[minus.Length];
        Node negative = composition.Rescale(features, minus, nothing).SquareRoot();
        return features.SquareRoot().Add(composition.Rescale(negative, minus, nothing));
    }
}
