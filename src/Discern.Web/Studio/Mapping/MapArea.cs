using System.Globalization;
using System.Numerics;
using Discern.Mapping;

namespace Discern.Web.Studio.Mapping;

/// <summary>A part of a map, within a line that somebody drew.</summary>
/// <param name="Kind">The map.</param>
/// <param name="Corners">The corners of the line in their order, three or more, 0 to 1 in both directions.</param>
public sealed record MapArea(MapKind Kind, IReadOnlyList<Vector2> Corners)
{
    private const int MostCorners = 400;

    /// <summary>Reads what <see cref="ToString"/> writes, such as "plane:0.1,0.1;0.9,0.1;0.5,0.9".</summary>
    /// <exception cref="ArgumentException">It is malformed.</exception>
    public static MapArea Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (name, rest) = text.Split(':', 2) is [var first, var second] ? (first, second) : ("", "");
        var corners = rest.Split(';').Take(MostCorners + 1).Select(Corner).ToList();
        return Enum.TryParse<MapKind>(name, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && corners.Count is >= 3 and <= MostCorners && corners.TrueForAll(corner => corner is not null)
            ? new MapArea(kind, [.. corners.OfType<Vector2>()])
            : throw new ArgumentException("The part of the map cannot be understood. Draw it again.");
    }

    /// <summary>Whether a point lies within the line, by the number of its sides on the point's left.</summary>
    public bool Contains(Vector2 point)
    {
        var isInside = false;
        for (int index = 0, last = Corners.Count - 1; index < Corners.Count; last = index++)
        {
            var (one, other) = (Corners[index], Corners[last]);
            if (one.Y > point.Y != other.Y > point.Y && point.X < one.X + ((point.Y - one.Y) / (other.Y - one.Y) * (other.X - one.X)))
            {
                isInside = !isInside;
            }
        }

        return isInside;
    }

    /// <inheritdoc/>
    public bool Equals(MapArea? other) => other is not null && Kind == other.Kind && Corners.SequenceEqual(other.Corners);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Corners.Count, Corners[0], Corners[^1]);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Kind.ToString().ToLowerInvariant()}:{string.Join(';', Corners.Select(corner => string.Create(CultureInfo.InvariantCulture, $"{corner.X},{corner.Y}")))}");

    private static Vector2? Corner(string text) =>
        text.Split(',') is [var x, var y]
        && float.TryParse(x, NumberStyles.Float, CultureInfo.InvariantCulture, out var across) && float.TryParse(y, NumberStyles.Float, CultureInfo.InvariantCulture, out var down)
        && float.IsFinite(across) && float.IsFinite(down)
            ? new Vector2(across, down)
            : null;
}
