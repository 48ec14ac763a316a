using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Discern.Balancing;
using Discern.Bench.Resampling;
using Discern.Classifiers.Logistic;
using Discern.Clustering;
using Discern.Compute.Distances;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;
using Discern.Neighbours;

// Ours and the peers' seconds for the same work, one after the other. Usage: resampling [--json] [--shared FOLDER] [--large ROWS]
// --large ROWS instead runs Tomek links and edited neighbours on so many rows of 1280 features, and prints seconds and peak memory.
const int repeats = 3;
string[] classes = ["common", "rare"];
bool isJson = args.Contains("--json");
string shared = Option("--shared") ?? Path.Combine("..", "shared");
if (Option("--large") is { } large)
{
    Large(int.Parse(large, CultureInfo.InvariantCulture));
    return;
}

string? skin = Path.Combine(shared, "datasets", "skin", "Skin_NonSkin.txt") is var path && File.Exists(path) ? path : null;
var ours = new List<(string Name, double Seconds)>();
if (skin is null)
{
    Console.Error.WriteLine($"'{path}' is not there, so nothing is measured on it: --shared names the folder that holds datasets/ and peers/.");
}
else
{
    using LabelledRows table = LabelledRows.Read(skin);
    var logistic = new LogisticOptions { IsStandardized = false };
    Measure("skin 245057x3: logistic regression", () => LogisticRegression.Fit(new TrainingTable(table.Features, table.Labels, 2), logistic, Workers.Shared));
    Measure("skin 245057x3: SMOTE", () => Resample(new Smote(), table));
    Measure("skin 245057x3: Tomek links", () => Resample(new TomekLinks(), table));
}

using (LabelledRows table = LabelledRows.Drawn(5000, 1280))
{
    var rows = new RowSet(table.Features);
    var logistic = new LogisticOptions { IsStandardized = false };
    Measure("features 5000x1280: 5 nearest neighbours", () => NearestNeighbours.Find(rows, rows, 5, Workers.Shared));
    Measure("features 5000x1280: SMOTE", () => Resample(new Smote(), table));
    Measure("features 5000x1280: Tomek links", () => Resample(new TomekLinks(), table));
    Measure("features 5000x1280: NearMiss-1", () => Resample(new NearMiss(), table));
    Measure("features 5000x1280: k-means 50", () => KMeans.Fit(table.Features, new KMeansOptions { Clusters = 50 }, Workers.Shared));
    Measure("features 5000x1280: DBSCAN eps 36", () => Dbscan.Fit(rows, new DbscanOptions { Radius = 36 }, Workers.Shared));
    Measure("features 5000x1280: logistic regression", () => LogisticRegression.Fit(new TrainingTable(table.Features, table.Labels, 2), logistic, Workers.Shared));
}

IReadOnlyDictionary<string, double> peers = ScikitLearn.Run(Path.Combine(shared, "peers", "resampling.py"), skin);
if (!isJson)
{
    Console.WriteLine($"{VectorPath.Description}, {Workers.Shared.Count} threads, median of {repeats}, seconds");
    Console.WriteLine($"{"",-44}{"ours",10}{"peer",10}{"ratio",8}");
}

foreach ((string name, double seconds) in ours)
{
    double? peer = peers.TryGetValue(name, out double time) ? time : null;
    Console.WriteLine(isJson
        ? JsonSerializer.Serialize(new { name, ours = seconds, peer, peerName = peer is null ? null : "scikit-learn/imbalanced-learn", ratio = peer / seconds })
        : $"{name,-44}{seconds,10:F3}{peer?.ToString("F3", CultureInfo.InvariantCulture) ?? "-",10}{peer / seconds,8:F1}");
}

if (peers.Count == 0)
{
    Console.Error.WriteLine("scikit-learn and imbalanced-learn were not found, so these are our figures alone: install them with `apt-get install python3-sklearn python3-imblearn libopenblas0-pthread`, and keep the peers' scripts in ../shared/peers.");
}

// As the peers do, the new table is made too.
void Resample(Sampler sampler, LabelledRows table)
{
    sampler.Resample(new SamplingTable(table.Features, table.Labels, classes), seed: 0, Workers.Shared).ToTable(table.Features, out var arena);
    arena.Dispose();
}

void Measure(string name, Action work)
{
    work();
    double[] seconds = [.. Enumerable.Range(0, repeats).Select(_ => Seconds(work)).Order()];
    ours.Add((name, seconds[repeats / 2]));
}

void Large(int count)
{
    using LabelledRows table = LabelledRows.Drawn(count, 1280);
    foreach (Sampler sampler in (Sampler[])[new TomekLinks(), new EditedNeighbours()])
    {
        double seconds = Seconds(() => sampler.Resample(new SamplingTable(table.Features, table.Labels, classes), seed: 0, Workers.Shared));
        Console.WriteLine($"{sampler.Name} on {count:N0} × 1280: {seconds:F1} s; peak memory of the process, table included: {Process.GetCurrentProcess().PeakWorkingSet64 / 1e9:F2} GB");
    }
}

static double Seconds(Action work)
{
    long start = Stopwatch.GetTimestamp();
    work();
    return Stopwatch.GetElapsedTime(start).TotalSeconds;
}

string? Option(string name)
{
    int place = Array.IndexOf(args, name);
    return place >= 0 && place + 1 < args.Length ? args[place + 1] : null;
}
