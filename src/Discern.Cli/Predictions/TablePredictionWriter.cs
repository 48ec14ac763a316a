using Discern.Classifiers;
using Discern.Cli.Rendering;
using Spectre.Console;

namespace Discern.Cli.Predictions;

/// <summary>Tables for people, a new one after every thousand pictures; unreadable pictures are left to the sentence that names them.</summary>
internal sealed class TablePredictionWriter(IAnsiConsole output, IReadOnlyList<string> classes) : PredictionWriter
{
    // A table's columns fit its contents, so that all of it is held before it is drawn.
    private const int MostRows = 1000;

    private Table table = Begin(classes);

    /// <inheritdoc/>
    public override void Write(PicturePrediction prediction)
    {
        if (prediction.Label is { } label)
        {
            table.AddTexts([prediction.Path, classes[label], .. prediction.Probabilities.Select(probability => $"{probability:0.000}")]);
        }

        if (table.Rows.Count == MostRows)
        {
            Draw();
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => Draw();

    private static Table Begin(IReadOnlyList<string> classes) => Tables.Plain(["picture", "class", .. classes]).WithNumbersFrom(2);

    private void Draw()
    {
        if (table.Rows.Count > 0)
        {
            output.Write(table);
            table = Begin(classes);
        }
    }
}
