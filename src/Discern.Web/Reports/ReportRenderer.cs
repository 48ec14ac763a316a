using Discern.Web.Assets;
using Discern.Web.Components;
using Microsoft.AspNetCore.Components;

namespace Discern.Web.Reports;

/// <summary>Turns what the report shows into one HTML document.</summary>
public static class ReportRenderer
{
    /// <summary>Renders the report, charts' code and styles inside it.</summary>
    /// <exception cref="DiscernException">The chart libraries are not installed.</exception>
    public static async Task<string> RenderAsync(ReportModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ReportPage.Model)] = model,
            [nameof(ReportPage.Libraries)] = ChartLibrary.ReadAll(),
        });
        return await PageRenderer.RenderAsync<ReportPage>(parameters);
    }
}
