using System.Text.Json;
using Discern.Imaging;

namespace Discern.Cli.Tests.Commands;

public sealed class CleanCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("discern");

    private string Data => Path.Combine(folder.FullName, "pictures");

    public CleanCommandTests()
    {
        for (var index = 0; index < 12; index++)
        {
            Paint(index % 2 == 0 ? "light" : "dark", $"{index}.png", index);
        }

        Paint("light", "copy.png", 4);
        File.WriteAllText(Path.Combine(Data, "dark", "broken.png"), "no picture");
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task It_finds_sets_aside_and_brings_back()
    {
        var names = Names();
        var apply = new FakeTerminal();

        Assert.Equal(ExitCode.Done, await apply.RunAsync("clean", Data, "--quick", "--apply"));

        Assert.Matches(@"unreadable +1 +cannot be read", apply.Output);
        Assert.Matches(@"exact-duplicate +1 +the same bytes", apply.Output);
        Assert.Contains("2 pictures moved to ", apply.Output, StringComparison.Ordinal);
        Assert.Contains("--undo", apply.Output, StringComparison.Ordinal);
        Assert.Equal(names.Count - 2, Names().Count);
        var table = await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "pictures-clean", "issues.csv"));
        Assert.Equal("kind,path,label,split,related,score,explanation", table[0]);
        Assert.StartsWith("unreadable,dark/broken.png,dark,,,1,", table[1], StringComparison.Ordinal);
        var gallery = await File.ReadAllTextAsync(Path.Combine(folder.FullName, "pictures-clean", "gallery.html"));
        Assert.Contains("dark/broken.png", gallery, StringComparison.Ordinal);

        var undo = new FakeTerminal();
        Assert.Equal(ExitCode.Done, await undo.RunAsync("clean", Data, "--undo"));
        Assert.Equal("2 pictures brought back.\n", undo.Output);
        Assert.Equal(names, Names());
    }

    [Fact]
    public async Task For_machines_it_writes_one_line()
    {
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.Done, await terminal.RunAsync("clean", Data, "--quick", "--json"));

        using var document = JsonDocument.Parse(terminal.Output);
        Assert.Equal(14, document.RootElement.GetProperty("pictures").GetInt32());
        Assert.Equal(1, document.RootElement.GetProperty("issues").GetProperty("unreadable").GetInt32());
        Assert.Equal(14, Names().Count);
    }

    [Theory]
    [InlineData("--apply", "--undo")]
    [InlineData("--apply", "--kinds", "nonsense")]
    public async Task What_does_not_fit_is_refused(params string[] options)
    {
        Assert.Equal(ExitCode.BadArguments, await new FakeTerminal().RunAsync(["clean", Data, "--quick", .. options]));
        Assert.Equal(14, Names().Count);
    }

    private List<string> Names() => [.. Directory.GetFiles(Data, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    // Bars at places of their own: every picture is different.
    private void Paint(string label, string name, int number)
    {
        const int side = 48;
        var pixels = new byte[side * side * 3];
        for (var index = 0; index < pixels.Length; index++)
        {
            var (x, y) = (index / 3 % side, index / 3 / side);
            var isBar = ((x + (5 * number)) % (9 + number) < 4) ^ ((y * (number + 1)) % 17 < 6);
            pixels[index] = (byte)(isBar ? 200 + (index % 3 * 20) : 40 + (index % 3 * 30));
        }

        var path = Path.Combine(Data, label, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, PictureEncoder.Png(new Picture(side, side, 3, pixels)));
    }
}
