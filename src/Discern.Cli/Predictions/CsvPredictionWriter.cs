using CsvHelper;
using Discern.Classifiers;

namespace Discern.Cli.Predictions;

/// <summary>CSV with the columns path, predicted and one probability per class; unreadable pictures have only a path.</summary>
internal sealed class CsvPredictionWriter : PredictionWriter
{
    private readonly CsvWriter csv;
    private readonly IReadOnlyList<string> classes;

    /// <summary>Writes the headings.</summary>
    public CsvPredictionWriter(TextWriter output, IReadOnlyList<string> classes)
    {
        this.classes = classes;
        csv = CsvWriter.Create(output, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        csv.WriteRecord(PredictionFields.Columns(classes));
    }

    /// <inheritdoc/>
    public override void Write(PicturePrediction prediction) => csv.WriteRecord(PredictionFields.Of(prediction, classes));

    /// <inheritdoc/>
    public override void Dispose() => csv.Dispose();
}
