using System.Runtime.InteropServices;
using Discern.Cli;

// The first Ctrl-C (or SIGTERM) asks the command to stop cleanly, the second one ends the program as if this were not here.
using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await new CommandLine(Terminal.OfThisProcess()).RunAsync(args, stop.Token);
