using Discern.Cleaning.NearDuplicates;
using Discern.Clustering;
using Discern.Datasets;

namespace Discern.Splitting;

/// <summary>Makes one group of all that belongs together: by the name of its group, by being the same picture, or by both in turn.</summary>
internal static class Grouping
{
    /// <summary>Gives pictures that are connected the same group.</summary>
    /// <param name="examples">The pictures, with the groups that file names or the index give.</param>
    /// <param name="duplicates">Indices of pictures that are the same one.</param>
    public static List<Example> Join(IReadOnlyList<Example> examples, IReadOnlyList<DuplicateGroup> duplicates)
    {
        var connected = new UnionFind(examples.Count);
        var firsts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int index = 0; index < examples.Count; index++)
        {
            if (examples[index].Group is { } name && !firsts.TryAdd(name, index))
            {
                connected.Join(firsts[name], index);
            }
        }

        foreach (int[] pair in duplicates.SelectMany(group => group.Members.Skip(1).Select(other => new[] { group.Members[0], other })))
        {
            connected.Join(pair[0], pair[1]);
        }

        Dictionary<int, string> names = Names(examples, duplicates, connected);
        return [.. examples.Select((example, index) => example with { Group = names.GetValueOrDefault(connected.Root(index)) })];
    }

    // A name of a group that is in it, so that the names the user knows stay; else the path of one of the pictures.
    private static Dictionary<int, string> Names(IReadOnlyList<Example> examples, IReadOnlyList<DuplicateGroup> duplicates, UnionFind connected)
    {
        var names = new Dictionary<int, string>();
        for (int index = 0; index < examples.Count; index++)
        {
            if (examples[index].Group is { } name)
            {
                names.TryAdd(connected.Root(index), name);
            }
        }

        foreach (int root in duplicates.Select(group => connected.Root(group.Members[0])))
        {
            names.TryAdd(root, $"same as {examples[root].Path}");
        }

        return names;
    }
}
