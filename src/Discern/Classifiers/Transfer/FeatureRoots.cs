namespace Discern.Classifiers.Transfer;

/// <summary>The square root of each feature, with its sign.</summary>
/// <remarks>
/// Averages of rectified maps are many small values and few large ones. Their roots are spread more evenly, and the linear
/// classifier then compares pictures by the Hellinger kernel (Arandjelović and Zisserman, "Three things everyone should know
/// to improve object retrieval", CVPR 2012).
/// </remarks>
internal static class FeatureRoots
{
    /// <summary>Takes the roots in place.</summary>
    public static void Take(float[] features)
    {
        for (int index = 0; index < features.Length; index++)
        {
            features[index] = MathF.CopySign(MathF.Sqrt(MathF.Abs(features[index])), features[index]);
        }
    }
}
