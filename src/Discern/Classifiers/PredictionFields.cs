namespace Discern.Classifiers;

/// <summary>A prediction as the row of a table: path, predicted and one probability per class; unreadable pictures have only a path.</summary>
public static class PredictionFields
{
    /// <summary>The columns.</summary>
    public static string[] Columns(IReadOnlyList<string> classes) => ["path", "predicted", .. classes];

    /// <summary>The row, in the order of <see cref="Columns"/>.</summary>
    public static string[] Of(PicturePrediction prediction, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(classes);
        return prediction.Label is { } label
            ? [prediction.Path, classes[label], .. prediction.Probabilities.Select(probability => $"{probability}")]
            : [prediction.Path, "", .. classes.Select(_ => "")];
    }
}
