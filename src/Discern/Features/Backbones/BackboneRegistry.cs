namespace Discern.Features.Backbones;

/// <summary>All backbones that Discern knows by name.</summary>
public static class BackboneRegistry
{
    private static readonly Backbone[] Known = [.. typeof(Backbone).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Backbone)) && !type.IsAbstract && type.GetConstructor(Type.EmptyTypes) is not null)
        .Select(type => (Backbone)Activator.CreateInstance(type)!)
        .OrderBy(backbone => backbone.Name, StringComparer.Ordinal)];

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<Backbone> All => Known;

    /// <summary>The one that is used where none is named.</summary>
    public static Backbone Default => Find("general");

    /// <summary>The backbone of a name, or the one in a file: <c>.tflite</c>.</summary>
    /// <exception cref="DiscernException">There is none; the sentence names those there are.</exception>
    public static Backbone Find(string nameOrPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(nameOrPath);
        Backbone? known = Known.FirstOrDefault(backbone => backbone.Name.Equals(nameOrPath, StringComparison.Ordinal));
        return known ?? (FileBackbone.IsNetwork(nameOrPath)
            ? new FileBackbone(nameOrPath, new())
            : throw new DiscernException(
                $"There is no backbone '{nameOrPath}'. Name one of {string.Join(", ", Known.Select(backbone => $"'{backbone.Name}'"))}, or a network's file (.tflite)."));
    }
}
