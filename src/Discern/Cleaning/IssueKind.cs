namespace Discern.Cleaning;

/// <summary>What may be wrong with a picture.</summary>
public enum IssueKind
{
    /// <summary>It cannot be read.</summary>
    Unreadable,

    /// <summary>Another file of its class has the same bytes.</summary>
    ExactDuplicate,

    /// <summary>Another file of its class shows the same picture: resized, compressed again, turned, cropped a little, recoloured.</summary>
    NearDuplicate,

    /// <summary>The same picture lies under another class, too.</summary>
    LabelConflict,

    /// <summary>The same picture lies in another split, too.</summary>
    SplitLeak,

    /// <summary>It repeats so often that it may stand for pictures that are not available.</summary>
    Placeholder,

    /// <summary>It has too few pixels.</summary>
    TooSmall,

    /// <summary>It is almost black.</summary>
    TooDark,

    /// <summary>It is almost white.</summary>
    TooBright,

    /// <summary>It has next to no contrast.</summary>
    LowContrast,

    /// <summary>It is blurred, or shows nothing but smooth areas.</summary>
    LowDetail,

    /// <summary>It is much longer or higher than the others.</summary>
    OddAspectRatio,

    /// <summary>It has far more or far fewer pixels than the others.</summary>
    OddSize,

    /// <summary>It is grey, and nearly all others are in colour.</summary>
    GreyAmongColour,

    /// <summary>It looks like no other picture.</summary>
    Outlier,

    /// <summary>A classifier that has not seen it takes it for another class.</summary>
    SuspiciousLabel,

    /// <summary>Something other than what the pictures show tells a class from the others.</summary>
    SideChannel,

    /// <summary>Somebody looked at it and set it aside: no finding, a reason for a decision.</summary>
    ByHand,
}
