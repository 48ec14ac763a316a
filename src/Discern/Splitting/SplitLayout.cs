using Discern.Datasets;

namespace Discern.Splitting;

/// <summary>Where each picture is to lie: <c>train/ validation/ test/&lt;class&gt;/</c>, which Keras' and torchvision's readers of folders expect.</summary>
internal static class SplitLayout
{
    /// <summary>The folder of each class.</summary>
    public static string[] ClassFolders(IReadOnlyList<string> classes, List<string> remarks)
    {
        string[] folders = UniqueNames.Of(classes);
        foreach ((string name, string folder) in classes.Zip(folders).Where(pair => !pair.First.Equals(pair.Second, StringComparison.Ordinal)))
        {
            remarks.Add($"The folder of the class '{name}' is called '{folder}', because its own name cannot be a folder's or is another class's.");
        }

        return folders;
    }

    /// <summary>The path of each picture, with forward slashes; names are unique in a class, in all parts together.</summary>
    public static string[] Paths(IReadOnlyList<Example> examples, string[] classFolders, List<string> remarks)
    {
        string[] paths = new string[examples.Count];
        var renamed = new List<int>();
        foreach (IGrouping<int, int> ofClass in Enumerable.Range(0, examples.Count).GroupBy(index => examples[index].Label))
        {
            int[] members = [.. ofClass];
            string[] wished = [.. members.Select(index => examples[index].Path[(examples[index].Path.LastIndexOf('/') + 1)..])];
            string[] names = UniqueNames.Of(wished);
            for (int i = 0; i < members.Length; i++)
            {
                paths[members[i]] = $"{SplitNames.Name(examples[members[i]].Split)}/{classFolders[ofClass.Key]}/{names[i]}";
                if (!names[i].Equals(wished[i], StringComparison.Ordinal))
                {
                    renamed.Add(members[i]);
                }
            }
        }

        if (renamed.Count > 0)
        {
            remarks.Add(
                $"{Sentence.Count(renamed.Count, "picture")} got a new name, because another picture of the class has it or a file cannot have it: '{examples[renamed[0]].Path}' is now '{paths[renamed[0]]}'. The column 'source' of {IndexReader.FileName} has them all.");
        }

        return paths;
    }
}
