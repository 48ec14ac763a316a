using Discern.Compute;
using Discern.Neural.Training.Distributed;

namespace Discern.Mpi;

/// <summary>The processes that <c>mpirun</c> of OpenMPI 4 started, as a <see cref="ICommunicator"/>.</summary>
/// <remarks>
/// Nothing is loaded before <see cref="Start"/>. No call of MPI waits: waiting is done here, and gives the processor away, so that more processes than
/// processors get along.
/// </remarks>
public sealed unsafe class MpiCommunicator : ICommunicator, IDisposable
{
    private readonly OpenMpi mpi;

    private MpiCommunicator(OpenMpi mpi) => this.mpi = mpi;

    /// <inheritdoc/>
    public int Rank => mpi.Rank;

    /// <inheritdoc/>
    public int Size => mpi.Size;

    /// <summary>Takes part in the job; at most once in a process.</summary>
    /// <exception cref="DiscernException">OpenMPI 4 is not there, or cannot start.</exception>
    public static MpiCommunicator Start() => new(OpenMpi.Start());

    /// <inheritdoc/>
    public void AllGather(ReadOnlySpan<byte> own, Span<byte> all)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(all.Length, own.Length * Size, nameof(all));
        fixed (byte* sent = own)
        {
            fixed (byte* received = all)
            {
                nint request;
                mpi.Check(mpi.AllGather(sent, own.Length, mpi.Byte, received, own.Length, mpi.Byte, mpi.World, &request), "gather numbers");
                var wait = default(SpinWait);
                while (!mpi.Test(&request))
                {
                    wait.SpinOnce(sleep1Threshold: -1);
                }
            }
        }
    }

    /// <inheritdoc/>
    public IExchange Prepare(Tensor values, Tensor received) => new MpiExchange(mpi, values, received);

    /// <summary>Ends all processes of the job at once, this one too.</summary>
    /// <param name="exitCode">What <c>mpirun</c> ends with.</param>
    public void Abort(int exitCode) => mpi.Abort(exitCode);

    /// <summary>Leaves the job, and waits for the others to leave it.</summary>
    public void Dispose() => mpi.Finish();
}
