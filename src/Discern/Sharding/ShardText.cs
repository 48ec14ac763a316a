using System.Globalization;

namespace Discern.Sharding;

/// <summary>Reads which shard a process is to do: told outright, or by what started the process.</summary>
/// <remarks>
/// <c>3/64</c> says all. <c>auto/64</c> takes the index from the first of these that is set: <c>SLURM_ARRAY_TASK_ID</c> (Slurm's job arrays, numbered from 0),
/// <c>JOB_COMPLETION_INDEX</c> (Kubernetes' indexed Jobs), <c>OMPI_COMM_WORLD_RANK</c> (Open MPI). <c>auto</c> takes the count from there, too, which Kubernetes does not
/// tell, and Slurm tells only for a whole array: of one that was submitted again for a few tasks it would be another cut, which is refused.
/// </remarks>
/// <param name="environment">Gives an environment variable; null where it is not set.</param>
public sealed class ShardText(Func<string, string?> environment)
{
    private const string Auto = "auto";

    private static readonly string[] Indices = ["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX", "OMPI_COMM_WORLD_RANK"];

    /// <summary>Reads a shard.</summary>
    /// <param name="text"><c>3/64</c>, <c>auto/64</c> or <c>auto</c>.</param>
    /// <exception cref="ArgumentException">It is none of these, there is no such shard, or the environment does not tell.</exception>
    public Shard Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split('/');
        bool isAuto = parts[0].Equals(Auto, StringComparison.Ordinal);
        return parts switch
        {
            [_] when isAuto => FromEnvironment(text, count: null),
            [_, var count] when isAuto && TryRead(count, out int shards) => FromEnvironment(text, shards),
            [var index, var count] when TryRead(index, out int which) && TryRead(count, out int shards) => new Shard(which, shards),
            _ => throw new ArgumentException($"The shard '{text}' cannot be read. Say which of how many, from 0, such as 3/64, or auto/64 under Slurm, Kubernetes or Open MPI."),
        };
    }

    private Shard FromEnvironment(string text, int? count)
    {
        string variable = Array.Find(Indices, name => environment(name) is { Length: > 0 })
            ?? throw new ArgumentException(
                $"The shard is '{text}', and none of {string.Join(", ", Indices)} is set to say which one it is. Start it as an array job, an indexed Job or by mpirun, or say the index, such as 0/{count ?? 64}.");
        int index = Number(variable);
        int shards = count ?? Count(variable, text);
        return index < shards
            ? new Shard(index, shards)
            : throw new ArgumentException($"{variable} is {index}, and there is no such shard of {shards}: they count from 0 to {shards - 1}. Number the tasks so, such as --array=0-{shards - 1}.");
    }

    private int Count(string variable, string text) => variable switch
    {
        "SLURM_ARRAY_TASK_ID" => CountOfArray(),
        "OMPI_COMM_WORLD_RANK" => Number("OMPI_COMM_WORLD_SIZE"),
        _ => throw new ArgumentException($"The shard is '{text}', and {variable} does not say of how many. Say the Job's completions, such as auto/64."),
    };

    private int CountOfArray()
    {
        int count = Number("SLURM_ARRAY_TASK_COUNT");
        return Number("SLURM_ARRAY_TASK_MIN") == 0 && Number("SLURM_ARRAY_TASK_MAX") == count - 1
            ? count
            : throw new ArgumentException(
                $"This Slurm array has {count} of the tasks {Number("SLURM_ARRAY_TASK_MIN")} to {Number("SLURM_ARRAY_TASK_MAX")}, so that how many shards there are does not follow from it. Say it, such as --shard auto/64.");
    }

    private int Number(string variable) =>
        environment(variable) is { Length: > 0 } text && TryRead(text, out int number)
            ? number
            : throw new ArgumentException($"The environment variable {variable} is '{environment(variable)}', and should be a whole number from 0. Say the shard outright, such as --shard 0/64.");

    private static bool TryRead(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
