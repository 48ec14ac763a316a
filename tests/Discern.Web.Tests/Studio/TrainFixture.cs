using Discern.Neural.Training;
using Discern.Runs;
using Discern.Web.Hosting;
using Discern.Web.Studio;
using Discern.Web.Tests.Browser;
using Discern.Web.Tests.Reports;
using Microsoft.Playwright;

namespace Discern.Web.Tests.Studio;

/// <summary>A studio whose trainings are acted: epochs come when the test says so, and the command line is asked for nothing.</summary>
public sealed class TrainFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly ReportPageFixture _browser = new();
    private LocalServer? _server;

    public Uri Address => _server!.Address;

    /// <summary>What was typed for each training.</summary>
    public List<string[]> Typed { get; } = [];

    /// <summary>Lets one epoch pass, or with false ends the training as done.</summary>
    public SemaphoreSlim Epoch { get; } = new(0);

    public bool IsEnding { get; set; }

    public async Task InitializeAsync()
    {
        foreach (var name in (string[])["a", "b"])
        {
            Directory.CreateDirectory(_folder.In("<i>pictures", name));
            await File.WriteAllTextAsync(_folder.In("<i>pictures", name, "1.png"), "x");
        }

        _server = await StudioServer.StartAsync(StudioFolders.Of(_folder.In("<i>pictures"), _folder.Path), new ServerOptions(), Act);
        await _browser.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _server!.DisposeAsync();
        await _browser.DisposeAsync();
        _folder.Dispose();
        Epoch.Dispose();
    }

    public Task<OpenReport> OpenAsync(int width = 1280, ColorScheme colours = ColorScheme.Light) => _browser.VisitAsync(new Uri(Address, "/train").AbsoluteUri, width, colours);

    private async Task<int> Act(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        Typed.Add(arguments);
        await error.WriteLineAsync("Reading <b>pictures</b>: 10 of 20 pictures, 5/s, 2 s left");
        var isNew = !arguments.Contains("--continue");
        var run = isNew ? RunFolder.Create(arguments[Array.IndexOf(arguments, "--output") + 1]) : RunFolder.Open(arguments[Array.IndexOf(arguments, "--continue") + 1]);
        if (isNew)
        {
            run.Save(RunFixture.Description(arguments[1]) with
            {
                IsFinished = false,
                Options = new Dictionary<string, System.Text.Json.JsonElement>(StringComparer.Ordinal) { ["epochs"] = System.Text.Json.JsonSerializer.SerializeToElement(10) },
            });
        }

        Directory.CreateDirectory(Path.GetDirectoryName(run.CheckpointPath)!);
        await File.WriteAllTextAsync(run.CheckpointPath, "state", CancellationToken.None);
        try
        {
            while (true)
            {
                await Epoch.WaitAsync(cancellation);
                if (IsEnding)
                {
                    run.Save(run.Description with { IsFinished = true });
                    return 0;
                }

                EpochResult[] history = [.. run.History, new(run.History.Count + 1, 1.0 / (run.History.Count + 1), 0.5, 0.6, 0.6, 1e-3, 30)];
                run.Save(history);
                await output.WriteLineAsync($"epoch {history.Length}/10");
            }
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped.");
            return 1;
        }
    }
}
