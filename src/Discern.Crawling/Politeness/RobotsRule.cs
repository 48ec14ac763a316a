namespace Discern.Crawling.Politeness;

/// <summary>One line of robots.txt that allows or disallows.</summary>
/// <param name="Pattern">The path's beginning, normalised; <c>*</c> stands for anything, <c>$</c> at the end for the end.</param>
/// <param name="IsAllowed">Whether it allows.</param>
internal sealed record RobotsRule(string Pattern, bool IsAllowed)
{
    /// <summary>Whether the rule speaks of a path with its query.</summary>
    /// <remarks>Greedy matching with one point to return to: linear for sane patterns, never exponential for hostile ones.</remarks>
    public bool Matches(string path)
    {
        bool isAnchored = Pattern.EndsWith('$');
        ReadOnlySpan<char> pattern = isAnchored ? Pattern.AsSpan(0, Pattern.Length - 1) : Pattern;
        int at = 0, position = 0, star = -1, mark = 0;
        while (true)
        {
            if (at == pattern.Length && (!isAnchored || position == path.Length))
            {
                return true;
            }

            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, mark) = (at++, position);
            }
            else if (at < pattern.Length && position < path.Length && pattern[at] == path[position])
            {
                at++;
                position++;
            }
            else if (star >= 0 && mark < path.Length)
            {
                (at, position) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }
    }
}
