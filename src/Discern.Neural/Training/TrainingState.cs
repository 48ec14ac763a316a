using System.Globalization;
using System.Text.Json;
using Discern.Neural.Graphs;

namespace Discern.Neural.Training;

/// <summary>All that training needs to go on after a stop to the same bits as without it: a checkpoint in memory.</summary>
/// <remarks>
/// It is always that of a finished epoch. Schedule and early stopping follow from <see cref="History"/>, dropout from
/// <see cref="Steps"/>, the order of examples from the epoch's number.
/// </remarks>
public sealed class TrainingState : IDisposable
{
    private const string Format = "discern training state 1";

    private readonly List<EpochResult> history = [];

    internal TrainingState(Weights weights, Weights bestWeights, IReadOnlyList<string> slotNames, IReadOnlyList<Weights> slots)
    {
        Weights = weights;
        BestWeights = bestWeights;
        SlotNames = slotNames;
        Slots = slots;
    }

    /// <summary>The weights after the last finished epoch.</summary>
    public Weights Weights { get; }

    /// <summary>The weights after the best epoch.</summary>
    public Weights BestWeights { get; }

    /// <summary>The best epoch, counted from 1; 0 before the first is finished.</summary>
    public int BestEpoch { get; internal set; }

    /// <summary>Training steps done, over all epochs.</summary>
    public long Steps { get; internal set; }

    /// <summary>The finished epochs, oldest first.</summary>
    public IReadOnlyList<EpochResult> History => history;

    /// <summary>What the optimizer keeps: the names of its blocks.</summary>
    internal IReadOnlyList<string> SlotNames { get; }

    /// <summary>What the optimizer keeps: one block per name.</summary>
    internal IReadOnlyList<Weights> Slots { get; }

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="graph">The network that it was written for, with the same parameters frozen.</param>
    /// <returns>The state; the caller disposes of it.</returns>
    /// <exception cref="DiscernException">The file cannot be read, is malformed, or is of another network.</exception>
    public static TrainingState Read(string path, Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        using SafeTensorsFile file = SafeTensorsFile.Open(path);
        if (!string.Equals(file.Metadata.GetValueOrDefault("format"), Format, StringComparison.Ordinal))
        {
            throw new DiscernException($"The file '{path}' is not a checkpoint of this version; train anew, or name a checkpoint.");
        }

        string[] slotNames = file.Metadata.GetValueOrDefault("slots", "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        var state = new TrainingState(
            Weights.Zeros(graph), Weights.Zeros(graph), slotNames, [.. slotNames.Select(_ => Weights.TrainableZeros(graph))]);
        try
        {
            state.ReadNotes(path, file.Metadata);
            foreach ((string prefix, Weights block) in state.Blocks)
            {
                foreach (Parameter parameter in block.Parameters)
                {
                    file.Read(prefix + graph.NameOf(parameter), block[parameter]);
                }
            }

            return state;
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    /// <summary>Writes a checkpoint in the safetensors format, beside and renamed.</summary>
    /// <param name="path">The file; one of that name is replaced.</param>
    /// <param name="graph">The network that is being trained.</param>
    /// <exception cref="DiscernException">The file cannot be written.</exception>
    public void Write(string path, Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["format"] = Format,
            ["steps"] = Steps.ToString(CultureInfo.InvariantCulture),
            ["bestEpoch"] = BestEpoch.ToString(CultureInfo.InvariantCulture),
            ["slots"] = string.Join(',', SlotNames),
            ["history"] = JsonSerializer.Serialize(history),
        };
        SafeTensors.Write(path, [.. Blocks.SelectMany(block => block.Block.Parameters.Select(parameter =>
            new NamedTensor(block.Prefix + graph.NameOf(parameter), block.Block[parameter])))], metadata);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Weights.Dispose();
        BestWeights.Dispose();
        foreach (Weights slot in Slots)
        {
            slot.Dispose();
        }
    }

    private IEnumerable<(string Prefix, Weights Block)> Blocks =>
        [("weights/", Weights), ("best/", BestWeights), .. SlotNames.Zip(Slots, (name, block) => ($"optimizer.{name}/", block))];

    internal void Add(EpochResult result) => history.Add(result);

    private void ReadNotes(string path, IReadOnlyDictionary<string, string> notes)
    {
        try
        {
            Steps = long.Parse(notes["steps"], CultureInfo.InvariantCulture);
            BestEpoch = int.Parse(notes["bestEpoch"], CultureInfo.InvariantCulture);
            history.AddRange(JsonSerializer.Deserialize<List<EpochResult>>(notes["history"]) ?? []);
        }
        catch (Exception exception) when (exception is KeyNotFoundException or FormatException or OverflowException or JsonException)
        {
            throw new DiscernException($"The checkpoint '{path}' is malformed: {exception.Message}", exception);
        }

        bool isConsistent = Steps >= 0 && BestEpoch >= 0 && BestEpoch <= history.Count && (history.Count == 0 || BestEpoch > 0);
        for (int index = 0; index < history.Count; index++)
        {
            isConsistent &= history[index]?.Epoch == index + 1;
        }

        if (!isConsistent)
        {
            throw new DiscernException($"The checkpoint '{path}' is malformed: its history does not fit its best epoch.");
        }
    }
}
