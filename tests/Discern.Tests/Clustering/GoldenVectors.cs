using System.Text.Json;
using Discern.Tests.Shared;

namespace Discern.Tests.Clustering;

/// <summary>Inputs and answers of scikit-learn 1.2.1 and imbalanced-learn 0.10.0, by <c>../shared/vectors/make.py</c>.</summary>
internal static class GoldenVectors
{
    /// <summary>The cases of a file under one name.</summary>
    public static JsonElement[] Cases(string file, string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedFiles.Find($"vectors/{file}")!));
        JsonElement[] cases = [.. document.RootElement.GetProperty("cases").EnumerateArray().Where(each => each.GetProperty("name").ValueEquals(name)).Select(each => each.Clone())];
        Assert.NotEmpty(cases);
        return cases;
    }

    public static float[][] Rows(JsonElement table) => [.. table.EnumerateArray().Select(row => row.EnumerateArray().Select(value => (float)value.GetDouble()).ToArray())];

    public static int[] Integers(JsonElement values) => [.. values.EnumerateArray().Select(value => value.GetInt32())];
}
