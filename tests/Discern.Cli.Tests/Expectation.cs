using System.Runtime.CompilerServices;

namespace Discern.Cli.Tests;

/// <summary>Compares what was written with a file in <c>Expectations/</c>.</summary>
internal static class Expectation
{
    /// <summary>Fails unless <paramref name="actual"/> is the file's text; blanks at the ends of lines do not count.</summary>
    /// <remarks>What was written instead is kept in the temporary folder: after a look at it, it may become the new expectation.</remarks>
    public static void Verify(string name, string actual, [CallerFilePath] string testFile = "")
    {
        var expected = Path.Combine(ProjectFolder(testFile), "Expectations", name + ".txt");
        var received = Path.Combine(Path.GetTempPath(), "discern-received", name + ".txt");
        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.WriteAllText(received, Trim(actual));
        Assert.True(File.Exists(expected), $"There is no expectation '{expected}'; what was written is in '{received}'.");
        Assert.Equal(Trim(File.ReadAllText(expected)), Trim(actual));
    }

    private static string ProjectFolder(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        while (!Directory.Exists(Path.Combine(folder, "Expectations")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    private static string Trim(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim('\n') + "\n";
}
