using Discern.Mpi;
using Discern.Neural.Training.Distributed;

namespace Discern.Cli;

/// <summary>One process's part in a training of several.</summary>
/// <param name="Job">Its place.</param>
/// <param name="Communicator">The others.</param>
internal sealed record Membership(MpiJob Job, ICommunicator Communicator);
