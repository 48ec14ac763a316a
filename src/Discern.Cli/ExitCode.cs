namespace Discern.Cli;

/// <summary>What a command's exit code tells the script that called it.</summary>
internal static class ExitCode
{
    /// <summary>Everything that was asked is done.</summary>
    public const int Done = 0;

    /// <summary>Not done: the message says why.</summary>
    public const int Failed = 1;

    /// <summary>The arguments cannot be understood or do not fit together.</summary>
    public const int BadArguments = 2;

    /// <summary>Done, without the pictures that were named as skipped.</summary>
    public const int SomethingSkipped = 3;

    /// <summary>The code of a command that did its work but skipped <paramref name="skipped"/> pictures.</summary>
    public static int AfterSkipping(int skipped, bool isStrict) =>
        skipped == 0 ? Done : isStrict ? Failed : SomethingSkipped;
}
