using Discern.Web.Assets;
using Discern.Web.Tests.Reports;

namespace Discern.Web.Tests.Assets;

public sealed class ChartLibraryTests
{
    [Fact]
    public void Reads_each_library_with_its_licence_and_without_its_map()
    {
        var libraries = ChartLibrary.ReadAll();

        Assert.Equal(["vega", "vega-lite", "vega-embed"], libraries.Select(library => library.Name));
        Assert.All(libraries, library => Assert.Contains("Copyright", library.Licence, StringComparison.Ordinal));
        Assert.All(libraries, library => Assert.DoesNotContain("sourceMappingURL", library.Code, StringComparison.Ordinal));
    }

    [Fact]
    public void Their_absence_is_a_sentence_that_says_what_to_do()
    {
        using var folder = new TemporaryFolder();

        var exception = Assert.Throws<DiscernException>(() => ChartLibrary.ReadAll([folder.Path]));

        Assert.Contains("Run 'npm ci'", exception.Message, StringComparison.Ordinal);
    }
}
