using System.Text.Json;
using Discern.Imaging;

namespace Discern.Cli.Tests;

/// <summary><c>discern export</c> as a user types it.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("discern");

    public void Dispose() => folder.Delete(recursive: true);

    private string In(string name) => Path.Combine(folder.FullName, name);

    [Fact]
    public async Task A_model_is_written_told_and_not_overwritten_unasked()
    {
        foreach (var (name, grey) in new[] { ("dark", 20), ("light", 230) })
        {
            Directory.CreateDirectory(In(Path.Combine("data", name)));
            for (var index = 0; index < 10; index++)
            {
                var pixels = new byte[8 * 8 * 3];
                Array.Fill(pixels, (byte)(grey + index));
                await File.WriteAllBytesAsync(In(Path.Combine("data", name, $"{index}.png")), PictureEncoder.Png(new Picture(8, 8, 3, pixels)));
            }
        }

        Assert.Equal(ExitCode.Done, await new FakeTerminal().RunAsync("train", In("data"), "--size", "8", "--epochs", "1", "-o", In("run")));
        Assert.True(File.Exists(In(Path.Combine("run", "model.onnx"))));

        var export = new FakeTerminal();
        Assert.Equal(ExitCode.Done, await export.RunAsync("export", In("run"), "-o", In("new/model.onnx")));
        Assert.Contains("input, N × 8 × 8 × 3 floats from 0 to 255 (red, green, blue)", export.Output, StringComparison.Ordinal);
        Assert.Contains("Classes:    dark, light", export.Output, StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllBytesAsync(In("run/model.onnx")), await File.ReadAllBytesAsync(In("new/model.onnx")));

        var again = new FakeTerminal();
        Assert.Equal(ExitCode.Failed, await again.RunAsync("export", In("run"), "-o", In("new/model.onnx")));
        Assert.Contains("--overwrite", again.Error, StringComparison.Ordinal);

        var replaced = new FakeTerminal();
        Assert.Equal(ExitCode.Done, await replaced.RunAsync("export", In("run"), "-o", In("new/model.onnx"), "--overwrite", "--json"));
        using var line = JsonDocument.Parse(replaced.Output);
        Assert.Equal("Squash", line.RootElement.GetProperty("fit").GetString());

        var page = new FakeTerminal();
        Assert.Equal(ExitCode.Failed, await page.RunAsync("export", In("run"), "--page", In("run")));
        Assert.Contains("not empty", page.Error, StringComparison.Ordinal);

        var nothing = new FakeTerminal();
        Assert.Equal(ExitCode.BadArguments, await nothing.RunAsync("export", In("run")));
    }

    [Fact]
    public async Task Features_are_not_written_over_what_is_there()
    {
        await File.WriteAllTextAsync(In("index.csv"), "path\n");
        var terminal = new FakeTerminal();
        Assert.Equal(ExitCode.Failed, await terminal.RunAsync("features", folder.FullName, "-o", In("features.npy")));
        Assert.Contains("index.csv' is there already", terminal.Error, StringComparison.Ordinal);
        Assert.Equal("path\n", await File.ReadAllTextAsync(In("index.csv")));
    }
}
