namespace Discern.Splitting;

/// <summary>How a split is written.</summary>
public enum SplitMethod
{
    /// <summary>Folders of hard links, which take no room; copies where the file system allows no link.</summary>
    Link,

    /// <summary>Folders of copies.</summary>
    Copy,

    /// <summary>Only <c>index.csv</c>, with paths relative to the data set.</summary>
    Csv,
}
