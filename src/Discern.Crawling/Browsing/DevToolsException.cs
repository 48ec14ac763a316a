namespace Discern.Crawling.Browsing;

/// <summary>The browser refused a command, or is gone.</summary>
internal sealed class DevToolsException(string message) : Exception(message);
