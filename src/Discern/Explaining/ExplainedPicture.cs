using System.Globalization;
using System.Text.Json.Serialization;
using Discern.Explaining.Drawing;
using Discern.Imaging;

namespace Discern.Explaining;

/// <summary>An explanation as it is shown and kept: numbers, and drawings that are encoded.</summary>
public sealed record ExplainedPicture
{
    /// <summary>The encoding of the drawings.</summary>
    public string MediaType { get; init; } = "image/png";

    /// <summary>The picture's file name.</summary>
    public required string Name { get; init; }

    /// <summary>The picture's file, as it was given.</summary>
    public required string Path { get; init; }

    /// <summary>How it was explained.</summary>
    public required ExplanationMethod Method { get; init; }

    /// <summary>What was explained.</summary>
    public required ExplainedUnit Unit { get; init; }

    /// <summary>The classifier's answer.</summary>
    public required string Answer { get; init; }

    /// <summary>The probability of the answer.</summary>
    public required double Probability { get; init; }

    /// <summary>Columns of the drawings.</summary>
    public required int Width { get; init; }

    /// <summary>Rows of the drawings.</summary>
    public required int Height { get; init; }

    /// <summary>The value that is drawn in full red; its negative is full blue.</summary>
    public required double Scale { get; init; }

    /// <summary>The picture as the classifier sees it.</summary>
    public required byte[] Picture { get; init; }

    /// <summary>The maps, the likeliest class first.</summary>
    public required IReadOnlyList<ExplainedClass> Maps { get; init; }

    /// <summary>The method in words.</summary>
    [JsonIgnore]
    public string MethodName => Method switch
    {
        ExplanationMethod.Shap => "SHAP values by partition",
        ExplanationMethod.ExpectedGradients => "SHAP values by expected gradients",
        ExplanationMethod.GradCam => "Grad-CAM",
        ExplanationMethod.HiResCam => "HiRes-CAM",
        _ => "occlusion",
    };

    /// <summary>What was explained, in words.</summary>
    [JsonIgnore]
    public string UnitName => Method is ExplanationMethod.GradCam or ExplanationMethod.HiResCam || Unit == ExplainedUnit.Logit ? "logit" : "probability";

    /// <summary>Draws an explanation.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <param name="model">The classifier that it is about.</param>
    public static ExplainedPicture Of(Explanation explanation, ExplainedModel model)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        ArgumentNullException.ThrowIfNull(model);
        double scale = HeatMap.Scale(explanation.Maps);
        Picture seen = HeatMap.Enlarge(explanation.Picture);
        int answer = model.Decide(explanation.Probabilities);
        return new ExplainedPicture
        {
            Name = System.IO.Path.GetFileName(explanation.Path),
            Path = explanation.Path,
            Method = explanation.Method,
            Unit = explanation.Unit,
            Answer = model.Classes[answer],
            Probability = explanation.Probabilities[answer],
            Width = seen.Width,
            Height = seen.Height,
            Scale = scale,
            Picture = PictureEncoder.Png(seen),
            Maps =
            [
                .. explanation.Maps.Select(map => new ExplainedClass(
                    map.Class,
                    explanation.Probabilities[map.Label],
                    map.Output,
                    map.Base,
                    map.Sum,
                    PictureEncoder.Png(HeatMap.Draw(explanation.Picture, map.Values, scale)),
                    map.Scores)),
            ],
        };
    }

    /// <summary>The same with drawings that take less room and lose a little, for a page with many of them.</summary>
    public ExplainedPicture Compressed() => this with
    {
        MediaType = "image/webp",
        Picture = SmallDrawing.Of(Picture),
        Maps = [.. Maps.Select(map => map with { Picture = SmallDrawing.Of(map.Picture) })],
    };

    /// <summary>A number in three digits.</summary>
    internal static string Number(double value) =>
        (Math.Abs(value) is >= 0.001 and < 1000 || value == 0 ? Math.Round(value, 3) : value).ToString(Math.Abs(value) >= 0.001 || value == 0 ? "0.###" : "0.#e-0", CultureInfo.InvariantCulture);
}
