using System.Text.Json.Serialization;

namespace Discern.Evaluation;

/// <summary>How well one class is recognised.</summary>
public sealed record ClassEvaluation
{
    /// <summary>The class's name; in JSON it is the key, not a member.</summary>
    [JsonIgnore]
    public string Name { get; init; } = "";

    /// <summary>Of the answers with this class, the share that was right. 0 where nothing was answered with it, as in scikit-learn; see <see cref="IsPrecisionDefined"/>.</summary>
    public required Estimate Precision { get; init; }

    /// <summary>Of the pictures of this class, the share that was found. 0 where there was no such picture; see <see cref="IsRecallDefined"/>.</summary>
    public required Estimate Recall { get; init; }

    /// <summary>The harmonic mean of precision and recall.</summary>
    public required Estimate F1 { get; init; }

    /// <summary>Of the pictures of other classes, the share that was not answered with this one. 0 where there are no others.</summary>
    public required Estimate Specificity { get; init; }

    /// <summary>The area under the ROC curve of this class against the rest; null where <see cref="SplitEvaluation.RocAuc"/> is.</summary>
    public Estimate? RocAuc { get; init; }

    /// <summary>The average precision of this class against the rest; null where <see cref="SplitEvaluation.RocAuc"/> is.</summary>
    public Estimate? AveragePrecision { get; init; }

    /// <summary>How many pictures truly are of this class.</summary>
    public required int Support { get; init; }

    /// <summary>How many pictures were answered with this class.</summary>
    public required int Predicted { get; init; }

    /// <summary>The class's share of the pictures, in [0, 1].</summary>
    public required double RealShare { get; init; }

    /// <summary>The class's share of the answers, in [0, 1].</summary>
    public required double PredictedShare { get; init; }

    /// <summary>Whether anything was answered with this class; if not, precision has no meaning and stands at 0.</summary>
    [JsonIgnore]
    public bool IsPrecisionDefined => Predicted > 0;

    /// <summary>Whether any picture is of this class; if not, recall has no meaning and stands at 0.</summary>
    [JsonIgnore]
    public bool IsRecallDefined => Support > 0;

    /// <summary>Whether the class occurs at all, in truth or as an answer; macro averages run over the classes that do, as in scikit-learn.</summary>
    [JsonIgnore]
    public bool Occurs => Support > 0 || Predicted > 0;
}
