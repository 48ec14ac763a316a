using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Discern.Evaluation;

/// <summary>What <c>evaluation.json</c> holds: one evaluation per split that was evaluated.</summary>
public sealed record EvaluationDocument
{
    // Letters of every script are written as they are; those that mean something to HTML are still escaped.
    private static readonly EvaluationJson Json = new(new JsonSerializerOptions(EvaluationJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });

    /// <summary>The evaluation on the training split, if there is one.</summary>
    public SplitEvaluation? Train { get; init; }

    /// <summary>The evaluation on the validation split, if there is one.</summary>
    public SplitEvaluation? Validation { get; init; }

    /// <summary>The evaluation on the test split, if there is one.</summary>
    public SplitEvaluation? Test { get; init; }

    /// <summary>The evaluation of all pictures but the test pictures, each by a classifier that has not seen it; null where there were no folds.</summary>
    public SplitEvaluation? OutOfFold { get; init; }

    /// <summary>The last of these splits as it would be without the correction of its probabilities; null where they are not corrected.</summary>
    public SplitEvaluation? Uncalibrated { get; init; }

    /// <summary>How each fold did; null where there were none.</summary>
    public IReadOnlyList<FoldEvaluation>? Folds { get; init; }

    /// <summary>How the recipe did on growing shares of the training pictures, all of them last; null where that was not asked for.</summary>
    public IReadOnlyList<LearningCurvePoint>? LearningCurve { get; init; }

    /// <summary>Reads the document from JSON text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">What the text is called in an error's sentence, such as the file's name.</param>
    /// <exception cref="DiscernException">The text is malformed; the sentence names it, the place and the remedy.</exception>
    public static EvaluationDocument FromJson(string json, string name)
    {
        EvaluationDocument? document;
        try
        {
            document = JsonSerializer.Deserialize(json, Json.EvaluationDocument);
        }
        catch (JsonException exception)
        {
            throw new DiscernException($"{name} is not a readable evaluation: {exception.Message} Evaluate the run again to write it anew.", exception);
        }

        return document ?? throw new DiscernException($"{name} holds no evaluation, only null. Evaluate the run again to write it anew.");
    }

    /// <summary>The document as indented JSON with camelCase members; class names stand as they are.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json.EvaluationDocument);
}
