namespace Discern.Samples;

/// <summary>One emoji as one artist draws it.</summary>
/// <param name="Emoji">What is drawn.</param>
/// <param name="Artist">Who drew it.</param>
/// <param name="Source">The package's file.</param>
internal sealed record Drawing(Emoji Emoji, EmojiArtist Artist, string Source)
{
    /// <summary>Where the copy goes, relative to the data set.</summary>
    public string Path => $"{Artist.Name}/{Emoji.Code}.png";
}
