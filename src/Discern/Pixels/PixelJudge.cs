using Discern.Evaluation;

namespace Discern.Pixels;

/// <summary>Holds a model against labelled pixels.</summary>
internal static class PixelJudge
{
    /// <summary>What the model says of each row of a table, which stands for all its pixels; intervals rest on the groups, not on the pixels.</summary>
    public static PredictionTable Predict(PixelModel model, PixelTable table)
    {
        Colour[] colours = [.. table.Rows.Select(row => row.Colour).Distinct()];
        float[] probabilities = model.Predict(colours);
        var places = colours.Index().ToDictionary(each => each.Item, each => each.Index);
        var names = new Dictionary<int, string>();
        return new PredictionTable(table.Classes, [.. table.Rows.Select(row =>
        {
            float[] own = probabilities.AsSpan(places[row.Colour] * model.Classes, model.Classes).ToArray();
            return new Prediction(row.Colour.ToString(), row.Label, PixelModel.Likeliest(own), own)
            {
                Count = row.Count,
                Group = System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(names, row.Group, out _) ??= $"{row.Group}",
            };
        })]);
    }

    /// <summary>The figures of both sides of a split.</summary>
    public static PixelFigures Judge(PixelModel model, PixelSplit split, PixelOptions options) => new(
        Evaluator.Evaluate(Predict(model, split.Training), options.TrainingEvaluation),
        Evaluator.Evaluate(Predict(model, split.Test), options.Evaluation));
}
