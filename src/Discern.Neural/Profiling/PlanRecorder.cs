using Discern.Compute;
using Discern.Neural.Graphs;

namespace Discern.Neural.Profiling;

/// <summary>Where plans of one kind write what their operations took. Made by <see cref="Profiler.Plan"/>, and given to a plan with its options.</summary>
public sealed class PlanRecorder
{
    private readonly Profiler profiler;
    private readonly List<OperationRecorder> operations = [];

    internal PlanRecorder(Profiler profiler, string name)
    {
        this.profiler = profiler;
        Name = name;
    }

    /// <summary>What the plan is for.</summary>
    public string Name { get; }

    /// <summary>An operation to be timed.</summary>
    internal OperationRecorder Add(string name, Operation operation, StepMemory memory, Tensor[] totals)
    {
        var recorder = new OperationRecorder(name, Name, operation, memory, totals);
        operations.Add(recorder);
        return recorder;
    }

    internal void Begin(PassRecorder pass, int examples) => profiler.Begin(pass, examples);

    internal void End() => profiler.End();

    /// <summary>The operations that ran; those of several plans with one name and shape are one.</summary>
    internal PlanProfile ToProfile(TimeProvider clock) => new(Name, [.. operations
        .GroupBy(each => (each.Name, each.Output))
        .Select(group => group
            .Select(each => new OperationProfile(each.Name, each.Output, each.Forward.ToProfile(clock), each.Backward.ToProfile(clock)))
            .Aggregate((sum, next) => sum with { Forward = sum.Forward + next.Forward, Backward = sum.Backward + next.Backward }))
        .Where(each => each.Both.Calls > 0)
        .OrderByDescending(each => each.Both.Seconds)]);
}
