namespace Discern.Samples;

/// <summary>An emoji, whoever draws it.</summary>
/// <param name="Code">Its code points, see <see cref="EmojiCode.Normalize"/>.</param>
/// <param name="Name">What it shows, in English.</param>
/// <param name="IsFood">Whether Unicode's list has it under food and drink.</param>
internal sealed record Emoji(string Code, string Name, bool IsFood)
{
    /// <summary>What it has in common with its variants, see <see cref="EmojiCode.Group"/>.</summary>
    public string Group => EmojiCode.Group(Code);
}
