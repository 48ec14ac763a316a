using System.Text.RegularExpressions;
using Discern.Cli.Tests.Sharding;
using YamlDotNet.RepresentationModel;

namespace Discern.Cli.Tests.Deploying;

/// <summary>The manifests against the rules of Kubernetes' API for Jobs (batch/v1, JobSpec and PodFailurePolicy), as its reference and validation state them.</summary>
public partial class KubernetesTests
{
    private static readonly string Folder = Path.Combine(SlurmCluster.Repository, "deploy", "kubernetes");

    private static readonly string[] Names = [.. Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Manifests() => [.. Names];

    [Fact]
    public void There_is_a_job_for_each_command_that_has_shards() =>
        Assert.Equal(["clean.yaml", "crop.yaml", "features.yaml", "index.yaml", "merge.yaml", "predict.yaml"], Names);

    [Theory]
    [MemberData(nameof(Manifests))]
    public void A_job_keeps_the_rules(string name)
    {
        var job = Read(name);
        Assert.Equal("batch/v1", Text(job, "apiVersion"));
        Assert.Equal("Job", Text(job, "kind"));
        Assert.Matches(DnsLabel(), Text(Map(job, "metadata"), "name"));
        var spec = Map(job, "spec");
        Known(spec, "completions", "parallelism", "completionMode", "backoffLimit", "backoffLimitPerIndex", "maxFailedIndexes", "podFailurePolicy", "template");
        var pod = Map(Map(spec, "template"), "spec");
        Known(pod, "restartPolicy", "containers", "volumes");

        // With a pod failure policy, or a limit per index, Pods may not be restarted in place.
        Assert.Equal("Never", Text(pod, "restartPolicy"));
        var isIndexed = Has(spec, "completionMode") && Text(spec, "completionMode") is "Indexed";
        Assert.Equal(name is not "merge.yaml", isIndexed);
        if (isIndexed)
        {
            var completions = Number(spec, "completions");
            Assert.InRange(completions, 1, 100_000);
            Assert.InRange(Number(spec, "parallelism"), 1, completions);
            Assert.InRange(Number(spec, "backoffLimitPerIndex"), 0, int.MaxValue);
            Assert.InRange(Number(spec, "maxFailedIndexes"), 0, completions);
            Assert.False(Has(spec, "backoffLimit"));

            // An index and a dash are put behind the name for the Pods' host names, which are labels, too.
            Assert.Matches(DnsLabel(), $"{Text(Map(job, "metadata"), "name")}-{completions - 1}");
            Assert.Contains($"--shard auto/{completions}", Script(pod), StringComparison.Ordinal);
        }
        else
        {
            Assert.False(Has(spec, "backoffLimitPerIndex") || Has(spec, "maxFailedIndexes"));
        }
    }

    [Theory]
    [MemberData(nameof(Manifests))]
    public void What_becomes_of_a_failed_pod_follows_from_rules_that_are_allowed(string name)
    {
        var spec = Map(Read(name), "spec");
        var containers = List(Map(Map(spec, "template"), "spec"), "containers").Select(container => Text(container, "name")).ToList();
        var rules = List(Map(spec, "podFailurePolicy"), "rules");
        Assert.InRange(rules.Count, 1, 20);
        foreach (var rule in rules)
        {
            Assert.Contains(Text(rule, "action"), (string[])["FailJob", "FailIndex", "Ignore", "Count"]);
            Assert.True(Text(rule, "action") is not "FailIndex" || Has(spec, "backoffLimitPerIndex"));
            Assert.True(Has(rule, "onExitCodes") != Has(rule, "onPodConditions"), "A rule has one of the two.");
            if (Has(rule, "onExitCodes"))
            {
                var codes = Map(rule, "onExitCodes");
                Assert.Contains(Text(codes, "containerName"), containers);
                Assert.Contains(Text(codes, "operator"), (string[])["In", "NotIn"]);
                int[] values = [.. ((YamlSequenceNode)codes["values"]).Select(value => int.Parse(value.ToString()))];
                Assert.Equal(values.Distinct().Order(), values);
                Assert.True(Text(codes, "operator") is not "In" || !values.Contains(0), "0 is no failure.");
                Assert.Equal([ExitCode.BadArguments], values);
            }
            else
            {
                Assert.All(List(rule, "onPodConditions"), condition => Assert.Equal("DisruptionTarget", Text(condition, "type")));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Manifests))]
    public void A_container_is_whole(string name)
    {
        var pod = Map(Map(Map(Read(name), "spec"), "template"), "spec");
        var volumes = List(pod, "volumes").Select(volume => Text(volume, "name")).ToList();
        Assert.All(volumes, volume => Assert.Matches(DnsLabel(), volume));
        var container = Assert.Single(List(pod, "containers"));
        Known(container, "name", "image", "command", "args", "resources", "volumeMounts");
        Assert.Matches(DnsLabel(), Text(container, "name"));
        Assert.Matches("^discern:[0-9.]+$", Text(container, "image"));
        Assert.All(List(container, "volumeMounts"), mount => Assert.Contains(Text(mount, "name"), volumes));
        Assert.Contains($"-eq {ExitCode.SomethingSkipped} ]", Script(pod), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Manifests))]
    public async Task Its_command_line_is_understood(string name)
    {
        var line = Script(Map(Map(Map(Read(name), "spec"), "template"), "spec")).Split('\n').First(line => line.StartsWith("discern ", StringComparison.Ordinal));
        var terminal = new FakeTerminal();
        Assert.Equal(ExitCode.Done, await terminal.RunAsync([.. line.Split(' ').Skip(1), "--help"]));
        Assert.Empty(terminal.Error);
    }

    [Fact]
    public void The_image_copies_what_there_is()
    {
        var copied = File.ReadLines(Path.Combine(SlurmCluster.Repository, "Dockerfile"))
            .Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[1..^1]).ToList();
        Assert.NotEmpty(copied);
        Assert.All(copied, path => Assert.True(Path.Exists(Path.Combine(SlurmCluster.Repository, path)), path));
    }

    private static YamlMappingNode Read(string name)
    {
        var stream = new YamlStream();
        using var text = File.OpenText(Path.Combine(Folder, name));
        stream.Load(text);
        return (YamlMappingNode)Assert.Single(stream.Documents).RootNode;
    }

    private static string Script(YamlMappingNode pod) => ((YamlSequenceNode)List(pod, "containers")[0]["args"])[0].ToString();

    private static bool Has(YamlMappingNode map, string key) => map.Children.ContainsKey(new YamlScalarNode(key));

    private static YamlMappingNode Map(YamlMappingNode map, string key) => (YamlMappingNode)map[key];

    private static List<YamlMappingNode> List(YamlMappingNode map, string key) => [.. ((YamlSequenceNode)map[key]).Cast<YamlMappingNode>()];

    private static string Text(YamlMappingNode map, string key) => map[key].ToString();

    private static int Number(YamlMappingNode map, string key) => int.Parse(Text(map, key));

    private static void Known(YamlMappingNode map, params string[] keys) => Assert.Empty(map.Children.Keys.Select(key => key.ToString()).Except(keys, StringComparer.Ordinal));

    // RFC 1123: a label of a name.
    [GeneratedRegex("^(?=.{1,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DnsLabel();
}
