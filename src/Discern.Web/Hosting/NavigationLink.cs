namespace Discern.Web.Hosting;

/// <summary>A page that the head of every page leads to.</summary>
/// <param name="Title">Its name, one word.</param>
/// <param name="Path">Its address on this server, such as <c>/runs</c>.</param>
public sealed record NavigationLink(string Title, string Path);
