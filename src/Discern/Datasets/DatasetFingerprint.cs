using System.Security.Cryptography;
using System.Text;

namespace Discern.Datasets;

/// <summary>A name for exactly this data: another picture, size, class or split gives another fingerprint.</summary>
internal static class DatasetFingerprint
{
    public static string Of(IReadOnlyList<string> classes, IReadOnlyList<Example> examples, IReadOnlyList<long> sizes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string name in classes)
        {
            Append(hash, name);
        }

        for (int i = 0; i < examples.Count; i++)
        {
            Example example = examples[i];
            Append(hash, $"{example.Path}\0{sizes[i]}\0{example.Label}\0{SplitNames.Name(example.Split)}");
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // No file name holds a zero character, so no two lists of fields run into the same bytes.
    private static void Append(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\0\0"));
}
