using Discern.Web.Assets;
using Discern.Web.Components;
using Discern.Web.Rendering;

namespace Discern.Web.Reports;

/// <summary>Turns what the report shows into one HTML document.</summary>
public static class ReportRenderer
{
    /// <summary>Renders the report, charts' code and styles inside it.</summary>
    /// <exception cref="DiscernException">The chart libraries are not installed.</exception>
    public static Task<string> RenderAsync(ReportModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Document.RenderAsync<ReportPage>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ReportPage.Model)] = model,
            [nameof(ReportPage.Libraries)] = ChartLibrary.ReadAll(),
        });
    }
}
