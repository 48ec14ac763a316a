namespace Discern.Cli;

/// <summary>The folder of a run whose name the user did not choose.</summary>
internal static class RunName
{
    /// <summary><c>runs/2026-11-21-hotdog</c>, with -2, -3 … after it when that is taken.</summary>
    /// <param name="dataFolder">The data set's folder; its name becomes part of the run's.</param>
    /// <param name="clock">Today, where the user is.</param>
    /// <param name="ending">What stands behind it.</param>
    public static string Default(string dataFolder, TimeProvider clock, string ending = "")
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataFolder)));
        return Free(Path.Combine("runs", $"{clock.GetLocalNow():yyyy-MM-dd}-{name}{ending}"));
    }

    /// <summary>The path, with -2, -3 … after it when it is taken.</summary>
    public static string Free(string path) =>
        Enumerable.Range(1, int.MaxValue)
            .Select(number => number == 1 ? path : $"{path}-{number}")
            .First(candidate => !Path.Exists(candidate));
}
