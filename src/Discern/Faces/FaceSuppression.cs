namespace Discern.Faces;

/// <summary>Weighted non-maximum suppression: faces that overlap become one, the mean of them by their scores, with the best one's score.</summary>
/// <remarks>As MediaPipe does it for its face detectors; the mean of several guesses trembles less than the best one.</remarks>
internal static class FaceSuppression
{
    /// <summary>The faces that remain, the surest first.</summary>
    /// <param name="faces">All guesses.</param>
    /// <param name="overlap">From which intersection over union two guesses are one face, 0 to 1.</param>
    public static List<Face> Run(IEnumerable<Face> faces, float overlap)
    {
        List<Face> waiting = [.. faces.OrderByDescending(face => face.Score).ThenBy(face => face.Left).ThenBy(face => face.Top)];
        var kept = new List<Face>();
        while (waiting.Count > 0)
        {
            Face best = waiting[0];
            List<Face> same = waiting.FindAll(face => face == best || face.Overlap(best) > overlap);
            waiting.RemoveAll(face => face == best || face.Overlap(best) > overlap);
            kept.Add(Mean(same, best.Score));
        }

        return kept;
    }

    private static Face Mean(List<Face> faces, float score)
    {
        float total = faces.Sum(face => face.Score);
        return new Face(Weighted(face => face.Left), Weighted(face => face.Top), Weighted(face => face.Width), Weighted(face => face.Height), score);

        float Weighted(Func<Face, float> value) => faces.Sum(face => value(face) * face.Score) / total;
    }
}
