using System.Globalization;

namespace Discern.Web.Studio.Mapping;

/// <summary>A square of a map that is cut into equal ones, for whoever does not draw a line around pictures.</summary>
/// <param name="Row">From the top, from 0.</param>
/// <param name="Column">From the left, from 0.</param>
/// <param name="Pictures">How many pictures lie in it.</param>
/// <param name="Commonest">The class that most of them have; null where there are no classes.</param>
/// <param name="Area">The square.</param>
public sealed record MapCell(int Row, int Column, int Pictures, string? Commonest, MapArea Area)
{
    /// <summary>How many rows, and columns, a map is cut into.</summary>
    public const int Side = 6;

    /// <summary>Its name, as on a chessboard: a letter for the column, a number for the row.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + Column)}{Row + 1}");
}
