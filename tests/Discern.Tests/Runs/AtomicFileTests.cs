using Discern.Runs;

namespace Discern.Tests.Runs;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TheOldContentsStayUntilTheNewAreWhole()
    {
        folder.With("file", "old");
        AtomicFile.WriteText(folder.In("file"), text =>
        {
            text.Write("ne");
            text.Flush();
            Assert.Equal("old", File.ReadAllText(folder.In("file")));
            text.Write("w");
        });
        Assert.Equal("new"u8.ToArray(), File.ReadAllBytes(folder.In("file")));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void AFailureLeavesTheOldContentsAndNothingElse()
    {
        folder.With("file", "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.WriteText(folder.In("file"), _ => throw new InvalidOperationException()));
        Assert.Equal("old", File.ReadAllText(folder.In("file")));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void AFolderThatIsGoneIsNamed() =>
        Assert.Contains("cannot be written", Assert.Throws<DiscernException>(() => AtomicFile.WriteText(folder.In("none", "file"), _ => { })).Message, StringComparison.Ordinal);

    [Fact]
    public void AFullDiskIsNamed()
    {
        string message = Assert.Throws<DiscernException>(
            () => AtomicFile.Write(folder.In("file"), _ => throw new IOException("No space left on device"))).Message;
        Assert.Equal($"'{folder.In("file")}' cannot be written: No space left on device. Make room, or make the folder writable, and try again.", message);
    }
}
