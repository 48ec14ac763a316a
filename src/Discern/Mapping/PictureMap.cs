using System.Numerics;

namespace Discern.Mapping;

/// <summary>Pictures as points of a square: those that a network sees as alike lie near each other.</summary>
/// <param name="Kind">By what it is drawn.</param>
/// <param name="Pictures">For each point, the picture's place in the list that was given, ascending.</param>
/// <param name="Points">The points, 0 to 1 in both directions.</param>
public sealed record PictureMap(MapKind Kind, IReadOnlyList<int> Pictures, IReadOnlyList<Vector2> Points)
{
    // Room at the edges, so that no point lies on one.
    private const float Margin = 0.02f;

    /// <summary>Makes a map of coordinates of any size; both directions are scaled alike.</summary>
    internal static PictureMap Of(MapKind kind, IReadOnlyList<int> pictures, Vector2[] coordinates)
    {
        Vector2 low = new(float.PositiveInfinity), high = new(float.NegativeInfinity);
        foreach (Vector2 point in coordinates)
        {
            low = Vector2.Min(low, point);
            high = Vector2.Max(high, point);
        }

        Vector2 middle = (low + high) / 2;
        float side = MathF.Max(MathF.Max(high.X - low.X, high.Y - low.Y), 1e-9f);
        return new PictureMap(kind, pictures, [.. coordinates.Select(point => new Vector2(0.5f) + ((point - middle) / side * (1 - (2 * Margin))))]);
    }
}
