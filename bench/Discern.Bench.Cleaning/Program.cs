using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Discern.Bench.Cleaning;
using Discern.Cleaning;
using Discern.Cleaning.NearDuplicates;
using Discern.Compute.Random;
using Discern.Compute.Threading;
using Discern.Imaging;

// What cleaning costs: all pairs of a million hashes, and photos a second beside Pillow in the same run. Usage: cleaning [--json] [--photos N] [--shared FOLDER]
bool isJson = args.Contains("--json");
int photos = int.Parse(Option("--photos", "1000"), CultureInfo.InvariantCulture);
string shared = Option("--shared", Path.Combine("..", "shared"));

const int million = 1_000_000;
ulong[] hashes = new ulong[million];
var random = new Philox(1, 1);
foreach (ref ulong hash in hashes.AsSpan())
{
    hash = ((ulong)random.NextUInt32() << 32) | random.NextUInt32();
}

long start = Stopwatch.GetTimestamp();
int pairs = HammingJoin.Pairs(hashes, 6, Workers.Shared).Count;
Print("all pairs of 1,000,000 hashes within 6 bits, seconds", Stopwatch.GetElapsedTime(start).TotalSeconds, null, null, null);
if (!isJson)
{
    Console.WriteLine($"{pairs} pairs; peak memory of the process {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB");
}

string sources = Path.Combine(shared, "datasets", "hymenoptera");
if (!Directory.Exists(sources))
{
    Console.Error.WriteLine($"No photos are in '{sources}': --shared names the folder that holds datasets/ and peers/.");
    return;
}

DirectoryInfo folder = Directory.CreateTempSubdirectory("discern-photos");
try
{
    Photos.Make(sources, folder.FullName, photos, new DecodeOptions { Width = 1600 }); // about 0.3 MB each
    start = Stopwatch.GetTimestamp();
    CleaningResult result = new Cleaner().Clean(folder.FullName, new CleaningOptions { UsesNetwork = false });
    double rate = result.Survey.Pictures.Count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    IReadOnlyDictionary<string, double> peers = Pillow.Run(Path.Combine(shared, "peers", "pictures.py"), folder.FullName);
    if (peers.Count == 0)
    {
        Print("cleaning without network, pictures a second", rate, null, null, null);
        Console.Error.WriteLine("Pillow was not found, so these are our figures alone: install it with `apt-get install python3-pil`.");
    }

    foreach (var (name, peer) in peers)
    {
        Print("cleaning without network, pictures a second", rate, peer, $"Pillow, {name}", rate / peer);
    }
}
finally
{
    folder.Delete(recursive: true);
}

void Print(string name, double ours, double? peer, string? peerName, double? ratio) => Console.WriteLine(isJson
    ? JsonSerializer.Serialize(new { name, ours, peer, peerName, ratio })
    : $"{name,-56}{ours,10:F2}{peer,12:F2}{ratio,8:F2}  {peerName}");

string Option(string name, string standard)
{
    int place = Array.IndexOf(args, name);
    return place >= 0 && place + 1 < args.Length ? args[place + 1] : standard;
}
