namespace Discern.Samples;

/// <summary>A set of drawings of all emoji, as an npm package holds it.</summary>
/// <param name="Name">Its name, which is also that of the folder its copies go to.</param>
/// <param name="Folder">Where the drawings lie in <c>node_modules</c>.</param>
/// <param name="Pattern">What their file names look like; the part before the dot is the code.</param>
/// <param name="Licence">The licence's short name.</param>
/// <param name="Credit">Whom to name, and where the licence's text is.</param>
internal sealed record EmojiArtist(string Name, string Folder, string Pattern, string Licence, string Credit)
{
    /// <summary>The three artists.</summary>
    public static IReadOnlyList<EmojiArtist> All { get; } =
    [
        new(
            "fluent",
            "@lobehub/fluent-emoji-3d/assets",
            "*.webp",
            "MIT",
            "Fluent Emoji, 3D style. Copyright (c) Microsoft Corporation. MIT License."),
        new(
            "openmoji",
            "openmoji/color/svg",
            "*.svg",
            "CC-BY-SA-4.0",
            "OpenMoji, the open-source emoji and icon project (openmoji.org). Creative Commons Attribution-ShareAlike 4.0 (creativecommons.org/licenses/by-sa/4.0)."),
        new(
            "twemoji",
            "@twemoji/svg",
            "*.svg",
            "CC-BY-4.0",
            "Twemoji. Copyright Twitter, Inc and other contributors. Graphics: Creative Commons Attribution 4.0 (creativecommons.org/licenses/by/4.0)."),
    ];

    /// <summary>The artist's files by normalized code. Where two names mean one code, the first in order is taken.</summary>
    public IReadOnlyDictionary<string, string> Drawings(string packages) =>
        Directory.EnumerateFiles(Path.Combine(packages, Folder), Pattern)
            .Order(StringComparer.Ordinal)
            .GroupBy(file => EmojiCode.Normalize(Path.GetFileNameWithoutExtension(file)), StringComparer.Ordinal)
            .ToDictionary(files => files.Key, files => files.First(), StringComparer.Ordinal);
}
