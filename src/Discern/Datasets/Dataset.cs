namespace Discern.Datasets;

/// <summary>Pictures with their classes and splits, read by <see cref="DatasetReader"/>; the pictures themselves stay on disk.</summary>
public sealed class Dataset
{
    internal Dataset(string root, IReadOnlyList<string> classes, IReadOnlyList<Example> examples, IReadOnlyList<string> remarks, string fingerprint)
    {
        Root = root;
        Classes = classes;
        Examples = examples;
        Remarks = remarks;
        Fingerprint = fingerprint;
    }

    /// <summary>The full path of the folder that holds the pictures.</summary>
    public string Root { get; }

    /// <summary>The names of the classes, in ordinal order; a label is an index here.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>All pictures, in the ordinal order of their paths.</summary>
    public IReadOnlyList<Example> Examples { get; }

    /// <summary>Sentences for the user: what was left out, what was chosen, what is odd.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>SHA-256 over classes and over paths, sizes, labels and splits of all pictures, in lower-case hexadecimal.</summary>
    public string Fingerprint { get; }

    /// <summary>How many pictures the largest class has for one of the smallest, over all splits: 1 or more.</summary>
    public double ImbalanceRatio
    {
        get
        {
            int[] counts = Counts(Examples);
            return (double)counts.Max() / counts.Min();
        }
    }

    /// <summary>The examples of one split, in the order of <see cref="Examples"/>.</summary>
    public IEnumerable<Example> Of(Split split) => Examples.Where(example => example.Split == split);

    /// <summary>How many pictures each class has in a split, in the order of <see cref="Classes"/>.</summary>
    public IReadOnlyList<int> ClassCounts(Split split) => Counts(Of(split));

    /// <summary>How many pictures each class has over all splits, in the order of <see cref="Classes"/>.</summary>
    public IReadOnlyList<int> ClassCounts() => Counts(Examples);

    /// <summary>Where the picture of an example lies.</summary>
    public string FullPath(Example example)
    {
        ArgumentNullException.ThrowIfNull(example);
        return Path.Combine(Root, example.Path.Replace('/', Path.DirectorySeparatorChar));
    }

    private int[] Counts(IEnumerable<Example> examples)
    {
        int[] counts = new int[Classes.Count];
        foreach (Example example in examples)
        {
            counts[example.Label]++;
        }

        return counts;
    }
}
