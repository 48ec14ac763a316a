using Discern.Cli.Rendering;

namespace Discern.Cli.Tests.Rendering;

public class ShownTests
{
    [Fact]
    public void Paths_below_the_current_folder_are_short_others_whole()
    {
        Assert.Equal(Path.Combine("runs", "x"), Shown.Path(Path.Combine(Environment.CurrentDirectory, "runs", "x")));
        Assert.Equal("/elsewhere/x", Shown.Path("/elsewhere/x"));
    }

    [Theory]
    [InlineData("runs/2026-11-21-hotdog", "runs/2026-11-21-hotdog")]
    [InlineData("hot dogs", "'hot dogs'")]
    [InlineData("it's $HOME", "'it'\\''s $HOME'")]
    public void Arguments_are_quoted_where_a_shell_would_part_them(string path, string expected) =>
        Assert.Equal(expected, Shown.Argument(path));
}
