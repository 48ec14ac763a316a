using System.CommandLine;
using Discern.Cli.Rendering;
using Discern.Crawling;
using Discern.Crawling.Sites;

namespace Discern.Cli.Commands;

/// <summary><c>discern crawl</c>: pictures and their labels from web pages.</summary>
internal sealed class CrawlCommand : DiscernCommand
{
    private readonly Argument<string> sites = new("SITES") { Description = "A YAML file: the sites with their start pages, labels and CSS selectors." };

    private readonly Option<string> output = new("--output", "-o")
    {
        Description = "The folder for the pictures and index.csv; a crawl that was stopped goes on there.",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => "raw",
    };

    private readonly Option<double> delay = new("--delay")
    {
        Description = "Seconds from one request to a host to the next; a longer one that its robots.txt asks for counts instead.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => new CrawlOptions().Delay.TotalSeconds,
    };

    private readonly Option<int> parallel = new("--parallel")
    {
        Description = "The most requests to one host at the same time.",
        HelpName = "N",
        DefaultValueFactory = _ => new CrawlOptions().HostParallelism,
    };

    private readonly Option<string> userAgent = new("--user-agent")
    {
        Description = "How the crawler names itself to hosts and finds itself in robots.txt.",
        HelpName = "NAME",
        DefaultValueFactory = _ => new CrawlOptions().UserAgent,
    };

    private readonly Option<bool> allowPrivate = new("--allow-private") { Description = "Allow addresses of this machine and of private networks." };
    private readonly Option<bool> strict = RunOptions.Strict();

    /// <summary>Creates the command.</summary>
    public CrawlCommand(Terminal terminal)
        : base(terminal, "crawl", "Collects pictures and their labels from web pages into a folder with an index.csv.")
    {
        parallel.AtLeast(1);
        delay.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 3600))
            {
                result.AddError("--delay is 0 to 3600 seconds.");
            }
        });
        Add(sites);
        Add(output);
        Add(delay);
        Add(parallel);
        Add(userAgent);
        Add(allowPrivate);
        Add(strict);
    }

    /// <inheritdoc/>
    public override string Example => "discern crawl sites.yml -o raw";

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var folder = arguments.GetRequiredValue(output);
        var options = new CrawlOptions
        {
            Delay = TimeSpan.FromSeconds(arguments.GetValue(delay)),
            HostParallelism = arguments.GetValue(parallel),
            UserAgent = arguments.GetRequiredValue(userAgent),
            AllowPrivate = arguments.GetValue(allowPrivate),
            Clock = Terminal.Clock,
        };
        var described = SitesYaml.Read(arguments.GetRequiredValue(sites));
        CrawlResult result;
        using (var observer = new CrawlObserver(Terminal))
        {
            try
            {
                result = await Crawler.RunAsync(described, folder, options, observer, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                observer.Dispose();
                Terminal.ErrorWriter.WriteLine($"What was fetched is kept in '{folder}'. The same command goes on with it.");
                throw;
            }
        }

        Conclude(result, arguments.GetValue(Json));
        return ExitCode.AfterSkipping(result.Skipped, arguments.GetValue(strict));
    }

    private void Conclude(CrawlResult result, bool isJson)
    {
        if (isJson)
        {
            Terminal.OutputWriter.WriteLine(CliJson.Line(result, CliJson.Lines.CrawlResult));
            return;
        }

        Terminal.OutputWriter.WriteLine($"Pages: {result.Pages}, of which {result.Unchanged} unchanged since the last crawl");
        Terminal.OutputWriter.WriteLine($"New pictures: {result.NewPictures} ({Bytes.Text(result.Bytes)}), and {result.Duplicates} with the bytes of another");
        if (result.Gone > 0)
        {
            Terminal.OutputWriter.WriteLine($"Left out: {result.Gone} that were taken out of the folder since an earlier crawl");
        }

        if (result.Skipped > 0)
        {
            Terminal.OutputWriter.WriteLine($"Skipped: {result.Skipped}, each with its reason in {Shown.Path(result.SkippedList)}");
        }

        Terminal.OutputWriter.WriteLine($"Pictures in all: {result.Pictures}, listed in {Shown.Path(result.Index)}");
    }
}
