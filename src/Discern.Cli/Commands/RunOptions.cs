using System.CommandLine;

namespace Discern.Cli.Commands;

/// <summary>Options and arguments that several commands share, made anew for each.</summary>
internal static class RunOptions
{
    /// <summary>The folder of a run, as <c>discern train</c> made it.</summary>
    public static Argument<string> Run() => new("RUN") { Description = "The folder of a run, as 'discern train' made it." };

    /// <summary>How many threads to use.</summary>
    public static Option<int> Threads()
    {
        var option = new Option<int>("--threads")
        {
            Description = "How many threads compute; 0: one for each processor. The result is the same.",
            HelpName = "N",
        };
        option.AtLeast(0);
        return option;
    }

    /// <summary>How file names tell what belongs together.</summary>
    public static Option<string?> Group() => new("--group")
    {
        Description = "A regular expression over file names: pictures for which it finds the same text stay on one side of the split.",
        HelpName = "PATTERN",
    };

    /// <summary>Whether skipping a picture is a failure.</summary>
    public static Option<bool> Strict() => new("--strict") { Description = "End with exit code 1 instead of 3 if a picture had to be skipped." };

    /// <summary>Whether files that are there already are replaced.</summary>
    public static Option<bool> Overwrite() => new("--overwrite") { Description = "Replace what is there already." };

    /// <summary>Whether the user did not type an option.</summary>
    public static bool IsLeftOut(this ParseResult arguments, Option option) => arguments.GetResult(option) is not { Implicit: false };

    /// <summary>Refuses numbers below <paramref name="least"/>.</summary>
    public static void AtLeast<T>(this Option<T> option, long least) =>
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && long.TryParse(result.Tokens[0].Value, out var number) && number < least)
            {
                result.AddError($"{option.Name} is {number}; it must be {least} or more.");
            }
        });
}
