namespace Discern.Faces;

/// <summary>The places where a single-shot detector looks for faces: so many at the middle of each cell of each grid.</summary>
/// <remarks>
/// Method: Bazarevsky et al., "BlazeFace: Sub-millisecond Neural Face Detection on Mobile GPUs", 2019. All anchors are as large as the
/// picture, so that only their middles count, in shares of its sides.
/// </remarks>
internal static class FaceAnchors
{
    /// <summary>The anchors of grids one after the other, each row by row.</summary>
    /// <param name="grids">Cells along a side of each grid, and how many anchors each cell has.</param>
    public static (float X, float Y)[] Of(params ReadOnlySpan<(int Cells, int Anchors)> grids)
    {
        var anchors = new List<(float X, float Y)>();
        foreach ((int cells, int count) in grids)
        {
            for (int cell = 0; cell < cells * cells; cell++)
            {
                (int row, int column) = Math.DivRem(cell, cells);
                (float X, float Y) middle = ((column + 0.5f) / cells, (row + 0.5f) / cells);
                anchors.AddRange(Enumerable.Repeat(middle, count));
            }
        }

        return [.. anchors];
    }
}
