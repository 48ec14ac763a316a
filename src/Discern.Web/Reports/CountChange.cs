namespace Discern.Web.Reports;

/// <summary>A number of pictures in the other run and in this one.</summary>
/// <param name="Before">In the other run.</param>
/// <param name="After">In this run.</param>
public sealed record CountChange(long Before, long After)
{
    /// <summary>After less before.</summary>
    public long Difference => After - Before;
}
