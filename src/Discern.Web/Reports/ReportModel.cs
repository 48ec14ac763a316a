using Discern.Evaluation;
using Discern.Explaining;
using Discern.Runs;

namespace Discern.Web.Reports;

/// <summary>What the report shows, apart from where it comes from and how it looks.</summary>
/// <remarks>Every text in it may come from a file's name: the components escape it.</remarks>
public sealed partial record ReportModel
{
    /// <summary>The run's name: that of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>One line on what was run: recipe, network, data.</summary>
    public required string Subtitle { get; init; }

    /// <summary>The version of Discern that made the run; what follows a "+" names the build, and stands only among the options.</summary>
    public required string Version { get; init; }

    /// <summary>When the run was made.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The classes, in the order of every table.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The result on the training pictures, where they were evaluated.</summary>
    public SplitResult? Training { get; init; }

    /// <summary>The result on the validation pictures, where they were evaluated.</summary>
    public SplitResult? Validation { get; init; }

    /// <summary>The result on the test pictures, where they were evaluated.</summary>
    public SplitResult? Test { get; init; }

    /// <summary>The run beside another one, where the report was asked to compare.</summary>
    public RunComparison? Against { get; init; }

    /// <summary>Pictures by class in each split that has any.</summary>
    public IReadOnlyList<SplitDistribution> Distribution { get; init; } = [];

    /// <summary>Pictures that were left out, with their reasons.</summary>
    public IReadOnlyList<SkippedPicture> Skipped { get; init; } = [];

    /// <summary>Loss and accuracy by epoch, where the recipe has epochs.</summary>
    public LearningHistory? History { get; init; }

    /// <summary>The network, where the recipe has one.</summary>
    public NetworkTable? Network { get; init; }

    /// <summary>Options and measurements of the run.</summary>
    public IReadOnlyList<RunOption> Options { get; init; } = [];

    /// <summary>Sentences about the data that the user should know.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>What was tried before the classifier was taken; null where there was nothing to choose.</summary>
    public RunChoice? Choice { get; init; }

    /// <summary>Sentences on how the classifier came about.</summary>
    public IReadOnlyList<string> Making { get; init; } = [];

    /// <summary>What a sampler made of the training pictures; null where none was asked for.</summary>
    public BalanceDescription? Resampled { get; init; }

    /// <summary>How each fold did; null where there were none.</summary>
    public IReadOnlyList<FoldEvaluation>? Folds { get; init; }

    /// <summary>The evaluation of all held-out pictures; null where there were no folds.</summary>
    public SplitEvaluation? OutOfFold { get; init; }

    /// <summary>All metrics of the split that judges the run; null where nothing was evaluated.</summary>
    public SplitEvaluation? Metrics { get; init; }

    /// <summary>How well each class is ranked, at every threshold; null where that is not known.</summary>
    public RankingCurves? Curves { get; init; }

    /// <summary>Where the threshold between two classes lies, and where else it could; null where there is none to choose.</summary>
    public ThresholdSetting? Setting { get; init; }

    /// <summary>Whether probabilities are what they say; null where nothing was evaluated.</summary>
    public TrustCurves? Trust { get; init; }

    /// <summary>How the recipe did on growing shares of the training pictures; empty where that was not asked for.</summary>
    public IReadOnlyList<LearningCurvePoint> Shares { get; init; } = [];

    /// <summary>The pictures, by class, by cell and by doubt; null where nothing was evaluated.</summary>
    public PictureGalleries? Galleries { get; init; }

    /// <summary>What the classifier looks at on average; null where that was not asked for.</summary>
    public GlobalExplanation? Attention { get; init; }

    /// <summary>Explained pictures; empty where none was explained.</summary>
    public IReadOnlyList<ExplainedPicture> Explained { get; init; } = [];

    /// <summary>
    /// The result that judges the run: on the test pictures, else on validation, else on training. Null where nothing was evaluated.
    /// </summary>
    public SplitResult? Judged => Test ?? Validation ?? Training;
}
