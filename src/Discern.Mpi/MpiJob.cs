using System.Globalization;

namespace Discern.Mpi;

/// <summary>The place of this process in a job that <c>mpirun</c> of OpenMPI started.</summary>
/// <param name="Rank">Which process it is, from 0.</param>
/// <param name="Size">How many there are.</param>
/// <param name="LocalSize">How many of them are on this machine.</param>
public sealed record MpiJob(int Rank, int Size, int LocalSize)
{
    /// <summary>Reads what <c>mpirun</c> tells each process it starts.</summary>
    /// <param name="environment">The value of an environment variable; null where there is none.</param>
    /// <returns>The place; null where <c>mpirun</c> did not start this process.</returns>
    public static MpiJob? Of(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return Number(environment, "OMPI_COMM_WORLD_SIZE") is { } size && Number(environment, "OMPI_COMM_WORLD_RANK") is { } rank
            ? new MpiJob(rank, size, Math.Max(Number(environment, "OMPI_COMM_WORLD_LOCAL_SIZE") ?? 1, 1))
            : null;
    }

    /// <summary>How many threads this process should compute with: its processors, shared among the processes on this machine unless each has its own.</summary>
    /// <param name="processors">Processors that this process may run on.</param>
    /// <param name="areOwn">Whether no other process may, see <see cref="Binding"/>.</param>
    public int Threads(int processors, bool areOwn) => Math.Max(1, areOwn ? processors : processors / LocalSize);

    private static int? Number(Func<string, string?> environment, string name) =>
        int.TryParse(environment(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
