using System.Globalization;

namespace Discern.Crawling.Politeness;

/// <summary>The rules of a robots.txt that stand under one or more names of crawlers.</summary>
internal sealed class RobotsGroup
{
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromHours(1);
    private readonly List<string> agents = [];
    private readonly List<RobotsRule> rules = [];
    private bool isClosed;

    /// <summary>The rules, in the file's order.</summary>
    public IReadOnlyList<RobotsRule> Rules => rules;

    /// <summary>The least time between two requests; of more than an hour an hour is kept to.</summary>
    public TimeSpan CrawlDelay { get; private set; }

    /// <summary>Whether the group speaks to a crawler; letter case does not matter.</summary>
    public bool Names(string agent) => agents.Contains(agent, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the groups of a file; lines that are none of the known ones are passed by, as the RFC asks.</summary>
    public static List<RobotsGroup> Parse(string text)
    {
        var groups = new List<RobotsGroup>();
        foreach (string line in text.TrimStart('\uFEFF').Split(['\n', '\r']))
        {
            string rule = line.Split('#')[0];
            int colon = rule.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                Read(groups, rule[..colon].Trim().ToUpperInvariant(), rule[(colon + 1)..].Trim());
            }
        }

        return groups;
    }

    private static void Read(List<RobotsGroup> groups, string key, string value)
    {
        if (key is "USER-AGENT")
        {
            if (groups.Count == 0 || groups[^1].isClosed)
            {
                groups.Add(new RobotsGroup());
            }

            groups[^1].agents.Add(Product(value));
        }
        else if (groups.Count > 0)
        {
            groups[^1].Add(key, value);
        }
    }

    private void Add(string key, string value)
    {
        switch (key)
        {
            case "ALLOW" or "DISALLOW":
                isClosed = true;
                if (value.Length > 0)
                {
                    rules.Add(new RobotsRule(RobotsRules.Normalized(value), IsAllowed: key is "ALLOW"));
                }

                break;
            case "CRAWL-DELAY":
                isClosed = true;
                if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds > 0)
                {
                    CrawlDelay = TimeSpan.FromSeconds(Math.Min(seconds, s_longestDelay.TotalSeconds));
                }

                break;
            default:
                break; // Sitemap and the like belong to no group
        }
    }

    /// <summary>The token of "Discern/0.1" is "Discern".</summary>
    private static string Product(string agent) =>
        agent is "*" ? agent : string.Concat(agent.TakeWhile(letter => char.IsAsciiLetter(letter) || letter is '-' or '_'));
}
