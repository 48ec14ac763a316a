namespace Discern.Web.Studio.Judging;

/// <summary>What becomes of a picture where a class is answered from a probability on.</summary>
public enum Outcome
{
    /// <summary>It is of the class, and answered with it.</summary>
    Found,

    /// <summary>It is of the class, and not answered with it.</summary>
    Missed,

    /// <summary>It is of another class, and answered with this one.</summary>
    FalseAlarm,

    /// <summary>It is of another class, and not answered with this one.</summary>
    Rejected,
}
