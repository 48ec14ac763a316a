using Discern.Classifiers;
using Discern.Cli.Rendering;

namespace Discern.Cli.Predictions;

/// <summary>One line of JSON for each picture, unreadable ones included.</summary>
internal sealed class JsonPredictionWriter(TextWriter output, IReadOnlyList<string> classes) : PredictionWriter
{
    /// <inheritdoc/>
    public override void Write(PicturePrediction prediction)
    {
        var line = prediction.Label is { } label
            ? new PredictionLine(
                prediction.Path,
                classes[label],
                new OrderedDictionary<string, float>(classes.Zip(prediction.Probabilities, KeyValuePair.Create), StringComparer.Ordinal),
                Failure: null)
            : new PredictionLine(prediction.Path, Predicted: null, Probabilities: null, prediction.Failure);
        output.WriteLine(CliJson.Line(line, CliJson.Lines.PredictionLine));
    }

    /// <inheritdoc/>
    public override void Dispose() => output.Flush();
}
