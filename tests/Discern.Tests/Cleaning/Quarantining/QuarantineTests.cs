using Discern.Cleaning;
using Discern.Cleaning.Quarantining;
using Discern.Tests.Shared;

namespace Discern.Tests.Cleaning.Quarantining;

public sealed class QuarantineTests : IDisposable
{
    private const int Files = 7;
    private const int Moved = 4;

    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string> before;

    public QuarantineTests()
    {
        for (int number = 0; number < Files; number++)
        {
            folder.With($"data/{(number < 4 ? "a" : "b c")}/{number}.png", $"contents {number}");
        }

        before = Contents(Root);
    }

    private string Root => folder.In("data");

    private Quarantine Quarantine => new(Root, CleaningFolder.Open(Root));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_set_aside_comes_back_byte_for_byte()
    {
        QuarantineResult applied = Quarantine.Apply(MortalProcess.Plan(Root));

        Assert.Equal(Moved, applied.Moved);
        Assert.Empty(applied.Remarks);
        Assert.Equal(Files - Moved, Contents(Root).Count);
        Assert.Equal("contents 0", File.ReadAllText(folder.In("data-clean", "quarantine", "a", "0.png")));
        string[] manifest = File.ReadAllLines(folder.In("data-clean", "quarantine", "manifest.csv"));
        Assert.Equal("path,place,kind,explanation,sha256,bytes,decided_at", manifest[0]);
        Assert.StartsWith("a/0.png,a/0.png,too-dark,It is dark.,", manifest[1], StringComparison.Ordinal);
        Assert.Equal(1 + Moved, manifest.Length);

        QuarantineResult undone = Quarantine.Undo();

        Assert.Equal(Moved, undone.Moved);
        Assert.Equal(before, Contents(Root));
        Assert.Single(File.ReadAllLines(folder.In("data-clean", "quarantine", "manifest.csv")));
        using var catalogue = Catalogue.Open(CleaningFolder.Open(Root).CataloguePath);
        Assert.All(catalogue.Decisions(Enum.GetValues<DecisionState>()), decision => Assert.Equal(DecisionState.Restored, decision.State));
    }

    [UnixFact]
    public async Task A_pipe_is_left_where_it_is_and_the_others_are_set_aside()
    {
        File.Delete(folder.In("data", "a", "0.png"));
        NamedPipe.Make(folder.In("data", "a", "0.png"));

        QuarantineResult applied = await Task.Run(() => Quarantine.Apply(MortalProcess.Plan(Root))).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(Moved - 1, applied.Moved);
        Assert.Equal(["'a/0.png' is no file, but a pipe, a socket or a device, and was not set aside."], applied.Remarks);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(Moved)]
    public void Killed_while_setting_aside_it_can_be_undone(int lifetime)
    {
        MortalProcess.Start("apply", Root, folder.In("data-clean"), lifetime);

        Assert.Equal(Files - lifetime, Contents(Root).Count);
        Assert.Equal(lifetime, Quarantine.Undo().Moved);
        Assert.Equal(before, Contents(Root));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(Moved)]
    public void Killed_while_setting_aside_it_can_go_on(int lifetime)
    {
        IReadOnlyList<SetAside> plan = MortalProcess.Plan(Root);
        MortalProcess.Start("apply", Root, folder.In("data-clean"), lifetime);

        Assert.Equal(Moved - lifetime, Quarantine.Apply([.. plan.Where(picture => File.Exists(Path.Combine(Root, picture.Path)))]).Moved);
        Assert.Equal(Files - Moved, Contents(Root).Count);
        Assert.Equal(Moved, Quarantine.Undo().Moved);
        Assert.Equal(before, Contents(Root));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(Moved)]
    public void Killed_while_bringing_back_it_can_go_on(int lifetime)
    {
        Quarantine.Apply(MortalProcess.Plan(Root));
        MortalProcess.Start("undo", Root, folder.In("data-clean"), lifetime);

        Assert.Equal(Files - Moved + lifetime, Contents(Root).Count);
        Assert.Equal(Moved - lifetime, Quarantine.Undo().Moved);
        Assert.Equal(before, Contents(Root));
    }

    [Fact]
    public void A_new_file_in_the_old_place_is_not_written_over()
    {
        Quarantine.Apply(MortalProcess.Plan(Root));
        folder.With("data/a/0.png", "somebody's new picture");

        QuarantineResult undone = Quarantine.Undo();

        Assert.Equal(Moved - 1, undone.Moved);
        Assert.Contains("another file has its name", Assert.Single(undone.Remarks), StringComparison.Ordinal);
        Assert.Equal("somebody's new picture", File.ReadAllText(folder.In("data", "a", "0.png")));
        Assert.Equal("contents 0", File.ReadAllText(folder.In("data-clean", "quarantine", "a", "0.png")));
    }

    [Fact]
    public void A_second_file_of_a_name_gets_a_place_of_its_own()
    {
        Quarantine.Apply([new SetAside("a/0.png", IssueKind.TooDark, "It is dark.")]);
        folder.With("data/a/0.png", "another");
        Quarantine.Apply([new SetAside("a/0.png", IssueKind.TooDark, "It is dark.")]);

        Assert.Equal("contents 0", File.ReadAllText(folder.In("data-clean", "quarantine", "a", "0.png")));
        Assert.Equal("another", File.ReadAllText(folder.In("data-clean", "quarantine", "2", "a", "0.png")));
    }

    [Fact]
    public void A_picture_that_vanished_is_named()
    {
        QuarantineResult result = Quarantine.Apply([new SetAside("a/nowhere.png", IssueKind.TooDark, "It is dark.")]);

        Assert.Equal(0, result.Moved);
        Assert.Contains("a/nowhere.png", Assert.Single(result.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_catalogue_there_is_nothing_to_bring_back()
    {
        Assert.Contains("Nothing was set aside", Assert.Single(Quarantine.Undo().Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void The_quarantine_does_not_lie_among_the_pictures()
    {
        Assert.Throws<DiscernException>(() => CleaningFolder.Open(Root, Path.Combine(Root, "quarantine")));
        Assert.Throws<DiscernException>(() => CleaningFolder.Open(Root, Root));
    }

    private static Dictionary<string, string> Contents(string root) =>
        Directory.GetFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .ToDictionary(file => Path.GetRelativePath(root, file), file => $"{Convert.ToHexString(File.ReadAllBytes(file))} {File.GetLastWriteTimeUtc(file):o}", StringComparer.Ordinal);
}
