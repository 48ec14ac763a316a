using System.Text.Json;
using Discern.Features.Backbones;
using Discern.Imaging;
using Discern.Neural.Plans;

namespace Discern.Cli.Tests;

/// <summary>The command that a user types, on a machine that refuses wide vectors or tile instructions: the same answers, and the doctor says why.</summary>
public sealed class GateTests : IDisposable
{
    // What .NET 10 and those before it call the switch.
    private static readonly (string, string)[] WithoutAvx512 = [("DOTNET_EnableAVX512", "0"), ("DOTNET_EnableAVX512F", "0")];

    // The widths add up in other orders.
    private const double Tolerance = 1e-5;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("discern-gates");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Every_path_answers_the_same()
    {
        var data = Squares("data", "train", "test");
        var pictures = new[] { 60, 120, 140, 220 }.Select((red, number) => Write($"new-{number}.png", red, 100 + number)).ToArray();
        var run = Path.Combine(folder.FullName, "run");
        Command([], "train", data, "--recipe", "transfer", "-o", run);
        string[] predict = ["predict", run, .. pictures, "--json"];

        var expected = Command([], predict);
        Assert.Equal(expected, Command([("DISCERN_AMX", "off")], predict));
        foreach (var refusal in new[] { WithoutAvx512, [("DOTNET_EnableAVX2", "0")] })
        {
            AssertSameAnswers(expected, Command(refusal, predict));
        }
    }

    [Fact]
    public void A_run_in_bfloat16_is_judged_elsewhere_with_a_sentence()
    {
        var data = Squares("data", "train", "test");
        var run = Path.Combine(folder.FullName, "run");
        Command([], "train", data, "--recipe", "transfer", "--precision", "float32", "-o", run);
        var record = Path.Combine(run, "run.json");
        var told = JsonSerializer.Serialize(new BackboneOptions { Precision = Precision.Bfloat16 }, JsonSerializerOptions.Web);
        File.WriteAllText(record, File.ReadAllText(record).Replace("\"precision\": \"float32\"", $"\"precision\": \"bfloat16\", \"backboneOptions\": {told}", StringComparison.Ordinal));
        (string, string)[] refusal = [("DISCERN_AMX", "off")];

        var (code, _, error) = ScriptTests.Run(Path.Combine(ScriptTests.Root, "discern"), ScriptTests.Root, refusal, ["evaluate", run, Squares("new", "")]);

        Assert.True(code == ExitCode.Done, error);
        Assert.Contains("Features are computed in single precision, not in bfloat16.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_doctor_names_the_path_in_use_and_what_refuses_a_wider_one()
    {
        Assert.StartsWith("SSE (128 bits); this processor has", Found([("DOTNET_EnableAVX2", "0")], "arithmetic"), StringComparison.Ordinal);
        Assert.DoesNotContain("AVX-512 (", Found(WithoutAvx512, "arithmetic"), StringComparison.Ordinal);
        Assert.Equal("AMX tile instructions are not used: the environment variable DISCERN_AMX is off.", Found([("DISCERN_AMX", "off")], "bfloat16"));
    }

    private static void AssertSameAnswers(string expected, string actual)
    {
        var (one, other) = (Lines(expected), Lines(actual));
        Assert.Equal(4, other.Length);
        foreach (var (first, second) in one.Zip(other))
        {
            Assert.Equal(first.GetProperty("predicted").GetString(), second.GetProperty("predicted").GetString());
            foreach (var probability in first.GetProperty("probabilities").EnumerateObject())
            {
                Assert.Equal(probability.Value.GetDouble(), second.GetProperty("probabilities").GetProperty(probability.Name).GetDouble(), Tolerance);
            }
        }
    }

    private static JsonElement[] Lines(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];

    private static string Found((string, string)[] environment, string what) =>
        JsonElement.Parse(Command(environment, "doctor", "--json")).EnumerateArray()
            .Single(finding => finding.GetProperty("what").ValueEquals(what)).GetProperty("found").GetString()!;

    private static string Command((string Name, string Value)[] environment, params string[] arguments)
    {
        var (code, output, error) = ScriptTests.Run(Path.Combine(ScriptTests.Root, "discern"), ScriptTests.Root, environment, arguments);
        Assert.True(code == ExitCode.Done, error);
        return output;
    }

    private string Squares(string name, params string[] splits)
    {
        foreach (var split in splits)
        {
            foreach (var (label, red) in new[] { ("dark", 40), ("light", 200) })
            {
                for (var number = 0; number < 8; number++)
                {
                    Write(Path.Combine(name, split, label, $"{number}.png"), red + (5 * number), number);
                }
            }
        }

        return Path.Combine(folder.FullName, name);
    }

    private string Write(string name, int red, int seed)
    {
        const int side = 64;
        var random = new Random(seed);
        var pixels = new byte[side * side * 3];
        random.NextBytes(pixels);
        for (var place = 0; place < pixels.Length; place += 3)
        {
            pixels[place] = (byte)red;
        }

        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, PictureEncoder.Png(new Picture(side, side, 3, pixels)));
        return path;
    }
}
