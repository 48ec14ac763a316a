using Discern.Cleaning;
using Discern.Cleaning.Correcting;
using Discern.Cleaning.Quarantining;

namespace Discern.Tests.Cleaning.Correcting;

public sealed class CorrectionsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public CorrectionsTests() => folder.With("data/cats/a.jpg", "a").With("data/cats/b.jpg", "b").With("data/cats/c.jpg", "c").With("data/dogs/d.jpg", "d");

    private string Root => folder.In("data");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Steps_are_taken_back_one_by_one_the_last_first()
    {
        var corrections = new Corrections(Root);
        Assert.Null(corrections.Last);
        Assert.Null(corrections.Undo());

        Assert.Equal(2, corrections.SetAside(["cats/a.jpg", "cats/b.jpg"]).Moved);
        corrections.Relabel(Collection.Read(Root), ["cats/c.jpg", "dogs/d.jpg"], "dogs");
        Assert.Equal(["dogs/c.jpg", "dogs/d.jpg"], Files());
        Assert.Equal((1, "dogs"), (corrections.Last!.Pictures, corrections.Last.NewClass));

        corrections.Undo();
        Assert.Equal(["cats/c.jpg", "dogs/d.jpg"], Files());
        Assert.Equal((2, null), (corrections.Last!.Pictures, corrections.Last.NewClass));

        Assert.Empty(corrections.Undo()!);
        Assert.Equal(["cats/a.jpg", "cats/b.jpg", "cats/c.jpg", "dogs/d.jpg"], Files());
        Assert.Null(corrections.Last);
    }

    [Fact]
    public void What_was_set_aside_by_hand_is_brought_back_with_the_rest()
    {
        new Corrections(Root).SetAside(["cats/a.jpg"]);

        Assert.Equal(1, new Quarantine(Root, CleaningFolder.Open(Root)).Undo().Moved);
        Assert.Equal(4, Files().Length);
    }

    [Fact]
    public void Looking_makes_no_folder()
    {
        Assert.Null(new Corrections(Root).Last);
        Assert.False(Directory.Exists(folder.In("data-clean")));
    }

    private string[] Files() =>
        [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
}
