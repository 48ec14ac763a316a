namespace Discern.Evaluation;

/// <summary>The predictions for one split: what <c>predictions-test.csv</c> holds.</summary>
/// <param name="Classes">The names of the classes, each once, in the order of labels and probabilities.</param>
/// <param name="Rows">One prediction per picture.</param>
public sealed record PredictionTable(IReadOnlyList<string> Classes, IReadOnlyList<Prediction> Rows)
{
    /// <summary>Reads a table from a CSV file in UTF-8.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DiscernException">The file is not there or malformed; the sentence names it, the line and the remedy.</exception>
    public static PredictionTable Read(string path)
    {
        try
        {
            using StreamReader reader = new(path);
            return Read(reader, System.IO.Path.GetFileName(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"The predictions cannot be read: {exception.Message} Evaluate the run again to write them.", exception);
        }
    }

    /// <summary>Reads a table from CSV text.</summary>
    /// <param name="reader">The text; it is left open.</param>
    /// <param name="name">What the text is called in an error's sentence, such as the file's name.</param>
    /// <exception cref="DiscernException">The text is malformed; the sentence names it, the line and the remedy.</exception>
    public static PredictionTable Read(TextReader reader, string name) => PredictionCsv.Read(reader, name);

    /// <summary>
    /// Writes the table as CSV: the columns path, label and predicted, the latter two by class name, then one probability column
    /// per class, named as the class. What is written reads back the same, bit for bit.
    /// </summary>
    /// <param name="writer">Where the text goes; it is flushed and left open.</param>
    public void Write(TextWriter writer) => PredictionCsv.Write(this, writer);
}
