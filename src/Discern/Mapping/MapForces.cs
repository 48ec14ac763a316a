using System.Numerics;

namespace Discern.Mapping;

/// <summary>What draws two points together and pushes them apart: the gradients of UMAP's cross-entropy (McInnes, Healy and Melville, 2018, section 3.2).</summary>
/// <param name="curve">How strongly points belong together at a distance.</param>
/// <param name="longest">The longest step in one direction.</param>
internal readonly struct MapForces(AttractionCurve curve, float longest)
{
    // Keeps the push of points that lie almost in one place finite; umap-learn's number.
    private const float Softening = 0.001f;

    private readonly float a = (float)curve.A;
    private readonly float b = (float)curve.B;

    /// <summary>The step of a point towards another.</summary>
    /// <param name="apart">The point less the other.</param>
    public Vector2 Attraction(Vector2 apart)
    {
        float square = apart.LengthSquared();
        if (square == 0)
        {
            return default;
        }

        float power = MathF.Pow(square, b);
        return Bounded(apart * (-2 * a * b * power / square / ((a * power) + 1)));
    }

    /// <summary>The step of a point away from another.</summary>
    /// <param name="apart">The point less the other.</param>
    public Vector2 Repulsion(Vector2 apart)
    {
        float square = apart.LengthSquared();
        return square == 0 ? default : Bounded(apart * (2 * b / ((Softening + square) * ((a * MathF.Pow(square, b)) + 1))));
    }

    private Vector2 Bounded(Vector2 step) => Vector2.Clamp(step, new Vector2(-longest), new Vector2(longest));
}
