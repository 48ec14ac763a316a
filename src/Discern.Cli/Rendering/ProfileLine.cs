using Discern.Neural.Profiling;

namespace Discern.Cli.Rendering;

/// <summary>The line that <c>discern train --profile --json</c> writes: where the time went.</summary>
/// <param name="Seconds">All of the time.</param>
/// <param name="PeakOperationsPerSecond">Floating-point operations that the threads in use can do in a second.</param>
/// <param name="PeakBytesPerSecond">Bytes that they can read and write in a second.</param>
/// <param name="Operations">The operations of all plans.</param>
/// <param name="Outside">What is done outside the plans.</param>
/// <param name="ElsewhereSeconds">What is neither.</param>
/// <param name="Trace">The trace's file.</param>
internal sealed record ProfileLine(
    double Seconds,
    double PeakOperationsPerSecond,
    double PeakBytesPerSecond,
    IReadOnlyList<ProfiledOperation> Operations,
    IReadOnlyList<PartProfile> Outside,
    double ElsewhereSeconds,
    string Trace)
{
    /// <summary>The line of a profile.</summary>
    public static ProfileLine Of(Profile profile, string trace) => new(
        profile.Seconds,
        profile.Peak.OperationsPerSecond,
        profile.Peak.BytesPerSecond,
        [.. profile.Plans.SelectMany(plan => plan.Operations.Select(operation => ProfiledOperation.Of(plan, operation, profile.Peak)))],
        profile.Parts,
        profile.ElsewhereSeconds,
        trace);
}
