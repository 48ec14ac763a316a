using System.Globalization;
using Discern.Documents;
using Discern.Runs;
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
    private readonly YamlEvents events;

    private NetworkYaml(string path, YamlEvents events)
    {
        this.path = path;
        this.events = events;
    }

    /// <exception cref="DiscernException">The file is too long, malformed, or holds an unknown layer or value; the sentence says the line.</exception>
    public static NetworkDescription Read(string path) =>
        YamlEvents.Read(path, "a network", LargestFile, "'size', 'channels' and 'layers'", events => new NetworkYaml(path, events).Document());

    private NetworkDescription Document()
    {
        events.Expect<MappingStart>("'size', 'channels' and 'layers'");
        int size = 64, channels = 3;
        List<LayerDescription>? layers = null;
        while (!events.Takes<MappingEnd>())
        {
            Scalar key = events.Expect<Scalar>("a name");
            switch (key.Value)
            {
                case "size":
                    size = events.WholeNumber(key, events.Expect<Scalar>("a number"), 8, 1024);
                    break;
                case "channels":
                    channels = events.WholeNumber(key, events.Expect<Scalar>("a number"), 1, 3);
                    channels = channels == 2 ? throw events.Wrong(key, "'channels' is 1 (grey) or 3 (colour)") : channels;
                    break;
                case "layers":
                    layers = Layers();
                    break;
                default:
                    throw events.Wrong(key, $"'{key.Value}' is not known here; known are size, channels and layers");
            }
        }

        return layers is { Count: > 0 }
            ? new NetworkDescription(path, size, channels, layers)
            : throw new DiscernException($"'{path}' lists no layers. Put them under 'layers', one per line, each after a dash.");
    }

    private List<LayerDescription> Layers()
    {
        SequenceStart start = events.Expect<SequenceStart>("a list of layers, each after a dash");
        var layers = new List<LayerDescription>();
        while (!events.Takes<SequenceEnd>())
        {
            layers.Add(Layer());
            if (layers.Count > MostLayers)
            {
                throw events.Wrong(start, $"there are more than {MostLayers} layers");
            }
        }

        return layers;
    }

    private LayerDescription Layer()
    {
        if (events.Holds<Scalar>())
        {
            Scalar name = events.Expect<Scalar>("a layer's name");
            return Finished(name, new LayerDescription(Kind(name).Name));
        }

        events.Expect<MappingStart>("a layer's name");
        Scalar first = events.Expect<Scalar>("a layer's name");
        LayerKind kind = Kind(first);
        string value = kind.Value ?? throw events.Wrong(first, $"the layer '{kind.Name}' takes no value");
        LayerDescription layer = With(new LayerDescription(kind.Name), first, value);
        while (!events.Takes<MappingEnd>())
        {
            Scalar key = events.Expect<Scalar>("a property");
            if (!kind.Properties.Contains(key.Value, StringComparer.Ordinal))
            {
                string known = kind.Properties.Length == 0 ? "it has none" : $"it has {string.Join(", ", kind.Properties)}";
                throw events.Wrong(key, $"the layer '{kind.Name}' has no property '{key.Value}'; {known}");
            }

            layer = With(layer, key, key.Value);
        }

        return Finished(first, layer);
    }

    private LayerKind Kind(Scalar name) => LayerKind.All.TryGetValue(name.Value, out LayerKind? kind)
        ? kind
        : throw events.Wrong(name, $"there is no layer '{name.Value}'; known are {string.Join(", ", LayerKind.All.Keys)}");

    private LayerDescription Finished(Scalar name, LayerDescription layer)
    {
        string? value = LayerKind.All[layer.Kind].Value;
        bool lacksValue = value is not null && layer is { Filters: null, Kernel: null, Units: null, Rate: null };
        return lacksValue ? throw events.Wrong(name, $"the layer '{layer.Kind}' needs its {value}, such as '{layer.Kind}: 2'") : layer;
    }

    private LayerDescription With(LayerDescription layer, Scalar key, string property)
    {
        Scalar value = events.Expect<Scalar>($"the {property} of '{layer.Kind}'");
        return property switch
        {
            "filters" => layer with { Filters = events.WholeNumber(key, value, 1, MostUnits) },
            "units" => layer with { Units = events.WholeNumber(key, value, 1, MostUnits) },
            "kernel" => layer with { Kernel = events.WholeNumber(key, value, 1, LargestWindow) },
            "stride" => layer with { Stride = events.WholeNumber(key, value, 1, LargestWindow) },
            "padding" => layer with { Padding = value.Value is "valid" or "same" ? value.Value : throw events.Wrong(value, $"'padding' is valid or same, not '{value.Value}'") },
            "momentum" => layer with { Momentum = Share(key, value) },
            _ => layer with { Rate = Share(key, value) },
        };
    }

    private float Share(Scalar key, Scalar value) =>
        float.TryParse(value.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out float share) && share is >= 0 and < 1
            ? share
            : throw events.Wrong(value, $"'{key.Value}' is a share from 0 to below 1, not '{value.Value}'");
}
