namespace Discern.Web.Reports;

/// <summary>What learning curves can say.</summary>
public enum LearningKind
{
    /// <summary>The training pictures are learnt by heart.</summary>
    Overfitting,

    /// <summary>Not even the training pictures are learnt.</summary>
    Underfitting,

    /// <summary>The steps are too large.</summary>
    LearningRateTooHigh,

    /// <summary>More pictures would help.</summary>
    TooLittleData,

    /// <summary>More pictures of the same kind would help little.</summary>
    EnoughData,

    /// <summary>None of the others was found.</summary>
    Nothing,
}
