using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Discern.Cli.Rendering;
using Discern.Imaging;

namespace Discern.Cli.Tests.Commands;

/// <summary>A run served as a user types it: from the line that names the address to the stop.</summary>
public sealed class ServeCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("discern");

    private string Run => Path.Combine(folder.FullName, "run");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task It_names_its_address_answers_as_predict_does_and_stops_when_asked()
    {
        await TrainAsync();
        using var stop = new CancellationTokenSource();
        var output = new FirstLine();
        var terminal = new Terminal(output, new StringWriter(), isOutputTerminal: false, isErrorTerminal: false);
        var serving = new CommandLine(terminal).RunAsync(["serve", Run, "--json", "--token", "0123456789abcdef"], stop.Token);
        using var line = JsonDocument.Parse(await output.Text.WaitAsync(TimeSpan.FromMinutes(1)));
        var address = new Uri(line.RootElement.GetProperty("address").GetString()!);
        using var client = new HttpClient { BaseAddress = address };

        Assert.Equal("127.0.0.1", address.Host);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/runs")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/healthz")).StatusCode);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "0123456789abcdef");
        using var picture = new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "data", "dark", "0.png")));
        picture.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var answer = JsonDocument.Parse(await (await client.PostAsync("/api/predict", picture)).Content.ReadAsStringAsync());
        var predicted = new FakeTerminal();
        await predicted.RunAsync("predict", Run, Path.Combine(folder.FullName, "data", "dark", "0.png"), "--json");
        using var expected = JsonDocument.Parse(predicted.Output);
        Assert.Equal(
            expected.RootElement.GetProperty("probabilities").GetRawText(),
            answer.RootElement.GetProperty("predictions")[0].GetProperty("probabilities").GetRawText());

        await stop.CancelAsync();

        Assert.Equal(ExitCode.Done, await serving.WaitAsync(TimeSpan.FromMinutes(1)));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/healthz"));
    }

    [Theory]
    [InlineData("--queue is 0; it must be 1 or more.", "--queue", "0")]
    [InlineData("--batch is -3; it must be 1 or more.", "--batch", "-3")]
    [InlineData("--max-upload is '5 apples'; give a size up to 1G, such as 500K or 20M.", "--max-upload", "5 apples")]
    public async Task What_makes_no_sense_is_refused_with_a_sentence(string sentence, params string[] options)
    {
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.BadArguments, await terminal.RunAsync(["serve", Run, .. options]));

        Assert.Contains(sentence, terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_machines_are_not_listened_to_without_a_token()
    {
        await TrainAsync();
        var terminal = new FakeTerminal();

        Assert.Equal(ExitCode.BadArguments, await terminal.RunAsync("serve", Run, "--host", "0.0.0.0"));

        Assert.Contains("give a --token too", terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("500K", 500 << 10)]
    [InlineData("20m", 20 << 20)]
    [InlineData("20 MiB", 20 << 20)]
    [InlineData("1G", 1 << 30)]
    [InlineData("2G", null)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("999999999999999999G", null)]
    [InlineData("M", null)]
    public void Sizes_are_read_as_people_write_them(string text, int? bytes)
    {
        Assert.Equal(bytes is not null, Bytes.TryParse(text, out var read));
        Assert.Equal(bytes ?? 0, read);
    }

    private async Task TrainAsync()
    {
        foreach (var (name, light) in new[] { ("dark", 0), ("light", 200) })
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "data", name));
            for (var index = 0; index < 20; index++)
            {
                var pixels = Enumerable.Repeat((byte)(light + (2 * index)), 8 * 8 * 3).ToArray();
                await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "data", name, $"{index}.png"), PictureEncoder.Png(new Picture(8, 8, 3, pixels)));
            }
        }

        Assert.Equal(ExitCode.Done, await new FakeTerminal().RunAsync("train", Path.Combine(folder.FullName, "data"), "--recipe", "cnn", "--size", "8", "--epochs", "1", "-o", Run));
    }

    /// <summary>Gives the first line as soon as it is written.</summary>
    private sealed class FirstLine : StringWriter
    {
        private readonly TaskCompletionSource<string> text = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Text => text.Task;

        public override void WriteLine(string? value) => text.TrySetResult(value ?? "");
    }
}
