namespace Discern.Neural.TensorFlow.Web;

/// <summary>A graph model of TensorFlow.js: operations in JSON, weights in files of their own.</summary>
internal sealed class WebFile : ModelFile
{
    // An input that is not in the file: reading it is refused, not reading it is nobody's business.
    private const int Missing = int.MaxValue;

    private readonly List<WebNode> nodes = [];
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WebTensor> weights = new(StringComparer.Ordinal);
    private readonly List<ModelLayer> layers = [];

    /// <summary>Puts model and weights together.</summary>
    /// <param name="model">The operations.</param>
    /// <param name="groups">The bytes of each group of weights.</param>
    /// <param name="name">The file's name, for sentences.</param>
    public WebFile(WebModel model, IReadOnlyList<byte[]> groups, string name)
        : base(name)
    {
        ByteCount = groups.Sum(group => group.LongLength);
        foreach (WebNode? node in model.ModelTopology?.Node ?? [])
        {
            AddNode(node ?? throw Refusal("one of its operations is empty"));
        }

        int group = 0;
        foreach (WebWeightGroup? entries in model.WeightsManifest ?? [])
        {
            AddWeights(entries?.Weights ?? [], groups[group++]);
        }

        Input = nodes.FindIndex(node => node.Op is "Placeholder");
        if (Input < 0)
        {
            Refuse("it has no input ('Placeholder')");
        }

        InputDimensions = [.. (nodes[Input].Attribute("shape").Shape?.Dim ?? []).Select(dimension => dimension?.Size ?? -1)];
        AddLayers();
    }

    public override bool HasOutputsFirst => false;

    public override IReadOnlyList<ModelLayer> Layers => layers;

    public override int Input { get; }

    public override IReadOnlyList<int> InputDimensions { get; }

    public override long ByteCount { get; }

    public override string NameOf(int tensor) => tensor == Missing ? "(not in the file)" : nodes[tensor].Name;

    public override int Find(string tensorName) => numbers.GetValueOrDefault(tensorName, -1);

    public override bool IsConstant(int tensor) => tensor < nodes.Count && weights.ContainsKey(nodes[tensor].Name);

    public override long BytesOf(int tensor) => weights[nodes[tensor].Name].Bytes.Length;

    public override ModelConstant Read(int tensor) => weights[nodes[tensor].Name].Read();

    private void AddNode(WebNode node)
    {
        numbers.TryAdd(node.Name, nodes.Count);
        nodes.Add(node);
    }

    private void AddWeights(IReadOnlyList<WebWeight?> entries, byte[] bytes)
    {
        long start = 0;
        foreach (WebWeight? entry in entries)
        {
            WebWeight weight = entry ?? throw Refusal("one of its weights is empty");
            long count = WebTensor.Measure(this, weight);
            if (start + count > bytes.Length)
            {
                Refuse($"its weights have {bytes.Length:N0} bytes, and '{weight.Name}' would end at byte {start + count:N0}: a file is damaged, or of another version; fetch it anew");
            }

            weights.TryAdd(weight.Name, new WebTensor(weight, bytes.AsMemory((int)start, (int)count)));
            start += count;
        }
    }

    /// <summary>Puts each operation behind those that feed it; those in a circle come last, and are refused where they are needed.</summary>
    private void AddLayers()
    {
        int[][] inputs = [.. nodes.Select(InputsOf)];
        int[] waitsFor = [.. inputs.Select(each => each.Count(input => input != Missing))];
        var readers = new List<int>[nodes.Count];
        for (int node = 0; node < nodes.Count; node++)
        {
            foreach (int input in inputs[node].Where(input => input != Missing))
            {
                (readers[input] ??= []).Add(node);
            }
        }

        var ready = new Queue<int>(Enumerable.Range(0, nodes.Count).Where(node => waitsFor[node] == 0));
        while (ready.TryDequeue(out int node))
        {
            AddLayer(node, inputs[node]);
            foreach (int reader in readers[node] ?? [])
            {
                if (--waitsFor[reader] == 0)
                {
                    ready.Enqueue(reader);
                }
            }
        }

        foreach (int node in Enumerable.Range(0, nodes.Count).Where(node => waitsFor[node] > 0))
        {
            AddLayer(node, inputs[node]);
        }
    }

    private void AddLayer(int node, int[] inputs)
    {
        bool isLayer = node != Input && !IsConstant(node);
        if (isLayer)
        {
            layers.Add(LayerOf(node, inputs));
        }
    }

    private ModelLayer LayerOf(int node, int[] inputs)
    {
        ModelLayer layer = WebOperations.Read(nodes[node], inputs, node);
        bool hasAxis = layer.Kind == LayerKind.Concat && inputs.Length > 1 && IsConstant(inputs[^1]);
        return hasAxis && Read(inputs[^1]).Values is [float axis] ? layer with { Inputs = inputs[..^1], Axis = (int)axis } : layer;
    }

    // "name:0" is the first output of "name"; "^name" only says what comes before.
    private int[] InputsOf(WebNode node) =>
        [.. (node.Input ?? []).Where(input => input is not ['^', ..]).Select(input => NumberOf(input ?? string.Empty))];

    private int NumberOf(string input) =>
        numbers.GetValueOrDefault(input.EndsWith(":0", StringComparison.Ordinal) ? input[..^2] : input, Missing);
}
