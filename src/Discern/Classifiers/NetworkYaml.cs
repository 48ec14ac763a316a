using System.Globalization;
using Discern.Runs;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Discern.Classifiers;

/// <summary>Reads a network from a short YAML file.</summary>
/// <remarks>
/// The file is read event by event, and only the two levels that a network has: nothing in it can nest, repeat or refer
/// its way to more memory than its own length. A last dense layer with one output for each class is put behind the layers.
/// <code>
/// size: 64          # the side of the pictures in pixels
/// channels: 3       # 1 is grey
/// layers:
///   - convolution: 32
///     kernel: 3
///     padding: same
///   - relu
///   - max_pool: 2
///   - flatten
///   - dropout: 0.5
/// </code>
/// </remarks>
internal sealed class NetworkYaml
{
    private const long LargestFile = 65_536;
    private const int MostLayers = 500;
    private const int MostUnits = 65_536;
    private const int LargestWindow = 64;

    private readonly string path;
    private readonly Parser events;

    private NetworkYaml(string path, TextReader text)
    {
        this.path = path;
        events = new Parser(text);
    }

    /// <exception cref="DiscernException">The file is too long, malformed, or holds an unknown layer or value; the sentence says the line.</exception>
    public static NetworkDescription Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > LargestFile)
            {
                throw new DiscernException($"'{path}' is longer than the {LargestFile} bytes that a network's file may have. Give a file with its layers only.");
            }

            using var text = new StreamReader(path);
            return new NetworkYaml(path, text).Document();
        }
        catch (YamlException exception)
        {
            throw new DiscernException($"Line {exception.Start.Line} of '{path}' is not YAML that describes a network: {exception.Message.TrimEnd('.')}.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiscernException($"The network's file '{path}' cannot be read: {exception.Message.TrimEnd('.')}. Make it readable, and try again.", exception);
        }
    }

    private NetworkDescription Document()
    {
        events.Consume<StreamStart>();
        if (!events.TryConsume<DocumentStart>(out _))
        {
            throw new DiscernException($"'{path}' is empty. It needs 'size', 'channels' and 'layers'.");
        }

        Expect<MappingStart>("'size', 'channels' and 'layers'");
        int size = 64, channels = 3;
        List<LayerDescription>? layers = null;
        while (!events.TryConsume<MappingEnd>(out _))
        {
            Scalar key = Expect<Scalar>("a name");
            switch (key.Value)
            {
                case "size":
                    size = WholeNumber(key, Expect<Scalar>("a number"), 8, 1024);
                    break;
                case "channels":
                    channels = WholeNumber(key, Expect<Scalar>("a number"), 1, 3);
                    channels = channels == 2 ? throw Wrong(key, "'channels' is 1 (grey) or 3 (colour)") : channels;
                    break;
                case "layers":
                    layers = Layers();
                    break;
                default:
                    throw Wrong(key, $"'{key.Value}' is not known here; known are size, channels and layers");
            }
        }

        return layers is { Count: > 0 }
            ? new NetworkDescription(path, size, channels, layers)
            : throw new DiscernException($"'{path}' lists no layers. Put them under 'layers', one per line, each after a dash.");
    }

    private List<LayerDescription> Layers()
    {
        SequenceStart start = Expect<SequenceStart>("a list of layers, each after a dash");
        var layers = new List<LayerDescription>();
        while (!events.TryConsume<SequenceEnd>(out _))
        {
            layers.Add(Layer());
            if (layers.Count > MostLayers)
            {
                throw Wrong(start, $"there are more than {MostLayers} layers");
            }
        }

        return layers;
    }

    private LayerDescription Layer()
    {
        if (events.Accept<Scalar>(out _))
        {
            Scalar name = events.Consume<Scalar>();
            return Finished(name, new LayerDescription(Kind(name).Name));
        }

        Expect<MappingStart>("a layer's name");
        Scalar first = Expect<Scalar>("a layer's name");
        LayerKind kind = Kind(first);
        string value = kind.Value ?? throw Wrong(first, $"the layer '{kind.Name}' takes no value");
        LayerDescription layer = With(new LayerDescription(kind.Name), first, value);
        while (!events.TryConsume<MappingEnd>(out _))
        {
            Scalar key = Expect<Scalar>("a property");
            if (!kind.Properties.Contains(key.Value, StringComparer.Ordinal))
            {
                string known = kind.Properties.Length == 0 ? "it has none" : $"it has {string.Join(", ", kind.Properties)}";
                throw Wrong(key, $"the layer '{kind.Name}' has no property '{key.Value}'; {known}");
            }

            layer = With(layer, key, key.Value);
        }

        return Finished(first, layer);
    }

    private LayerKind Kind(Scalar name) => LayerKind.All.TryGetValue(name.Value, out LayerKind? kind)
        ? kind
        : throw Wrong(name, $"there is no layer '{name.Value}'; known are {string.Join(", ", LayerKind.All.Keys)}");

    private LayerDescription Finished(Scalar name, LayerDescription layer)
    {
        string? value = LayerKind.All[layer.Kind].Value;
        bool lacksValue = value is not null && layer is { Filters: null, Kernel: null, Units: null, Rate: null };
        return lacksValue ? throw Wrong(name, $"the layer '{layer.Kind}' needs its {value}, such as '{layer.Kind}: 2'") : layer;
    }

    private LayerDescription With(LayerDescription layer, Scalar key, string property)
    {
        Scalar value = Expect<Scalar>($"the {property} of '{layer.Kind}'");
        return property switch
        {
            "filters" => layer with { Filters = WholeNumber(key, value, 1, MostUnits) },
            "units" => layer with { Units = WholeNumber(key, value, 1, MostUnits) },
            "kernel" => layer with { Kernel = WholeNumber(key, value, 1, LargestWindow) },
            "stride" => layer with { Stride = WholeNumber(key, value, 1, LargestWindow) },
            "padding" => layer with { Padding = value.Value is "valid" or "same" ? value.Value : throw Wrong(value, $"'padding' is valid or same, not '{value.Value}'") },
            "momentum" => layer with { Momentum = Share(key, value) },
            _ => layer with { Rate = Share(key, value) },
        };
    }

    private float Share(Scalar key, Scalar value) =>
        float.TryParse(value.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out float share) && share is >= 0 and < 1
            ? share
            : throw Wrong(value, $"'{key.Value}' is a share from 0 to below 1, not '{value.Value}'");

    private int WholeNumber(Scalar key, Scalar value, int smallest, int largest) =>
        int.TryParse(value.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= smallest && number <= largest
            ? number
            : throw Wrong(value, $"'{key.Value}' is a whole number from {smallest} to {largest}, not '{value.Value}'");

    private T Expect<T>(string what)
        where T : ParsingEvent
    {
        // Looking for an event loads the next one: where it is another, it is the one to blame.
        return events.Accept<T>(out _) ? events.Consume<T>() : throw Wrong(events.Current!, $"{what} is expected");
    }

    private DiscernException Wrong(ParsingEvent at, string why) => new($"Line {at.Start.Line} of '{path}' does not describe a network: {why}.");
}
