using System.Text.Json;
using Discern.Runs;

namespace Discern.Classifiers;

/// <summary>A network as a list of layers, from a square picture to the logits.</summary>
/// <param name="Name">What it is called: <c>faces</c>, <c>hotdog</c>, <c>default</c>, or the path of its YAML file.</param>
/// <param name="Size">The side of the pictures that it sees, in pixels.</param>
/// <param name="Channels">1 for grey pictures, 3 for colour.</param>
/// <param name="Layers">The layers in order; the last gives the logits: one for each class, or a single one for two classes.</param>
public sealed record NetworkDescription(string Name, int Size, int Channels, IReadOnlyList<LayerDescription> Layers)
{
    /// <summary>The batch that the network was published with, or 32.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>
    /// Whether the learning rate falls along half a cosine over the epochs that are asked for; else it stays, as the named
    /// networks were published.
    /// </summary>
    public bool IsAnnealed { get; init; }

    /// <summary>The network of a run.</summary>
    public static NetworkDescription Of(RunDescription run)
    {
        ArgumentNullException.ThrowIfNull(run);
        bool isAnnealed = run.Options.TryGetValue("schedule", out JsonElement schedule) && schedule.ValueEquals("cosine");
        return new NetworkDescription(run.Network, run.Size, run.Channels, run.Layers) { IsAnnealed = isAnnealed };
    }
}
