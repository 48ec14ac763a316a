using Discern.Runs;

namespace Discern.Classifiers;

/// <summary>The networks that the recipe <c>cnn</c> trains: two by name, one that fits any size of picture, and any from a YAML file.</summary>
public static class Networks
{
    /// <summary>The network of the field-by-face article: 64×64 grey pictures, 92,868 parameters with four classes.</summary>
    public const string Faces = "faces";

    /// <summary>The network of the hot dog tutorial: 120×120 pictures in colour, 1,615,905 parameters, one sigmoid.</summary>
    public const string Hotdog = "hotdog";

    /// <summary>The network that is used where none is named; it fits any size.</summary>
    public const string Default = "default";

    private const int DefaultSize = 64;
    private const int SmallestSize = 8;
    private const int LargestSize = 1024;

    /// <summary>Finds a network by name, or reads it from a YAML file.</summary>
    /// <param name="nameOrPath"><c>faces</c>, <c>hotdog</c>, <c>default</c>, or the path of a YAML file; null for <c>default</c>.</param>
    /// <param name="size">The side of the pictures in pixels; null for the network's own.</param>
    /// <param name="classes">How many classes there are to tell apart, 2 or more.</param>
    /// <exception cref="DiscernException">There is no such network, its file is malformed, or it cannot tell so many classes apart.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 8 or above 1024, or there are fewer than two classes.</exception>
    public static NetworkDescription Find(string? nameOrPath, int? size, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        if (size is < SmallestSize or > LargestSize)
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, $"Pictures of {size}×{size} pixels are asked for; the network's pictures have a side between {SmallestSize} and {LargestSize}.");
        }

        return nameOrPath switch
        {
            null or Default => AnySize(size ?? DefaultSize, classes),
            Faces => FacesOf(size ?? 64, classes),
            Hotdog => HotdogOf(size ?? 120, classes),
            _ when File.Exists(nameOrPath) => FromFile(nameOrPath, size, classes),
            _ => throw new DiscernException(
                $"There is no network '{nameOrPath}'. Known by name are {Faces}, {Hotdog} and {Default}; any other is given as the path of a YAML file."),
        };
    }

    private static NetworkDescription FacesOf(int size, int classes)
    {
        LayerDescription[] block = [Convolution(32), new("relu"), Pool(2)];
        return new NetworkDescription(
            Faces,
            size,
            Channels: 1,
            [.. block, .. block, .. block, new("flatten"), Dense(64), new("relu"), new("dropout") { Rate = 0.5f }, Dense(classes)]);
    }

    private static NetworkDescription HotdogOf(int size, int classes)
    {
        if (classes != 2)
        {
            throw new DiscernException(
                $"The network '{Hotdog}' ends with a single sigmoid and tells two classes apart; the data set has {classes}. Use the network '{Faces}' or '{Default}'.");
        }

        LayerDescription[] block = [Convolution(32), new("relu"), Pool(2)];
        return new NetworkDescription(Hotdog, size, Channels: 3, [.. block, .. block, new("flatten"), Dense(64), new("relu"), Dense(1)]) { Batch = 100 };
    }

    /// <summary>Halves the picture until 4 to 7 pixels remain, with twice the channels each time, then averages what is left.</summary>
    /// <remarks>
    /// Batch normalisation lets a deep network learn from a few hundred pictures at Keras's default rate; the global average
    /// instead of a flat dense layer keeps the parameters few and the network indifferent to where in the picture a thing is.
    /// Its running averages follow at 0.9, since small data sets have few steps per epoch. The learning rate falls, so that the
    /// last epochs settle: at a constant rate, validation accuracy swung by several points from epoch to epoch.
    /// </remarks>
    private static NetworkDescription AnySize(int size, int classes)
    {
        var layers = new List<LayerDescription>();
        int filters = 16;
        for (int side = size; side >= 8; side /= 2)
        {
            layers.AddRange([Convolution(filters) with { Padding = "same" }, new("batch_normalization") { Momentum = 0.9f }, new("relu"), Pool(2)]);
            filters = Math.Min(filters * 2, 256);
        }

        layers.AddRange([new("global_average_pool"), new("dropout") { Rate = 0.3f }, Dense(classes)]);
        return new NetworkDescription(Default, size, Channels: 3, layers) { IsAnnealed = true };
    }

    private static NetworkDescription FromFile(string path, int? size, int classes)
    {
        NetworkDescription network = NetworkYaml.Read(path);
        return network with { Size = size ?? network.Size, Layers = [.. network.Layers, Dense(classes)] };
    }

    private static LayerDescription Convolution(int filters) => new("convolution") { Filters = filters, Kernel = 3 };

    private static LayerDescription Pool(int side) => new("max_pool") { Kernel = side };

    private static LayerDescription Dense(int units) => new("dense") { Units = units };
}
