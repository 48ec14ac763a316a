using Microsoft.AspNetCore.Antiforgery;

namespace Discern.Web.Hosting;

/// <summary>What tells a form of our own pages from one of another site.</summary>
/// <param name="Field">The name of the form's field.</param>
/// <param name="Header">The name of the header for scripts.</param>
/// <param name="Value">The value of either.</param>
public sealed record FormToken(string Field, string Header, string Value)
{
    /// <summary>As ASP.NET gives it.</summary>
    public static FormToken Of(AntiforgeryTokenSet tokens) => new(tokens.FormFieldName, tokens.HeaderName!, tokens.RequestToken!);
}
