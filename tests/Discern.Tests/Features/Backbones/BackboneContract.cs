using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Discern.Compute.Threading;
using Discern.Features.Backbones;
using Discern.Neural.Plans;
using Discern.Tests.Shared;

namespace Discern.Tests.Features.Backbones;

/// <summary>What holds for every backbone, as the registry lists them.</summary>
public class BackboneContract
{
    public static TheoryData<string> Names => [.. BackboneRegistry.All.Select(backbone => backbone.Name)];

    [Fact]
    public void Every_backbone_is_listed() => Assert.Superset(
        typeof(Backbone).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Backbone)) && !type.IsAbstract && type.GetConstructor(Type.EmptyTypes) is not null)
            .ToHashSet(),
        BackboneRegistry.All.Select(backbone => backbone.GetType()).ToHashSet());

    [Theory]
    [MemberData(nameof(Names))]
    public void It_tells_where_its_weights_come_from(string name)
    {
        Backbone backbone = BackboneRegistry.Find(name);
        Assert.EndsWith(".", backbone.Description, StringComparison.Ordinal);
        Assert.All(backbone.Bodies, body => Assert.IsAssignableFrom<KnownBody>(body));
        foreach (KnownBody body in backbone.Bodies.OfType<KnownBody>())
        {
            Assert.Matches(new Regex("^[a-z0-9-]+$", RegexOptions.None, TimeSpan.FromSeconds(1)), body.Name);
            Assert.NotEmpty(body.Licence);
            Assert.NotEmpty(body.Origin);
            Assert.True(body.Bytes > 1 << 20);
        }

        foreach (PackagedBody body in backbone.Bodies.OfType<PackagedBody>())
        {
            Assert.NotEmpty(body.Package);
            Assert.Matches(new Regex(@"^\d+\.\d+\.\d+$", RegexOptions.None, TimeSpan.FromSeconds(1)), body.PackageVersion);
            Assert.NotEmpty(body.Taps);
            Assert.All(body.Files, file => Assert.Equal(64, file.Sha256.Length));
            Assert.True(body.PackageBytes > body.Bytes);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_bodies_give_finite_features_or_say_how_to_get_them(string name)
    {
        foreach (Body body in BackboneRegistry.Find(name).Bodies)
        {
            if (body is PackagedBody { IsInstalled: false })
            {
                var refusal = Assert.Throws<DiscernException>(body.Read);
                Assert.Contains(body.Name, refusal.Message, StringComparison.Ordinal);
                Assert.Contains("run '", refusal.Message, StringComparison.Ordinal);
                continue;
            }

            float[] features = Run(body, Pattern(body.Size));
            Assert.Equal(((KnownBody)body).Features, features.Length);
            Assert.All(features, value => Assert.True(float.IsFinite(value)));
            Assert.Contains(features, value => value != 0);
        }
    }

    [Fact]
    public void The_default_comes_with_npm_ci()
    {
        Assert.True(BackboneRegistry.Default.IsInstalled, "Run 'npm ci' in the repository.");
        Assert.Equal("general", BackboneRegistry.Default.Name);
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_known_ones()
    {
        var refusal = Assert.Throws<DiscernException>(() => BackboneRegistry.Find("generl"));
        Assert.Contains("'general'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Features_are_those_of_TensorFlow_js()
    {
        float[] expected = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Golden("nsfwjs-mobilenet-v2-mid.f32"))).ToArray();
        Body body = BackboneRegistry.Default.Bodies[0];
        float[] features = Run(body, Pattern(body.Size));
        Assert.Equal(expected.Length, features.Length);
        for (int index = 0; index < features.Length; index++)
        {
            Assert.Equal(expected[index], features[index], 1e-3f * Math.Max(Math.Abs(expected[index]), 0.05f));
        }
    }

    [SharedFact("backbones/imagenet_mobilenet_v2_1.0_224_int8.tflite")]
    public void A_file_of_the_users_is_cut_at_its_last_pooling()
    {
        Backbone backbone = BackboneRegistry.Find(SharedFiles.Find("backbones/imagenet_mobilenet_v2_1.0_224_int8.tflite")!);
        Body body = Assert.Single(backbone.Bodies);
        Assert.Equal(224, body.Size);
        Assert.Equal(1280, Run(body, new float[224 * 224 * 3]).Length);
    }

    private static float[] Pattern(int size) =>
        [.. Enumerable.Range(0, size * size * 3).Select(index => (float)(index * 7919L % 256 / 255.0))];

    private static float[] Run(Body body, float[] picture)
    {
        using BodyNetwork network = body.Read();
        using var plan = new Plan(network.Graph, network.Weights, new PlanOptions { Batch = 1 }, Workers.Shared);
        picture.CopyTo(plan.Input.Values);
        plan.Forward(1);
        return plan.Output.Values.ToArray();
    }

    private static string Golden(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Discern.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }

        return Path.Combine(folder.FullName, "tests", "Discern.Tests", "Features", "Golden", name);
    }
}
