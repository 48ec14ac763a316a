using Discern.Compute;

namespace Discern.Neural.Training.Distributed;

/// <summary>The processes that train one network together, as one of them sees them.</summary>
/// <remarks>
/// Every process makes the same calls in the same order; one that does not leaves the others waiting. Used from one thread.
/// <see cref="InProcessGroup"/> is the twin for threads of one process; an implementation over MPI gives the same numbers, to the last bit.
/// </remarks>
public interface ICommunicator
{
    /// <summary>Which process this is, from 0.</summary>
    int Rank { get; }

    /// <summary>How many processes there are, 1 or more.</summary>
    int Size { get; }

    /// <summary>Brings everybody's bytes to everybody, and returns when they are there.</summary>
    /// <param name="own">This process's; of the same length in each.</param>
    /// <param name="all">Receives <see cref="Size"/> × as many, in the order of the ranks.</param>
    /// <exception cref="DiscernException">Another process has failed or is lost.</exception>
    void AllGather(ReadOnlySpan<byte> own, Span<byte> all);

    /// <summary>Prepares an exchange of one vector, to be made any number of times.</summary>
    /// <param name="values">The vector; of the same length in each process. Its memory must outlive the exchange.</param>
    /// <param name="received">Receives <see cref="Size"/> rows, each as long as <see cref="ExchangeSlice.Of"/> of this rank.</param>
    IExchange Prepare(Tensor values, Tensor received);
}
