using System.Text;
using System.Text.RegularExpressions;

namespace Discern.Cleaning.Checks;

/// <summary>Something about a picture that is not what it shows.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Value">Its value for a readable picture.</param>
/// <param name="Consequence">What to think of a class that it betrays, as a sentence.</param>
internal sealed partial record SideChannel(string Name, Func<SurveyedPicture, string> Value, string Consequence)
{
    private const string Visible = "A classifier can learn this instead of what the pictures show: bring all pictures into one form, or collect the classes alike.";

    /// <summary>All that are looked at.</summary>
    public static IReadOnlyList<SideChannel> All { get; } =
    [
        new("size", picture => PictureSize.Of(picture.Facts!).ToString(), Visible),
        new("format", picture => picture.Facts!.Header.Format.ToString(), Visible),
        new("colouring", picture => picture.Facts!.Tone.Colourfulness <= GreyCheck.MostColourfulness ? "grey" : "coloured", Visible),
        new("camera", picture => picture.Facts!.Header.Camera ?? "none named", "A classifier can learn the camera instead of what the pictures show: collect the classes alike."),
        new("file name pattern", picture => Pattern(picture), "The classes seem to come from different sources; look whether the pictures differ in more than what they show."),
    ];

    /// <summary>A file's name with # for each number, without the name of the class, which says nothing new.</summary>
    private static string Pattern(SurveyedPicture picture)
    {
        string name = Digits().Replace(System.IO.Path.GetFileName(picture.Path), "#");
        string letters = Letters(name);
        return Letters(picture.Label!) is { Length: > 0 } label && letters.Contains(label, StringComparison.Ordinal) ? "the name of the class" : name;
    }

    private static string Letters(string text)
    {
        var letters = new StringBuilder();
        foreach (char letter in text)
        {
            if (char.IsLetter(letter))
            {
                letters.Append(char.ToLowerInvariant(letter));
            }
        }

        return letters.ToString();
    }

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();
}
