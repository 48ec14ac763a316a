using Discern.Samples;

namespace Discern.Tests.Samples;

public class EmojiCodeTests
{
    [Theory]
    [InlineData("1F600", "1f600")]
    [InlineData("002A-FE0F-20E3", "2a-20e3")] // OpenMoji
    [InlineData("2a-20e3", "2a-20e3")] // Twemoji
    [InlineData("1f3f4-e0067_e0062_e007f", "1f3f4-e0067-e0062-e007f")] // Fluent
    public void Names_of_all_artists_become_one(string name, string expected) => Assert.Equal(expected, EmojiCode.Normalize(name));

    [Theory]
    [InlineData("1F9D1-200D-1F680", "1f9d1-1f680")] // astronaut
    [InlineData("1F468-1F3FF-200D-1F680", "1f9d1-1f680")] // man astronaut, dark skin
    [InlineData("1F469-200D-1F680", "1f9d1-1f680")] // woman astronaut
    [InlineData("1F6B6-200D-2640-FE0F-200D-27A1-FE0F", "1f6b6")] // woman walking, facing right
    [InlineData("1F34E", "1f34e")] // red apple
    public void Variants_of_an_emoji_share_a_group(string code, string expected) => Assert.Equal(expected, EmojiCode.Group(code));

    [Theory]
    [InlineData("2640-FE0F")] // the female sign itself
    [InlineData("27A1-FE0F")] // the arrow itself
    public void A_sign_that_tells_variants_apart_is_an_emoji_too(string code) =>
        Assert.Equal(EmojiCode.Normalize(code), EmojiCode.Group(code));

    [Theory]
    [InlineData("1F44B-1F3FB", true)]
    [InlineData("1F44B", false)]
    public void Skin_tones_are_seen(string code, bool expected) => Assert.Equal(expected, EmojiCode.HasSkinTone(code));
}
