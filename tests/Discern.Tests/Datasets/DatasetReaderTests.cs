using Discern.Datasets;
using Discern.Tests.Shared;

namespace Discern.Tests.Datasets;

public sealed class DatasetReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void AFolderPerClassIsSplitByShares()
    {
        folder.WithPictures("cat", 100).WithPictures("dog", 50);
        Dataset dataset = Read();
        Assert.Equal(["cat", "dog"], dataset.Classes);
        Assert.Equal([70, 35], dataset.ClassCounts(Split.Train));
        Assert.Equal([20, 10], dataset.ClassCounts(Split.Test));
        Assert.Equal([10, 5], dataset.ClassCounts(Split.Validation));
        Assert.Equal([100, 50], dataset.ClassCounts());
        Assert.Equal(2, dataset.ImbalanceRatio);
        Assert.Empty(dataset.Remarks);
        Assert.Equal("cat 1", File.ReadAllText(dataset.FullPath(dataset.Examples[1])));
    }

    [Theory]
    [InlineData("train", "validation", "test")]
    [InlineData("Train", "val", "TEST")]
    [InlineData("training", "valid", "testing")]
    public void SplitFoldersAreTakenAsTheyAre(string train, string validation, string test)
    {
        folder.WithPictures($"{train}/a", 4).WithPictures($"{train}/b", 3).WithPictures($"{validation}/a", 2).WithPictures($"{validation}/b", 1)
            .WithPictures($"{test}/a", 1).WithPictures($"{test}/b", 2);
        Dataset dataset = Read();
        Assert.Equal([4, 3], dataset.ClassCounts(Split.Train));
        Assert.Equal([2, 1], dataset.ClassCounts(Split.Validation));
        Assert.Equal([1, 2], dataset.ClassCounts(Split.Test));
        Assert.Empty(dataset.Remarks);
    }

    [Theory]
    [InlineData("test/a", "test/b")]
    [InlineData("a", "b")]
    [InlineData("train/a", "val/b")]
    public void ForATestEveryPictureIsATestPicture(string first, string second)
    {
        folder.WithPictures(first, 1).WithPictures(second, 2);
        Dataset dataset = DatasetReader.ReadForTest(folder.Path);
        Assert.Equal([1, 2], dataset.ClassCounts(Split.Test));
        Assert.Equal(3, dataset.Examples.Count);
        Assert.Empty(dataset.Remarks);
    }

    [Fact]
    public void AClassThatIsCalledTrainIsAClass()
    {
        folder.WithPictures("bus", 10).WithPictures("train", 10).WithPictures("test", 10);
        Assert.Equal(["bus", "test", "train"], Read().Classes);
    }

    [Fact]
    public void ValidationIsCarvedFromTrainWhereItIsMissing()
    {
        folder.WithPictures("train/a", 80).WithPictures("train/b", 16).WithPictures("test/a", 5).WithPictures("test/b", 5);
        Dataset dataset = Read();
        Assert.Equal([70, 14], dataset.ClassCounts(Split.Train));
        Assert.Equal([10, 2], dataset.ClassCounts(Split.Validation));
        Assert.Equal([5, 5], dataset.ClassCounts(Split.Test));
        Assert.Equal("Validation was drawn from train, with seed 1: 12 pictures of 96.", Assert.Single(dataset.Remarks));
        Assert.Equal(dataset.Examples.OrderBy(example => example.Path, StringComparer.Ordinal), dataset.Examples);
    }

    [Fact]
    public void ValidationServesAsTestWhereThatIsMissing()
    {
        folder.WithPictures("train/a", 80).WithPictures("train/b", 16).WithPictures("val/a", 5).WithPictures("val/b", 5);
        Dataset dataset = Read();
        Assert.Equal([5, 5], dataset.ClassCounts(Split.Test));
        Assert.Equal([10, 2], dataset.ClassCounts(Split.Validation));
        Assert.All(dataset.Of(Split.Test), example => Assert.StartsWith("val/", example.Path, StringComparison.Ordinal));
        Assert.Contains("serve as test", dataset.Remarks[0], StringComparison.Ordinal);
    }

    [Fact]
    public void TrainAloneIsSplit()
    {
        folder.WithPictures("train/a", 10).WithPictures("train/b", 10);
        Dataset dataset = Read();
        Assert.Equal([7, 7], dataset.ClassCounts(Split.Train));
        Assert.Contains("train only", Assert.Single(dataset.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void NamesOfAnyKindAreClasses()
    {
        string[] names = ["<script>alert(1)", "a \"quoted\" 'name'", "кошка", "犬 🐕", "with space"];
        foreach (string name in names)
        {
            folder.WithPictures(name, 10);
        }

        Assert.Equal(names.Order(StringComparer.Ordinal), Read().Classes);
    }

    [Fact]
    public void WhatIsNoPictureIsCounted()
    {
        folder.WithPictures("a", 10).WithPictures("b", 9).With("b/no-extension").With("b/notes.txt").With("b/.hidden.jpg").With(".git/x").With("README.md");
        Dataset dataset = Read();
        Assert.Equal([10, 10], dataset.ClassCounts());
        Assert.Equal(
            "Files and folders left out: 2 that are not pictures by their extension (.md, .txt) and 2 hidden.", Assert.Single(dataset.Remarks));
    }

    [Fact]
    public void PicturesDeepInAClassBelongToIt()
    {
        folder.WithPictures("a/2019/may", 10).WithPictures("b", 10);
        Assert.Contains(Read().Examples, example => example.Path == "a/2019/may/3.jpg");
    }

    [Fact]
    public void ALinkToAFolderAboveIsNotFollowed()
    {
        folder.WithPictures("a", 10).WithPictures("b", 10);
        Directory.CreateSymbolicLink(folder.In("a", "again"), folder.Path);
        Assert.Equal([10, 10], Read().ClassCounts());
    }

    [Fact]
    public void StrayPicturesAreNamed()
    {
        folder.WithPictures("a", 10).WithPictures("b", 10).With("stray.jpg");
        Assert.Equal($"Left out, because they lie in no class's folder: 1 picture directly in '{folder.Path}'.", Assert.Single(Read().Remarks));
    }

    [Fact]
    public void AnEmptyClassIsNamed()
    {
        folder.WithPictures("a", 10).WithPictures("b", 10).With("c/notes.txt");
        Dataset dataset = Read();
        Assert.Equal(["a", "b"], dataset.Classes);
        Assert.Contains("Left out as classes, because no picture is in them: 'c'.", dataset.Remarks);
    }

    [Fact]
    public void AClassMissingInTestIsNamed()
    {
        folder.WithPictures("train/a", 10).WithPictures("train/b", 10).WithPictures("test/a", 5).WithPictures("val/a", 5).WithPictures("val/b", 5);
        Assert.StartsWith("No picture in test for the class 'b'", Assert.Single(Read().Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void AClassMissingInTrainIsRefused()
    {
        folder.WithPictures("train/a", 10).WithPictures("test/a", 10).WithPictures("test/b", 5);
        Refuses("No picture in train for the class 'b': nothing can be learnt of it.");
    }

    [Fact]
    public void ASmallClassIsNamed()
    {
        folder.WithPictures("a", 100).WithPictures("b", 2);
        Assert.Contains(Read().Remarks, remark => remark.Contains("for the class 'b': it has too few pictures", StringComparison.Ordinal));
    }

    [Fact]
    public void TooFewPicturesToSplitAreRefused()
    {
        folder.WithPictures("a", 1).WithPictures("b", 1);
        Refuses("2 pictures are too few to split 70 % / 20 % / 10 % (train / test / validation): none is left for validation.");
    }

    [Fact]
    public void OneClassIsRefused()
    {
        folder.WithPictures("a", 10).With("b/notes.txt");
        Refuses("are of one class, 'a'. A classifier needs two or more");
    }

    [Fact]
    public void NoPictureIsRefused() => Refuses("No picture of a class is in");

    [Fact]
    public void NoFolderIsRefused()
    {
        folder.Dispose();
        Refuses("There is no folder");
        Directory.CreateDirectory(folder.Path);
    }

    [Fact]
    public void AFileIsRefused()
    {
        folder.With("file.jpg");
        Assert.Contains("is a file", Assert.Throws<DiscernException>(() => DatasetReader.Read(folder.In("file.jpg"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SplitsWithoutTrainAreRefused()
    {
        folder.WithPictures("test/a", 10).WithPictures("test/b", 10);
        Refuses("none in train to learn from");
    }

    [Fact]
    public void TwoFoldersForASplitAreRefused()
    {
        folder.WithPictures("train/a", 1).WithPictures("val/a", 1).WithPictures("valid/a", 1);
        Refuses("more than one folder for validation: 'val', 'valid'");
    }

    [Fact]
    public void GroupsStayTogether()
    {
        folder.WithPictures("a", 50);
        for (int i = 0; i < 50; i++)
        {
            folder.With($"b/{i}-with-mask.jpg");
        }

        Dataset dataset = Read(new DatasetOptions { GroupPattern = @"^(\d+)" });
        Assert.All(dataset.Examples.GroupBy(example => example.Group), group =>
        {
            Assert.Equal(2, group.Count());
            Assert.Single(group.Select(example => example.Split).Distinct());
        });
        Assert.Equal([35, 35], dataset.ClassCounts(Split.Train));
    }

    [Fact]
    public void ThePatternsWholeMatchServesWhereItCapturesNothing()
    {
        folder.WithPictures("a", 10).WithPictures("b", 10);
        Assert.All(Read(new DatasetOptions { GroupPattern = @"\d+" }).Examples, example => Assert.Equal(Path.GetFileNameWithoutExtension(example.Path), example.Group));
    }

    [Fact]
    public void GroupsThatStraddleGivenSplitsAreNamed()
    {
        folder.WithPictures("train/a", 3).WithPictures("train/b", 3).WithPictures("val/a", 2).WithPictures("val/b", 2).WithPictures("test/a", 2).WithPictures("test/b", 2);
        Assert.StartsWith(
            "2 groups of pictures that belong together lie in more than one split",
            Assert.Single(Read(new DatasetOptions { GroupPattern = @"^\d+" }).Remarks),
            StringComparison.Ordinal);
    }

    [Fact]
    public void APatternThatFindsNothingIsRefused()
    {
        folder.WithPictures("a", 10).WithPictures("b", 10);
        Refuses("finds nothing in any file name", new DatasetOptions { GroupPattern = "subject" });
    }

    [Fact]
    public void APatternThatBacktracksForEverIsStopped()
    {
        folder.WithPictures("a", 10).WithPictures("b", 10).With($"a/{new string('a', 60)}!.jpg");
        Refuses("takes longer than", new DatasetOptions { GroupPattern = "^(a+)+$" });
    }

    [Fact]
    public void APatternThatIsNoneIsTheCallersMistake() =>
        Assert.Contains("'(' is not a regular expression", Assert.Throws<ArgumentException>(() => Read(new DatasetOptions { GroupPattern = "(" })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0.7, 0.2, 0.2)]
    [InlineData(0, 0.5, 0.5)]
    [InlineData(1.2, -0.1, -0.1)]
    [InlineData(double.NaN, 0.5, 0.5)]
    public void SharesThatDoNotAddUpAreTheCallersMistake(double train, double test, double validation) =>
        Assert.Throws<ArgumentException>(() => Read(new DatasetOptions { TrainShare = train, TestShare = test, ValidationShare = validation }));

    [Fact]
    public void TheFingerprintTellsDataApart()
    {
        folder.WithPictures("a", 10).WithPictures("b", 10);
        string fingerprint = Read().Fingerprint;
        Assert.Matches("^[0-9a-f]{64}$", fingerprint);
        Assert.Equal(fingerprint, Read().Fingerprint);
        Assert.NotEqual(fingerprint, Read(new DatasetOptions { Seed = 2 }).Fingerprint);
        folder.With("a/3.jpg", "another length");
        Assert.NotEqual(fingerprint, Read().Fingerprint);
    }

    [SharedFact("datasets")]
    public void TheSharedDataSetsAreRead()
    {
        Dataset santa = DatasetReader.Read(SharedFiles.Find("datasets/santa")!);
        Assert.Equal(["not_santa", "santa"], santa.Classes);
        Assert.Equal([271, 271], santa.ClassCounts(Split.Train));
        Assert.Equal([90, 90], santa.ClassCounts(Split.Test));
        Dataset hymenoptera = DatasetReader.Read(SharedFiles.Find("datasets/hymenoptera")!);
        Assert.Equal([70, 83], hymenoptera.ClassCounts(Split.Test));
        Dataset masks = DatasetReader.Read(SharedFiles.Find("datasets/masks")!, new DatasetOptions { GroupPattern = @"(\d+)" });
        Assert.All(masks.Examples.GroupBy(example => example.Group), group => Assert.Single(group.Select(example => example.Split).Distinct()));
    }

    private Dataset Read(DatasetOptions? options = null) => DatasetReader.Read(folder.Path, options);

    private void Refuses(string sentence, DatasetOptions? options = null) =>
        Assert.Contains(sentence, Assert.Throws<DiscernException>(() => Read(options)).Message, StringComparison.Ordinal);
}
