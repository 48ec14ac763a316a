using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Discern.Bench.Peers;
using Discern.Compute.Vectors;

// Ours and the peers' time for the same work, in turn, in one run, on the same cores. Usage: peers [--json] [--threads N] [--rounds N]
bool isJson = args.Contains("--json");
int threads = Option("--threads", Environment.ProcessorCount);
int rounds = Option("--rounds", 5);
const int steps = 7;
string? script = PyTorch.Script;
string[] names = [.. Work.All.Select(work => work.Name)];
var ours = names.ToDictionary(name => name, _ => new List<double>(), StringComparer.Ordinal);
var theirs = names.ToDictionary(name => name, _ => new List<double>(), StringComparer.Ordinal);
string peerName = "PyTorch";
for (int round = 0; round < rounds; round++)
{
    foreach (Work work in Work.All)
    {
        ours[work.Name].Add(Ours.MillisecondsPerStep(work, threads, steps));
    }

    if (script is not null)
    {
        (peerName, IReadOnlyDictionary<string, double> times) = PyTorch.Run(script, threads, steps, names);
        foreach (var (name, milliseconds) in times)
        {
            theirs[name].Add(milliseconds);
        }
    }
}

if (!isJson)
{
    Console.WriteLine($"{VectorPath.Description}, {threads} threads, median of {rounds} rounds of {steps} steps, milliseconds per step");
    Console.WriteLine($"{"",-40}{"ours",10}{peerName,20}{"ratio",8}");
}

foreach (string name in names)
{
    double mine = Median(ours[name]);
    double? peer = theirs[name].Count == 0 ? null : Median(theirs[name]);
    if (isJson)
    {
        Console.WriteLine(JsonSerializer.Serialize(new { name, ours = mine, peer, peerName = peer is null ? null : peerName, ratio = peer / mine }));
    }
    else
    {
        Console.WriteLine($"{name,-40}{mine,10:F2}{(peer is null ? "not installed" : peer.Value.ToString("F2", CultureInfo.InvariantCulture)),20}{peer / mine,8:F2}");
    }
}

if (!isJson)
{
    Console.WriteLine($"Peak memory of this process, batches and both networks' plans included: {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB");
}

if (theirs.Values.All(times => times.Count == 0))
{
    Console.Error.WriteLine("PyTorch was not found, so these are our figures alone: install it with `apt-get install python3-torch python3-torchvision`, and keep the peers' scripts in ../shared/peers.");
}

static double Median(List<double> values)
{
    values.Sort();
    return values[values.Count / 2];
}

int Option(string name, int standard)
{
    int place = Array.IndexOf(args, name);
    return place >= 0 && place + 1 < args.Length ? int.Parse(args[place + 1], CultureInfo.InvariantCulture) : standard;
}
