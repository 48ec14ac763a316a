using System.Globalization;
using System.Text.Json;
using Discern.Bench.Serving;
using Discern.Datasets;
using Discern.Runs;

// discern serve under many clients at once, beside bare batched prediction in the same run.
// Usage: serving [--json] [--run RUN --pictures FOLDER] [--clients N] [--requests N] [--batch N] [--shared FOLDER]
bool isJson = args.Contains("--json");
string discern = Option("--discern", "discern");
int clients = Number("--clients", 64);
int requests = Number("--requests", 10_000);
string shared = Option("--shared", Path.Combine("..", "shared"));
string folder = Option("--pictures", Path.Combine(shared, "datasets", "hymenoptera", "train"));
if (!Directory.Exists(folder))
{
    Console.Error.WriteLine($"No photos are in '{folder}': --shared names the folder that holds datasets/, or --pictures photos and --run a run.");
    return 1;
}

string[] paths = [.. new PictureFolder(folder).Pictures()];
byte[][] pictures = [.. paths.Select(File.ReadAllBytes)];
DirectoryInfo temporary = Directory.CreateTempSubdirectory("discern-serving");
try
{
    RunFolder run = args.Contains("--run") ? RunFolder.Open(Option("--run", "")) : BareRun.Train(discern, folder, Path.Combine(temporary.FullName, "run"));
    int bareCount = Math.Min(requests, 1000);
    double bareBefore = BareRun.PicturesASecond(run, paths, bareCount);
    Load single;
    Load many;
    long memoryBefore;
    long memoryAfter;
    (int ExitCode, double Seconds) stop;
    using (ServeProcess serve = ServeProcess.Start(discern, run.Path, ["--batch", Option("--batch", "16")]))
    {
        await Load.RunAsync(serve.Address, pictures, clients, Math.Max(clients, requests / 10)); // what is compiled and made once is made now
        single = await Load.RunAsync(serve.Address, pictures, 1, Math.Min(requests, 200));
        memoryBefore = serve.Memory;
        many = await Load.RunAsync(serve.Address, pictures, clients, requests);
        memoryAfter = serve.Memory;
        stop = serve.Stop();
    }

    double bare = (bareBefore + BareRun.PicturesASecond(run, paths, bareCount)) / 2;
    Print("bare batched prediction, pictures a second", bare, null, null);
    Print($"served to {clients} clients, pictures a second", many.PicturesASecond, many.PicturesASecond / bare, "0.80 of bare or more");
    Print("latency of one client, median, ms", 1000 * single.Percentile(0.5), null, null);
    Print($"latency of {clients} clients, median, ms", 1000 * many.Percentile(0.5), many.Percentile(0.5) / single.Percentile(0.5), null);
    Print($"latency of {clients} clients, p99, ms", 1000 * many.Percentile(0.99), many.Percentile(0.99) / single.Percentile(0.5), "below 20 of one client's median");
    Print($"errors in {requests} requests", many.Errors, null, "0");
    Print($"memory after {requests} requests, MiB", memoryAfter / 1048576.0, (double)memoryAfter / memoryBefore, "1.0 of before: flat");
    Print("time to stop, seconds", stop.Seconds, null, null);
    Print("exit code", stop.ExitCode, null, "0");
    return stop.ExitCode;
}
finally
{
    temporary.Delete(recursive: true);
}

void Print(string name, double value, double? ratio, string? goal) => Console.WriteLine(isJson
    ? JsonSerializer.Serialize(new { name, value, ratio, goal }, JsonSerializerOptions.Web)
    : $"{name,-48} {value,10:0.0} {(ratio is { } share ? $"{share:0.00}" : ""),8}  {goal}");

string Option(string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var index && index + 1 < args.Length ? args[index + 1] : otherwise;

int Number(string name, int otherwise) => int.Parse(Option(name, $"{otherwise}"), CultureInfo.InvariantCulture);
