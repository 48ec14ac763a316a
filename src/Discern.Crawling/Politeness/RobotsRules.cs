using System.Globalization;
using System.Text;

namespace Discern.Crawling.Politeness;

/// <summary>What a host's robots.txt says to one crawler.</summary>
/// <remarks>
/// RFC 9309: groups that name the crawler count together, else those for <c>*</c>; the longest matching rule wins, and
/// an allowing one a draw. <c>Crawl-delay</c> stands outside the RFC and is kept to all the same.
/// </remarks>
internal sealed class RobotsRules
{
    /// <summary>No more of a file counts, the least that the RFC asks for.</summary>
    public const int MaximumBytes = 500 << 10;

    private readonly IReadOnlyList<RobotsRule> rules;

    private RobotsRules(IReadOnlyList<RobotsRule> rules, TimeSpan crawlDelay)
    {
        this.rules = rules;
        CrawlDelay = crawlDelay;
    }

    /// <summary>What holds where there is no file.</summary>
    public static RobotsRules AllowAll { get; } = new([], TimeSpan.Zero);

    /// <summary>What holds where the host cannot say: the RFC asks to stay away then.</summary>
    public static RobotsRules DisallowAll { get; } = new([new RobotsRule("/", IsAllowed: false)], TimeSpan.Zero) { IsUnknown = true };

    /// <summary>The least time between two requests.</summary>
    public TimeSpan CrawlDelay { get; }

    /// <summary>Whether the file could not be read.</summary>
    public bool IsUnknown { get; private init; }

    /// <summary>Reads a robots.txt.</summary>
    /// <param name="text">Its contents.</param>
    /// <param name="product">The crawler's product token, e.g. <c>Discern</c>.</param>
    public static RobotsRules Parse(string text, string product)
    {
        List<RobotsGroup> groups = RobotsGroup.Parse(text);
        RobotsGroup[] own = [.. groups.Where(group => group.Names(product))];
        own = own.Length > 0 ? own : [.. groups.Where(group => group.Names("*"))];
        return new RobotsRules([.. own.SelectMany(group => group.Rules)], own.Select(group => group.CrawlDelay).DefaultIfEmpty().Max());
    }

    /// <summary>Whether a page may be asked for.</summary>
    public bool Allow(Uri address)
    {
        string path = Normalized(address.PathAndQuery);
        RobotsRule? rule = rules.Where(rule => rule.Matches(path))
            .OrderByDescending(rule => rule.Pattern.Length).ThenByDescending(rule => rule.IsAllowed).FirstOrDefault();
        return rule is null or { IsAllowed: true };
    }

    /// <summary>Paths compare by octet: letters beyond ASCII are percent-encoded, unreserved ones are not, hexadecimal digits are capitals.</summary>
    internal static string Normalized(string path)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(path);
        var text = new StringBuilder(path.Length);
        for (int i = 0; i < bytes.Length; i++)
        {
            bool isEncoded = byte.TryParse(Digits(bytes, i), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte decoded);
            char letter = (char)(isEncoded ? decoded : bytes[i]);
            bool isPlain = isEncoded ? char.IsAsciiLetterOrDigit(letter) || "-._~".Contains(letter, StringComparison.Ordinal) : letter is > ' ' and < '\x7f';
            _ = isPlain ? text.Append(letter) : text.Append('%').Append(((byte)letter).ToString("X2", CultureInfo.InvariantCulture));
            i += isEncoded ? 2 : 0;
        }

        return text.ToString();
    }

    /// <summary>The two digits behind a percent sign; nothing where there is none.</summary>
    private static ReadOnlySpan<byte> Digits(byte[] bytes, int at) =>
        bytes[at] == '%' && at + 2 < bytes.Length ? bytes.AsSpan(at + 1, 2) : [];
}
