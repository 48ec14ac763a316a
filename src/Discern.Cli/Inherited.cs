using System.Text.Json;
using Discern.Runs;

namespace Discern.Cli;

/// <summary>How a run was trained, so that going on with it needs none of its options again.</summary>
/// <param name="Seed">The seed of everything random, the split included.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="Augment">Drawn variants of each picture per epoch.</param>
/// <param name="ClassWeights">As the option takes them.</param>
/// <param name="Batch">Pictures per step; null for the network's own.</param>
internal sealed record Inherited(ulong Seed, int Epochs, int Augment, string ClassWeights, int? Batch)
{
    /// <summary>What holds where there is no run to go on from.</summary>
    public static Inherited Nothing { get; } = new(Seed: 1, Epochs: 100, Augment: 0, ClassWeights: "none", Batch: null);

    /// <summary>Reads the options of a run; one that it does not name holds as if nothing were inherited.</summary>
    public static Inherited From(RunDescription run)
    {
        int? Number(string name) =>
            run.Options.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
        string? Word(string name) =>
            run.Options.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        return new Inherited(
            run.Seed,
            Number("epochs") ?? Nothing.Epochs,
            Number("augment") ?? Nothing.Augment,
            Word("classWeights") ?? Nothing.ClassWeights,
            Number("batch"));
    }
}
