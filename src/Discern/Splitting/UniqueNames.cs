using System.Globalization;

namespace Discern.Splitting;

/// <summary>Gives files, or folders, of one folder names that differ on every file system.</summary>
internal static class UniqueNames
{
    private static readonly HashSet<char> Invalid = [.. Path.GetInvalidFileNameChars(), '/', '\\'];

    /// <summary>The wished names; what a file system cannot hold becomes <c>_</c>, and later ones of the same name get a number: <c>1.jpg</c>, <c>1-2.jpg</c>.</summary>
    /// <remarks>Names that differ only in case are the same to many file systems, and are here. A number never takes a name that another one has from the start.</remarks>
    public static string[] Of(IReadOnlyList<string> wished)
    {
        string[] names = [.. wished.Select(Sound)];
        var taken = new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (int index = 0; index < names.Length; index++)
        {
            string name = names[index];
            int number = counts.GetValueOrDefault(name) + 1;
            if (number > 1)
            {
                while (!taken.Add(names[index] = Numbered(name, number)))
                {
                    number++;
                }
            }

            counts[name] = number;
        }

        return names;
    }

    private static string Numbered(string name, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(name)}-{number}{Path.GetExtension(name)}");

    // Names come from tables, too: none may lead to another folder, be hidden, or lose its edges when a table is read.
    private static string Sound(string name)
    {
        string sound = string.Concat(name.Trim().Select(letter => Invalid.Contains(letter) || char.IsControl(letter) ? '_' : letter));
        return sound.Length == 0 ? "_" : sound[0] == '.' ? "_" + sound[1..] : sound;
    }
}
