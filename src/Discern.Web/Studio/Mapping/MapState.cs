using Discern.Mapping;

namespace Discern.Web.Studio.Mapping;

/// <summary>How far the drawing of the maps is.</summary>
/// <param name="IsRunning">Whether it goes on.</param>
/// <param name="Progress">What is done at the moment; null before the first step.</param>
/// <param name="Trouble">Why it failed, as a sentence; null where it did not.</param>
public sealed record MapState(bool IsRunning, MapProgress? Progress, string? Trouble)
{
    /// <summary>The state in a sentence; empty where all is drawn.</summary>
    public string Sentence => (Trouble, IsRunning, Progress) switch
    {
        ({ } trouble, _, _) => $"The map cannot be drawn: {trouble}",
        (_, true, null) => "Beginning …",
        (_, true, { Phase: MapPhase.Features } now) => $"A network looks at the pictures: {now.Done:N0} of {now.Total:N0} …",
        (_, true, { Phase: MapPhase.Neighbours }) => "Looking for the neighbours of each picture …",
        (_, true, { } now) => $"Bringing neighbours together: {(int)(100L * now.Done / Math.Max(1, now.Total))}\u202F% …",
        _ => "",
    };
}
