using System.Text.Json;
using Discern.Compute.Threading;
using Discern.Features;
using Discern.Features.Backbones;
using Discern.Neural.Plans;
using Discern.Neural.Profiling;
using Discern.Runs;

namespace Discern.Classifiers.Transfer;

/// <summary>The pretrained body of a run, as <c>run.json</c> names it.</summary>
/// <param name="Name">A backbone's name, or the full path of a network's file.</param>
/// <param name="Backbone">The backbone itself.</param>
/// <param name="Told">What the user told of it.</param>
internal sealed record RunBackbone(string Name, Backbone Backbone, BackboneOptions Told)
{
    private const string ToldOption = "backboneOptions";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The side of the largest picture that a body sees.</summary>
    public int Size => Backbone.Bodies.Max(body => body.Size);

    /// <summary>Tells the weights from all others.</summary>
    public string Identity => string.Join(' ', Backbone.Bodies.Select(body => body.Identity));

    /// <summary>What the user should know of it, as sentences.</summary>
    public IEnumerable<string> Remarks => Backbone.Bodies.SelectMany(body => body.Remarks);

    /// <summary>What is to stand among a run's options, so that the backbone can be found again.</summary>
    public IEnumerable<KeyValuePair<string, JsonElement>> Options =>
        BackboneRegistry.All.Contains(Backbone) && Told.Precision is not Precision.Bfloat16 ? [] : [new(ToldOption, JsonSerializer.SerializeToElement(Told, Json))];

    /// <summary>Finds the backbone that a user names.</summary>
    /// <param name="nameOrPath">A name, or a file; null for the default.</param>
    /// <param name="told">What the user tells of it; null for nothing.</param>
    /// <exception cref="DiscernException">There is no such backbone.</exception>
    /// <exception cref="ArgumentException">It does not take these options.</exception>
    public static RunBackbone Find(string? nameOrPath, BackboneOptions? told = null)
    {
        told ??= new BackboneOptions();
        BackboneOptions absolute = told.Weights is null ? told : told with { Weights = Path.GetFullPath(told.Weights) };
        Backbone backbone = BackboneRegistry.Find(nameOrPath ?? BackboneRegistry.Default.Name, absolute);
        return new RunBackbone(backbone is FileBackbone ? Path.GetFullPath(nameOrPath!) : backbone.Name, backbone, absolute);
    }

    /// <summary>Finds the backbone that a run was made with.</summary>
    /// <exception cref="DiscernException">It is not there any more, or has other weights.</exception>
    public static RunBackbone Of(RunFolder run)
    {
        RunDescription description = run.Description;
        RunBackbone backbone = Find(description.Backbone, ToldOf(run));
        return string.Equals(backbone.Identity, description.BackboneIdentity, StringComparison.Ordinal)
            ? backbone
            : throw new DiscernException(
                $"The run '{run.Path}' was made with the backbone '{description.Backbone}', which has other weights now. Bring back the ones that it had, or train again.");
    }

    /// <summary>The same in another precision.</summary>
    public RunBackbone In(Precision precision) => this with { Told = Told with { Precision = precision } };

    /// <summary>Makes the backbone ready.</summary>
    /// <param name="featureFolder">Where features are kept; null keeps none.</param>
    /// <param name="workers">The threads to use.</param>
    /// <param name="profiler">Is told where the time goes; null for nobody.</param>
    public FeatureExtractor Open(string? featureFolder, Workers workers, Profiler? profiler = null) =>
        new(Backbone, new FeatureOptions { CacheFolder = featureFolder, Threads = workers.Count, Precision = Told.Precision ?? Precision.Float32, Profiler = profiler }, workers);

    private static BackboneOptions? ToldOf(RunFolder run)
    {
        try
        {
            return run.Description.Options.TryGetValue(ToldOption, out JsonElement told) ? told.Deserialize<BackboneOptions>(Json) : null;
        }
        catch (JsonException exception)
        {
            throw new DiscernException($"run.json of '{run.Path}' is damaged where it says how the backbone is used ('{ToldOption}'). Take the file from a copy of the run, or train again.", exception);
        }
    }
}
