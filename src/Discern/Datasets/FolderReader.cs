namespace Discern.Datasets;

/// <summary>Reads a folder per class, and <c>train/ validation/ test/</c> over it.</summary>
internal sealed class FolderReader(DirectoryInfo root, List<string> remarks)
{
    private readonly PictureFiles files = new();
    private readonly List<Listing> listings = [];
    private readonly SortedSet<string> classNames = new(StringComparer.Ordinal);

    public List<Listing> Read()
    {
        List<DirectoryInfo> folders = FoldersIn(root);
        var glance = new PictureFiles(); // the folders are read below, and what is passed by is counted there
        List<DirectoryInfo> splitFolders = [.. folders.Where(folder => SplitNames.Parse(folder.Name) is not null && glance.Contents(folder).Folders.Count > 0)];
        if (splitFolders.Count == 0)
        {
            ReadClasses(folders, split: null);
        }
        else
        {
            ReadSplits(splitFolders, folders);
        }

        string[] empty = [.. classNames.Except(listings.Select(listing => listing.Category), StringComparer.Ordinal)];
        if (empty.Length > 0 && listings.Count > 0)
        {
            remarks.Add($"Left out as classes, because no picture is in them: {Sentence.Names(empty)}.");
        }

        if (files.Remark is { } remark)
        {
            remarks.Add(remark);
        }

        return listings;
    }

    // Split folders hold class folders; a class that happens to be called "train", beside "bus" and "car", holds pictures.
    private void ReadSplits(List<DirectoryInfo> splitFolders, List<DirectoryInfo> folders)
    {
        foreach (IGrouping<Split?, DirectoryInfo> same in splitFolders.GroupBy(folder => SplitNames.Parse(folder.Name)))
        {
            if (same.Count() > 1)
            {
                throw new DiscernException(
                    $"'{root.FullName}' has more than one folder for {SplitNames.Name(same.Key!.Value)}: {Sentence.Names(same.Select(folder => folder.Name))}. Keep one of them, or move the pictures together.");
            }
        }

        string[] beside = [.. folders.Except(splitFolders).Select(folder => folder.Name)];
        if (beside.Length > 0)
        {
            remarks.Add($"Left out, because they lie beside the folders of the splits: {Sentence.Names(beside)}.");
        }

        foreach (DirectoryInfo splitFolder in splitFolders)
        {
            ReadClasses(FoldersIn(splitFolder), SplitNames.Parse(splitFolder.Name));
        }
    }

    private void ReadClasses(List<DirectoryInfo> classFolders, Split? split)
    {
        foreach (DirectoryInfo classFolder in classFolders)
        {
            classNames.Add(classFolder.Name);
            foreach (FileInfo file in files.PicturesIn(classFolder))
            {
                string path = Path.GetRelativePath(root.FullName, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
                listings.Add(new Listing(path, classFolder.Name, split, Group: null, PictureFiles.SizeOf(file)));
            }
        }
    }

    private List<DirectoryInfo> FoldersIn(DirectoryInfo folder)
    {
        (List<DirectoryInfo> folders, List<FileInfo> strays) = files.Contents(folder);
        if (strays.Count > 0)
        {
            remarks.Add($"Left out, because they lie in no class's folder: {Sentence.Count(strays.Count, "picture")} directly in '{folder.FullName}'.");
        }

        return folders;
    }
}
