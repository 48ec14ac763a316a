namespace Discern.Cli.Tests;

public class ExitCodeTests
{
    [Theory]
    [InlineData(0, false, 0)]
    [InlineData(0, true, 0)]
    [InlineData(2, false, 3)]
    [InlineData(2, true, 1)]
    public void Skipped_pictures_are_told_by_the_exit_code(int skipped, bool isStrict, int expected) =>
        Assert.Equal(expected, ExitCode.AfterSkipping(skipped, isStrict));
}
