namespace Discern.Web.Studio.Training;

/// <summary>Runs a command of Discern, as if it had been typed.</summary>
/// <param name="arguments">What follows <c>discern</c>.</param>
/// <param name="output">Where results go.</param>
/// <param name="error">Where progress, remarks and errors go.</param>
/// <param name="cancellationToken">Stops it as Ctrl-C does: after a checkpoint, so that it can be gone on with.</param>
/// <returns>The exit code: 0 done, 3 done but something was skipped.</returns>
public delegate Task<int> CommandRunner(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken);
