namespace Discern.Web.Serving;

/// <summary>What requests may ask of the interface; the defaults are right for most.</summary>
public sealed record ApiOptions
{
    /// <summary>The largest body of a request, in bytes.</summary>
    public long MaximumUploadBytes { get; init; } = 20L << 20;

    /// <summary>The most pictures in one request.</summary>
    public int MaximumPictures { get; init; } = 64;

    /// <summary>What the bodies of all requests under way may hold together, in bytes: further ones are refused until there is room.</summary>
    public long MaximumHeldBytes => Math.Max(512L << 20, 4 * MaximumUploadBytes);

    /// <summary>How long a body may take to arrive.</summary>
    public TimeSpan BodyTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
