using Discern.Classifiers;
using Discern.Cli.Rendering;
using Spectre.Console;

namespace Discern.Cli.Predictions;

/// <summary>A table for people; unreadable pictures are left to the sentence that names them.</summary>
internal sealed class TablePredictionWriter(IAnsiConsole output, IReadOnlyList<string> classes) : PredictionWriter
{
    private readonly Table table = Tables.Plain(["picture", "class", .. classes]).WithNumbersFrom(2);

    /// <inheritdoc/>
    public override void Write(PicturePrediction prediction)
    {
        if (prediction.Label is { } label)
        {
            table.AddTexts([prediction.Path, classes[label], .. prediction.Probabilities.Select(probability => $"{probability:0.000}")]);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (table.Rows.Count > 0)
        {
            output.Write(table);
        }
    }
}
