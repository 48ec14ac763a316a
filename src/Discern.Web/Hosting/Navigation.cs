namespace Discern.Web.Hosting;

/// <summary>The links in the head of every page.</summary>
/// <param name="Links">In their order.</param>
internal sealed record Navigation(IReadOnlyList<NavigationLink> Links)
{
    /// <summary>Without any.</summary>
    public static Navigation None { get; } = new([]);
}
