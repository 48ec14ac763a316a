using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Discern.Bench.Cleaning;
using Discern.Bench.Peers;
using Discern.Compute.Vectors;
using Discern.Imaging;

// Ours and the peers' time for the same work, in turn, in one run, on the same cores.
const string Usage = "Usage: peers [--json] [--threads N] [--rounds N] [--steps N] [--photos N] [--only PART-OF-A-NAME]...";
if (args.Contains("--help"))
{
    Console.WriteLine(Usage);
    return 0;
}

for (int place = 0; place < args.Length; place++)
{
    bool hasValue = place + 1 < args.Length;
    if (args[place] is "--only" ? hasValue : args[place] is "--threads" or "--rounds" or "--steps" or "--photos" && hasValue && int.TryParse(args[place + 1], CultureInfo.InvariantCulture, out int number) && number > 0)
    {
        place++;
    }
    else if (args[place] is not "--json")
    {
        Console.Error.WriteLine($"'{args[place]}' is unknown, or its value is missing or no whole number above 0. {Usage}");
        return 2;
    }
}

bool isJson = args.Contains("--json");
int threads = Option("--threads", Environment.ProcessorCount);
int rounds = Option("--rounds", 5);
int steps = Option("--steps", 7);
int photos = Option("--photos", 1000);
string[] only = [.. args.Zip(args.Skip(1)).Where(pair => pair.First is "--only").Select(pair => pair.Second)];

DirectoryInfo folder = Directory.CreateTempSubdirectory("discern-photos");
using var runtime = new OnnxRuntime();
try
{
    Work[] works = [.. Works.Networks.Append(new DecodeWork(folder.FullName)).Where(IsWanted)];
    if (works.OfType<DecodeWork>().Any() && !MakePhotos())
    {
        works = [.. works.Where(work => work is NetworkWork)];
    }

    if (works.Length == 0)
    {
        Console.Error.WriteLine($"No work has '{string.Join("' or '", only)}' in its name. There are: {string.Join("; ", Works.Networks.Select(work => work.Name))}; JPEG 1280x960 to 224x224.");
        return 2;
    }

    IPeer[] peers = [PyTorch.Default, PyTorch.Best, runtime, new Pillow()];
    Comparison[] comparisons = [.. works.Select(work => new Comparison(work))];
    var absent = new HashSet<string>(StringComparer.Ordinal);
    for (int round = 0; round < rounds; round++)
    {
        foreach (Comparison comparison in comparisons)
        {
            comparison.Add(comparison.Work.Milliseconds(threads, steps));
            foreach (IPeer peer in peers.Where(peer => peer.Does(comparison.Work)))
            {
                Figure[] figures = [.. peer.Run(comparison.Work, threads, steps)];
                Array.ForEach(figures, comparison.Add);
                if (figures.Length == 0)
                {
                    absent.Add(peer.Advice);
                }
            }
        }
    }

    Print(comparisons);
    foreach (string advice in absent)
    {
        Console.Error.WriteLine($"Not everything was compared. {advice}");
    }

    return 0;
}
finally
{
    folder.Delete(recursive: true);
}

bool IsWanted(Work work) => only.Length == 0 || Array.Exists(only, part => work.Name.Contains(part, StringComparison.OrdinalIgnoreCase));

bool MakePhotos()
{
    if (PeerProcess.Find("..", "shared", "datasets", "hymenoptera") is not { } sources)
    {
        Console.Error.WriteLine("No photos are in ../shared/datasets/hymenoptera, so decoding is not compared.");
        return false;
    }

    Photos.Make(sources, folder.FullName, photos, new DecodeOptions { Width = 1280, Height = 960 });
    return true;
}

void Print(IReadOnlyList<Comparison> comparisons)
{
    if (!isJson)
    {
        Console.WriteLine($"{VectorPath.Description}, {threads} threads, medians of {rounds} rounds of {steps} steps, milliseconds; the ratio is that of the fastest peer");
        Console.WriteLine($"{"",-34}{"ours",9}{"pictures/s",12}{"peer",10}{"ratio",8}{"goal",6}");
    }

    foreach (Comparison comparison in comparisons)
    {
        var work = comparison.Work;
        double rate = work.Pictures / comparison.Ours * 1000;
        if (isJson)
        {
            (string Name, double Milliseconds)? best = comparison.Peers.Count > 0 ? comparison.Peers[0] : null;
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                name = work.Name,
                ours = comparison.Ours,
                picturesPerSecond = rate,
                peer = best?.Milliseconds,
                peerName = best?.Name,
                ratio = comparison.Ratio,
                goal = work.Goal,
                peers = comparison.Peers.ToDictionary(peer => peer.Name, peer => peer.Milliseconds, StringComparer.Ordinal),
            }));
            continue;
        }

        string times = string.Join(", ", comparison.Peers.Select(peer => string.Create(CultureInfo.InvariantCulture, $"{peer.Name} {peer.Milliseconds:F1}")));
        string fastest = comparison.Peers is [(_, double milliseconds), ..] ? milliseconds.ToString("F2", CultureInfo.InvariantCulture) : "–";
        Console.WriteLine($"{work.Name,-34}{comparison.Ours,9:F2}{rate,12:F1}{fastest,10}{comparison.Ratio,8:F2}{work.Goal,6:F1}  {times}");
    }

    if (!isJson)
    {
        Console.WriteLine($"Peak memory of this process: {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB");
    }
}

int Option(string name, int standard)
{
    int place = Array.IndexOf(args, name);
    return place >= 0 && place + 1 < args.Length ? int.Parse(args[place + 1], CultureInfo.InvariantCulture) : standard;
}
