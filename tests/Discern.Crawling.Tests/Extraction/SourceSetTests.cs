using Discern.Crawling.Extraction;

namespace Discern.Crawling.Tests.Extraction;

public class SourceSetTests
{
    [Theory]
    [InlineData("a.png", "a.png 0 1")]
    [InlineData("a.png 2x, b.png", "a.png 0 2|b.png 0 1")]
    [InlineData("a.png 100w,b.png 200w", "a.png 100 1|b.png 200 1")]
    [InlineData(" , a.png, b.png 1.5x ", "a.png 0 1|b.png 0 1.5")]
    [InlineData("a,b.png 100w, c,d.png 200w 50h", "a,b.png 100 1|c,d.png 200 1")]
    [InlineData("data:image/png;base64,AAAA 1x, b.png 2x", "data:image/png;base64,AAAA 0 1|b.png 0 2")]
    [InlineData("a.png huge, b.png -3w, c.png 0x, d.png NaNw, e.png 7q, f.png 3w", "f.png 3 1")]
    [InlineData("a.png (x, y) 3w, b.png 2x", "b.png 0 2")]
    [InlineData(",,, ,", "")]
    [InlineData("", "")]
    public void Candidates_are_those_of_the_standard(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', SourceSet.Parse(text).Select(candidate => $"{candidate.Address} {candidate.Width} {candidate.Density}")));
}
