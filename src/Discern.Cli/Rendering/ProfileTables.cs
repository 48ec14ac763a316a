using Discern.Neural.Profiling;
using Spectre.Console;
using Profile = Discern.Neural.Profiling.Profile;

namespace Discern.Cli.Rendering;

/// <summary>Where the time of a run went, as tables: one for each plan, and one of what lies outside them.</summary>
internal static class ProfileTables
{
    /// <summary>Writes all of them.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="profile">What was measured.</param>
    public static void Write(IAnsiConsole console, Profile profile)
    {
        console.WriteLine(
            $"The peak of the threads in use: {profile.Peak.OperationsPerSecond / 1e9:N0} GFLOP/s by fused multiply-adds of 32 bits, {profile.Peak.BytesPerSecond / 1e9:N1} GB/s of memory.");
        foreach (var plan in profile.Plans)
        {
            console.WriteLine();
            console.WriteLine($"Plan '{plan.Name}': {Seconds(plan.Seconds)} s, {plan.Seconds / profile.Seconds:P0} of the time. Milliseconds and MB are those of one pass.");
            console.Write(Of(plan, profile));
        }

        console.WriteLine();
        console.Write(Outside(profile));
    }

    private static Table Of(PlanProfile plan, Profile profile)
    {
        var table = Tables.Plain(["operation", "output", "forward ms", "backward ms", "seconds", "of the plan", "GFLOP/s", "GB/s", "MB moved", "bound by", "of the peak"]).WithNumbersFrom(2);
        table.Columns[9].Alignment = Justify.Left;
        foreach (var operation in plan.Operations)
        {
            var dimensions = Enumerable.Range(1, operation.Output.Rank - 1).Select(index => operation.Output[index]);
            table.AddTexts(
            [
                operation.Name, string.Join(" × ", dimensions),
                .. Figures(operation.Forward, operation.Backward, plan.Seconds),
                operation.Both.IsMemoryBound(profile.Peak) ? "memory" : "arithmetic",
                $"{operation.ShareOfPeak(profile.Peak):P0}",
            ]);
        }

        return table.AddTexts(["all", "", .. Figures(Sum(plan, each => each.Forward), Sum(plan, each => each.Backward), plan.Seconds), "", $"{plan.ShareOfPeak(profile.Peak):P0}"]);
    }

    // The passes of a plan are as many as those of any of its operations.
    private static PassProfile Sum(PlanProfile plan, Func<OperationProfile, PassProfile> pass) =>
        plan.Operations.Select(pass).Aggregate((sum, next) => sum + next) with { Calls = plan.Operations.Select(pass).Max(each => each.Calls) };

    private static IEnumerable<string> Figures(PassProfile forward, PassProfile backward, double planSeconds)
    {
        var both = forward + backward;
        return
        [
            PerCall(forward, forward.Seconds * 1e3, "N3"),
            PerCall(backward, backward.Seconds * 1e3, "N3"),
            Seconds(both.Seconds),
            $"{both.Seconds / planSeconds:P1}",
            $"{both.Operations / both.Seconds / 1e9:N1}",
            $"{both.Bytes / both.Seconds / 1e9:N1}",
            $"{(MegabytesPerCall(forward) + MegabytesPerCall(backward)):N1}",
        ];
    }

    private static string PerCall(PassProfile pass, double amount, string format) => pass.Calls == 0 ? "–" : (amount / pass.Calls).ToString(format);

    private static double MegabytesPerCall(PassProfile pass) => pass.Calls == 0 ? 0 : pass.Bytes / pass.Calls / 1e6;

    private static Table Outside(Profile profile)
    {
        var table = Tables.Plain(["where the time went", "times", "seconds", "share"]).WithNumbersFrom(1);
        var rows = profile.Plans.Select(plan => (Name: $"plan '{plan.Name}'", Times: plan.Operations.Max(each => each.Forward.Calls), plan.Seconds))
            .Concat(profile.Parts.Select(part => (part.Name, Times: part.Calls, part.Seconds)))
            .OrderByDescending(row => row.Seconds);
        foreach (var (name, times, seconds) in rows)
        {
            table.AddTexts([name, $"{times:N0}", Seconds(seconds), $"{seconds / profile.Seconds:P1}"]);
        }

        table.AddTexts(["elsewhere", "", Seconds(profile.ElsewhereSeconds), $"{profile.ElsewhereSeconds / profile.Seconds:P1}"]);
        return table.AddTexts(["all", "", Seconds(profile.Seconds), $"{1:P1}"]);
    }

    private static string Seconds(double seconds) => $"{seconds:N3}";
}
