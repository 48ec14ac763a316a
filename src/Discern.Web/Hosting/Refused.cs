using Discern.Web.Hosting.Guarding;
using Microsoft.AspNetCore.Http;

namespace Discern.Web.Hosting;

/// <summary>The answer no, with its reason.</summary>
/// <param name="status">The status, 400 or more.</param>
/// <param name="sentence">What, why, what to do.</param>
internal sealed class Refused(int status, string sentence) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => Refusal.WriteAsync(httpContext, status, sentence);
}
