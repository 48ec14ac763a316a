namespace Discern.Evaluation;

/// <summary>The CSV form of a prediction table. Columns go by position, so that a class may be called "path".</summary>
internal static class PredictionCsv
{
    public static void Write(PredictionTable table, TextWriter writer) => throw new InvalidOperationException("Not written yet.");

    public static PredictionTable Read(TextReader reader, string name) => throw new InvalidOperationException("Not written yet.");
}
