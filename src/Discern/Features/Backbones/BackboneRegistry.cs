using Discern.Neural.Architectures;

namespace Discern.Features.Backbones;

/// <summary>All backbones that Discern knows by name.</summary>
/// <remarks>
/// Adding one is adding its file and its line here; the tests look for those that are missing. To find them by reflection would
/// load every type of the assembly, a twentieth of a second at each start.
/// </remarks>
public static class BackboneRegistry
{
    private static readonly Backbone[] Known =
    [
        new Faces(),
        new General(),
        new GeneralLarge(),
        .. Architecture.All.Select(architecture => new ArchitectureBackbone(architecture, new BackboneOptions())),
    ];

    /// <summary>All of them: those with weights by name, then those without.</summary>
    public static IReadOnlyList<Backbone> All => Known;

    /// <summary>The one that is used where none is named.</summary>
    public static Backbone Default => Find("general");

    /// <summary>The backbone of a name, or the one in a file: <c>.onnx</c> or <c>.tflite</c>.</summary>
    /// <param name="nameOrPath">The name, or the file.</param>
    /// <param name="options">What is told of it; null for nothing.</param>
    /// <exception cref="DiscernException">There is none; the sentence names those there are.</exception>
    /// <exception cref="ArgumentException">It does not take these options.</exception>
    public static Backbone Find(string nameOrPath, BackboneOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(nameOrPath);
        Backbone? known = Known.FirstOrDefault(backbone => backbone.Name.Equals(nameOrPath, StringComparison.Ordinal));
        return known is not null ? (options is null ? known : known.With(options))
            : FileBackbone.IsNetwork(nameOrPath) ? new FileBackbone(nameOrPath, options ?? new())
            : throw new DiscernException(
                $"There is no backbone '{nameOrPath}'. Name one of {string.Join(", ", Known.Select(backbone => $"'{backbone.Name}'"))}, or a network's file (.onnx or .tflite).");
    }
}
