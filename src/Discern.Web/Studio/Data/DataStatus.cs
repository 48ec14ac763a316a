using Discern.Cleaning.Correcting;

namespace Discern.Web.Studio.Data;

/// <summary>How things stand in the data.</summary>
/// <param name="Found">How many pictures the filter lets through.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Last">The step that can be taken back; null where there is none.</param>
/// <param name="Filter">The filter.</param>
/// <param name="Remarks">What could not be done, as sentences.</param>
public sealed record DataStatus(int Found, int Total, CorrectionStep? Last, DataFilter Filter, IReadOnlyList<string> Remarks);
