using Discern.Cleaning;
using Discern.Datasets;

namespace Discern.Web.Studio.Data;

/// <summary>A picture of the data as the grid shows it.</summary>
/// <param name="Path">Relative to the data's folder, with forward slashes; text from outside.</param>
/// <param name="Class">Its class; null where the folder has no classes.</param>
/// <param name="Split">Its split; null where the folder gives none.</param>
/// <param name="Issues">What a cleaning found about it.</param>
public sealed record DataPicture(string Path, string? Class, Split? Split, IReadOnlyList<IssueRow> Issues);
