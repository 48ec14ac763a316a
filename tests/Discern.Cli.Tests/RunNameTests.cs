namespace Discern.Cli.Tests;

public sealed class RunNameTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("discern");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("/data/hot dogs")]
    [InlineData("/data/hot dogs/")]
    public void A_run_is_named_after_day_and_data(string data) =>
        Assert.Equal(Path.Combine("runs", "2026-11-21-hot dogs"), RunName.Default(data, new FakeClock()));

    [Fact]
    public void A_name_that_is_taken_gets_a_number()
    {
        var wanted = Path.Combine(folder.FullName, "run");
        Assert.Equal(wanted, RunName.Free(wanted));

        Directory.CreateDirectory(wanted);
        Assert.Equal(wanted + "-2", RunName.Free(wanted));

        File.WriteAllText(wanted + "-2", "");
        Assert.Equal(wanted + "-3", RunName.Free(wanted));
    }
}
