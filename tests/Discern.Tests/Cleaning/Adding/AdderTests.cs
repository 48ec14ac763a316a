using Discern.Cleaning;
using Discern.Cleaning.Adding;
using Discern.Cleaning.Correcting;
using Discern.Datasets;
using Discern.Imaging;

namespace Discern.Tests.Cleaning.Adding;

public sealed class AdderTests : IDisposable
{
    private static readonly byte[] s_png = PictureEncoder.Png(new Picture(2, 2, 3, new byte[12]));

    private readonly TemporaryFolder folder = new();

    public AdderTests() => folder.With("data/cats/a.jpg", "a").With("data/dogs/d.jpg", "d");

    private string Root => folder.In("data");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_picture_lies_in_its_class_under_a_free_name_and_taking_back_deletes_nothing()
    {
        var corrections = new Corrections(Root);
        AdditionResult result = corrections.Add(Collection.Read(Root), [Png("a.jpg"), Png("b.png")], "cats", split: null);

        Assert.Equal(["cats/a-2.jpg", "cats/b.png"], result.Added.Select(added => added.Path));
        Assert.Equal("a", File.ReadAllText(folder.In("data/cats/a.jpg")));
        Assert.Equal(s_png, File.ReadAllBytes(folder.In("data/cats/a-2.jpg")));
        Assert.Equal(new CorrectionStep(result.Added[0].DecidedAt, CorrectionKind.Added, 2, "cats"), corrections.Last);

        Assert.Empty(corrections.Undo()!);
        Assert.Equal(["cats/a.jpg", "dogs/d.jpg"], Files());
        Assert.Equal(s_png, File.ReadAllBytes(folder.In("data-clean/taken-back/cats/b.png")));
        Assert.Null(corrections.Last);
    }

    [Theory]
    [InlineData("../../evil.png", "cats/evil.png")]
    [InlineData("C:\\Windows\\evil.png", "cats/evil.png")]
    [InlineData("..png", "cats/picture.png")]
    [InlineData("a<b>:\"|?*\0\n.png", "cats/a_b________.png")]
    [InlineData(".hidden.png", "cats/hidden.png")]
    public void A_name_from_outside_stays_in_the_class(string name, string path) =>
        Assert.Equal(path, new Corrections(Root).Add(Collection.Read(Root), [Png(name)], "cats", split: null).Added.Single().Path);

    [Fact]
    public void A_name_that_is_too_long_is_cut_and_keeps_its_ending()
    {
        string path = new Corrections(Root).Add(Collection.Read(Root), [Png(new string('ä', 300) + ".png")], "cats", split: null).Added.Single().Path;

        Assert.EndsWith("ä.png", path, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.In("data/" + path)));
    }

    [Fact]
    public void What_is_no_picture_is_named_and_the_others_are_added()
    {
        AdditionResult result = new Corrections(Root).Add(Collection.Read(Root), [new NewPicture("notes.jpg", () => "no picture"u8.ToArray()), Png("table.csv"), Png("b.png")], "cats", split: null);

        Assert.Equal(["cats/b.png"], result.Added.Select(added => added.Path));
        Assert.Equal(2, result.Remarks.Count);
        Assert.StartsWith("'notes.jpg' was not added.", result.Remarks[0], StringComparison.Ordinal);
        Assert.StartsWith("'table.csv' was not added: its name does not end as a picture's does", result.Remarks[1], StringComparison.Ordinal);
        Assert.Equal(["cats/a.jpg", "cats/b.png", "dogs/d.jpg"], Files());
    }

    [Fact]
    public void In_a_split_folder_the_split_has_to_be_told()
    {
        folder.With("split/train/cats/a.jpg", "a").With("split/train/dogs/d.jpg", "d").With("split/val/cats/b.jpg", "b").With("split/val/dogs/e.jpg", "e");
        var corrections = new Corrections(folder.In("split"));
        var collection = Collection.Read(folder.In("split"));

        Assert.Equal("val/cats/n.png", corrections.Add(collection, [Png("n.png")], "cats", Split.Validation).Added.Single().Path);
        Assert.Contains("which part", Assert.Throws<ArgumentException>(() => corrections.Add(collection, [Png("n.png")], "cats", split: null)).Message, StringComparison.Ordinal);
        Assert.Contains("no part", Assert.Throws<ArgumentException>(() => corrections.Add(collection, [Png("n.png")], "cats", Split.Test)).Message, StringComparison.Ordinal);
        Assert.Contains("no class 'birds'", Assert.Throws<ArgumentException>(() => corrections.Add(collection, [Png("n.png")], "birds", Split.Train)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_somebody_moved_meanwhile_is_said_when_it_is_taken_back()
    {
        var corrections = new Corrections(Root);
        corrections.Add(Collection.Read(Root), [Png("b.png")], "cats", split: null);
        File.Move(folder.In("data/cats/b.png"), folder.In("data/dogs/b.png"));

        Assert.Equal(["'cats/b.png' was not taken back: it is not there any more."], corrections.Undo());
        Assert.Null(corrections.Last);
    }

    private static NewPicture Png(string name) => new(name, () => s_png);

    private string[] Files() =>
        [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
}
