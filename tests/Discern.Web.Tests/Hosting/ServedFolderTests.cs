using Discern.Tests.Shared;
using Discern.Web.Hosting;
using Discern.Web.Tests.Reports;

namespace Discern.Web.Tests.Hosting;

public sealed class ServedFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ServedFolderTests()
    {
        Directory.CreateDirectory(_folder.In("served", "cats"));
        File.WriteAllText(_folder.In("served", "cats", "tom.jpg"), "tom");
        File.WriteAllText(_folder.In("secret.txt"), "secret");
        Directory.CreateDirectory(_folder.In("served-too"));
        File.WriteAllText(_folder.In("served-too", "other.txt"), "other");
    }

    private ServedFolder Served => new(_folder.In("served"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_inside_is_found() => Assert.Equal("tom", File.ReadAllText(Served.Find("cats/tom.jpg")!));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("cats")]
    [InlineData("cats/none.jpg")]
    [InlineData("../secret.txt")]
    [InlineData("cats/../../secret.txt")]
    [InlineData("cats/../cats/tom.jpg")]
    [InlineData("./cats/tom.jpg")]
    [InlineData("cats//tom.jpg")]
    [InlineData("/etc/passwd")]
    [InlineData("\\..\\secret.txt")]
    [InlineData("cats/tom.jpg\0.txt")]
    [InlineData("../served-too/other.txt")]
    [InlineData("..")]
    public void What_is_not_a_file_inside_is_not_found(string? path) => Assert.Null(Served.Find(path));

    [UnixFact]
    public void Links_are_followed_inside_and_not_out()
    {
        File.CreateSymbolicLink(_folder.In("served", "inside.jpg"), _folder.In("served", "cats", "tom.jpg"));
        File.CreateSymbolicLink(_folder.In("served", "relative.jpg"), "cats/tom.jpg");
        File.CreateSymbolicLink(_folder.In("served", "out.txt"), _folder.In("secret.txt"));
        File.CreateSymbolicLink(_folder.In("served", "out-relative.txt"), "../secret.txt");
        Directory.CreateSymbolicLink(_folder.In("served", "up"), "..");
        Directory.CreateSymbolicLink(_folder.In("served", "beside"), _folder.In("served-too"));
        File.CreateSymbolicLink(_folder.In("served", "chain.txt"), "out.txt");
        File.CreateSymbolicLink(_folder.In("served", "circle"), "circle");

        Assert.Equal("tom", File.ReadAllText(Served.Find("inside.jpg")!));
        Assert.Equal("tom", File.ReadAllText(Served.Find("relative.jpg")!));
        Assert.All(["out.txt", "out-relative.txt", "up/secret.txt", "beside/other.txt", "chain.txt", "circle"], path => Assert.Null(Served.Find(path)));
        Assert.Equal("tom", File.ReadAllText(Served.Find("up/served/cats/tom.jpg")!)); // out and in again is in
    }

    [UnixFact]
    public void A_pipe_is_no_file()
    {
        NamedPipe.Make(_folder.In("served", "pipe.jpg"));

        Assert.Null(Served.Find("pipe.jpg"));
    }

    [UnixFact]
    public void The_folder_itself_may_be_a_link()
    {
        Directory.CreateSymbolicLink(_folder.In("link"), _folder.In("served"));

        var linked = new ServedFolder(_folder.In("link"));

        Assert.Equal("tom", File.ReadAllText(linked.Find("cats/tom.jpg")!));
        Assert.Null(linked.Find("../secret.txt"));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_said() => Assert.Contains("no folder", Assert.Throws<DiscernException>(() => new ServedFolder(_folder.In("none"))).Message, StringComparison.Ordinal);
}
