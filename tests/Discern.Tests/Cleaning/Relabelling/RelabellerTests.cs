using Discern.Cleaning;
using Discern.Cleaning.Quarantining;
using Discern.Cleaning.Relabelling;

namespace Discern.Tests.Cleaning.Relabelling;

public sealed class RelabellerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Root => folder.In("data");

    private Relabeller Relabeller => new(Root, CleaningFolder.Open(Root));

    [Fact]
    public void A_picture_goes_to_the_folder_of_its_class_and_comes_back()
    {
        folder.With("data/cats/rex.jpg", "rex").With("data/cats/tom.jpg", "tom").With("data/dogs/rex.jpg", "other rex");

        IReadOnlyList<Relabel> made = Relabeller.Apply(Collection.Read(Root), ["cats/rex.jpg", "dogs/rex.jpg", "cats/none.jpg"], "dogs");

        Relabel only = Assert.Single(made);
        Assert.Equal(("cats/rex.jpg", "dogs/rex-2.jpg", "cats", "dogs", RelabelState.Done), (only.Path, only.NewPath, only.Class, only.NewClass, only.State));
        Assert.Equal("rex", File.ReadAllText(folder.In("data", "dogs", "rex-2.jpg")));
        Assert.Equal("other rex", File.ReadAllText(folder.In("data", "dogs", "rex.jpg")));
        Assert.False(File.Exists(folder.In("data", "cats", "rex.jpg")));

        Assert.Single(Relabeller.Undo(only.DecidedAt));
        Assert.Equal("rex", File.ReadAllText(folder.In("data", "cats", "rex.jpg")));
        Assert.Empty(Relabeller.Undo(only.DecidedAt));
    }

    [Fact]
    public void Within_its_split_and_below_its_class()
    {
        folder.With("data/train/cats/indoors/rex.jpg", "rex").With("data/train/dogs/a.jpg", "a").With("data/test/dogs/b.jpg", "b").With("data/test/cats/c.jpg", "c");

        Assert.Equal("train/dogs/indoors/rex.jpg", Assert.Single(Relabeller.Apply(Collection.Read(Root), ["train/cats/indoors/rex.jpg"], "dogs")).NewPath);
    }

    [Fact]
    public void In_a_table_only_the_category_of_its_row_changes()
    {
        const string Table = "id,category,path,note\n1,cats,one.jpg,\"a, b\"\n2,dogs,./two.jpg,\"says \"\"hello\"\"\"\n3,cats,three.jpg,\n";
        folder.With("data/index.csv", Table).With("data/one.jpg", "1").With("data/two.jpg", "2").With("data/three.jpg", "3");

        IReadOnlyList<Relabel> made = Relabeller.Apply(Collection.Read(Root), ["two.jpg"], "cats");

        Assert.Equal(Table.Replace("2,dogs", "2,cats", StringComparison.Ordinal), File.ReadAllText(folder.In("data", "index.csv")));
        Relabeller.Undo(made[0].DecidedAt);
        Assert.Equal(Table, File.ReadAllText(folder.In("data", "index.csv")));
    }

    [Fact]
    public void A_table_without_paths_is_not_changed()
    {
        folder.With("data/index.csv", "id,category\none,cats\ntwo,dogs\n").With("data/one.jpg", "1").With("data/two.jpg", "2");

        Assert.Contains("'path'", Assert.Throws<DiscernException>(() => Relabeller.Apply(Collection.Read(Root), ["two.jpg"], "cats")).Message, StringComparison.Ordinal);
        Assert.Equal("id,category\none,cats\ntwo,dogs\n", File.ReadAllText(folder.In("data", "index.csv")));
    }

    [Fact]
    public void A_class_that_is_not_there_is_refused()
    {
        folder.With("data/cats/rex.jpg", "rex").With("data/dogs/a.jpg", "a");

        Assert.Throws<ArgumentException>(() => Relabeller.Apply(Collection.Read(Root), ["cats/rex.jpg"], "../outside"));
        Assert.True(File.Exists(folder.In("data", "cats", "rex.jpg")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Stopped_between_plan_and_end_the_disk_says_how_far_it_came(bool hasMoved)
    {
        folder.With("data/cats/rex.jpg", "rex").With("data/dogs/a.jpg", "a");
        var at = new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
        using (var catalogue = Catalogue.Open(CleaningFolder.Open(Root).CataloguePath))
        {
            catalogue.Add([new Relabel(0, "cats/rex.jpg", "dogs/rex.jpg", "cats", "dogs", at, RelabelState.Planned)]);
        }

        if (hasMoved)
        {
            File.Move(folder.In("data", "cats", "rex.jpg"), folder.In("data", "dogs", "rex.jpg"));
        }

        Assert.Equal(hasMoved ? 1 : 0, Relabeller.Undo(at).Count);
        Assert.Equal("rex", File.ReadAllText(folder.In("data", "cats", "rex.jpg")));
    }
}
