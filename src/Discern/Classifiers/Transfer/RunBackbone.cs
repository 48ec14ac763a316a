using Discern.Compute.Threading;
using Discern.Features;
using Discern.Features.Backbones;
using Discern.Runs;

namespace Discern.Classifiers.Transfer;

/// <summary>The pretrained body of a run, as <c>run.json</c> names it.</summary>
/// <param name="Name">A backbone's name, or the full path of a network's file.</param>
/// <param name="Backbone">The backbone itself.</param>
internal sealed record RunBackbone(string Name, Backbone Backbone)
{
    /// <summary>The side of the largest picture that a body sees.</summary>
    public int Size => Backbone.Bodies.Max(body => body.Size);

    /// <summary>Tells the weights from all others.</summary>
    public string Identity => string.Join(' ', Backbone.Bodies.Select(body => body.Identity));

    /// <summary>Finds the backbone that a user names.</summary>
    /// <param name="nameOrPath">A name, or a file; null for the default.</param>
    /// <exception cref="DiscernException">There is no such backbone.</exception>
    public static RunBackbone Find(string? nameOrPath)
    {
        Backbone backbone = nameOrPath is null ? BackboneRegistry.Default : BackboneRegistry.Find(nameOrPath);
        bool isKnown = nameOrPath is null || BackboneRegistry.All.Contains(backbone);
        return new RunBackbone(isKnown ? backbone.Name : Path.GetFullPath(nameOrPath!), backbone);
    }

    /// <summary>Finds the backbone that a run was made with.</summary>
    /// <exception cref="DiscernException">It is not there any more, or has other weights.</exception>
    public static RunBackbone Of(RunFolder run)
    {
        RunDescription description = run.Description;
        RunBackbone backbone = Find(description.Backbone);
        return string.Equals(backbone.Identity, description.BackboneIdentity, StringComparison.Ordinal)
            ? backbone
            : throw new DiscernException(
                $"The run '{run.Path}' was made with the backbone '{description.Backbone}', which has other weights now. Bring back the ones that it had, or train again.");
    }

    /// <summary>Makes the backbone ready.</summary>
    /// <param name="featureFolder">Where features are kept; null keeps none.</param>
    /// <param name="workers">The threads to use.</param>
    public FeatureExtractor Open(string? featureFolder, Workers workers) =>
        new(Backbone, new FeatureOptions { CacheFolder = featureFolder, Threads = workers.Count }, workers);
}
