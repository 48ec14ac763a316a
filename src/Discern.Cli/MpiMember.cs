using Discern.Mpi;
using Discern.Neural.Training.Distributed;

namespace Discern.Cli;

/// <summary>A training as one of the processes that <c>mpirun</c> started: process 0 alone speaks, and a failure is told once and ends all.</summary>
internal sealed class MpiMember(Terminal terminal, MpiJob job)
{
    // What goes wrong for all goes wrong for process 0 too, which then ends the others within this time.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Takes part in the job.</summary>
    /// <param name="training">The training, with what it may talk to and the processes.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(Func<Terminal, ICommunicator, Task<int>> training)
    {
        MpiCommunicator? communicator = null;
        try
        {
            communicator = MpiCommunicator.Start();
            var code = await training(job.Rank == 0 ? terminal : Quiet(), communicator);
            communicator.Dispose();
            return code;
        }
        catch (OperationCanceledException)
        {
            return await EndAsync(communicator, "Stopped.", ExitCode.Failed, isOwn: false);
        }
#pragma warning disable CA1031 // as for one process: any exception becomes a sentence, and here it ends the others too
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return await EndAsync(
                communicator, Failure.Sentence(exception), exception is ArgumentException ? ExitCode.BadArguments : ExitCode.Failed, isOwn: true);
        }
    }

    private Terminal Quiet() => new(TextWriter.Null, TextWriter.Null, isOutputTerminal: false, isErrorTerminal: false) { Clock = terminal.Clock };

    private async Task<int> EndAsync(MpiCommunicator? communicator, string sentence, int code, bool isOwn)
    {
        if (job.Rank == 0)
        {
            terminal.ErrorWriter.WriteLine(sentence);
        }
        else
        {
            await Task.Delay(Grace, CancellationToken.None);
            if (isOwn)
            {
                terminal.ErrorWriter.WriteLine($"Process {job.Rank} of {job.Size}: {sentence}");
            }
        }

        communicator?.Abort(code);
        return code;
    }
}
