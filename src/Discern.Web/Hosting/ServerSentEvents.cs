using Microsoft.AspNetCore.Http;

namespace Discern.Web.Hosting;

/// <summary>An answer that stays open and tells one thing after the other, as WHATWG's HTML standard has it (section 9.2).</summary>
internal sealed class ServerSentEvents
{
    private readonly HttpContext _context;

    public ServerSentEvents(HttpContext context)
    {
        _context = context;
        context.Response.ContentType = "text/event-stream";
    }

    /// <summary>Tells something.</summary>
    /// <param name="kind">The event's name.</param>
    /// <param name="data">What it is about, of any number of lines.</param>
    public async Task SendAsync(string kind, string data)
    {
        var lines = string.Concat(data.ReplaceLineEndings("\n").Split('\n').Select(line => $"data: {line}\n"));
        await _context.Response.WriteAsync($"event: {kind}\n{lines}\n", _context.RequestAborted);
        await _context.Response.Body.FlushAsync(_context.RequestAborted);
    }
}
