using Discern.Cli.Rendering;

namespace Discern.Cli.Tests.Rendering;

public class ProgressLineTests
{
    [Fact]
    public void Work_under_a_second_shows_nothing()
    {
        var terminal = new FakeTerminal(isWatched: true);
        using var progress = new ProgressLine(terminal.Terminal, "Reading pictures", "pictures");

        terminal.Clock.Advance(0.9);
        progress.Report(50, 100);

        Assert.Empty(terminal.Error);
    }

    [Fact]
    public void A_terminal_gets_one_line_drawn_over_itself()
    {
        var terminal = new FakeTerminal(isWatched: true);
        using (var progress = new ProgressLine(terminal.Terminal, "Reading", "pictures"))
        {
            progress.Report(0, 100);
            terminal.Clock.Advance(2);
            progress.Report(50, 100);
            terminal.Clock.Advance(0.05);
            progress.Report(51, 100);
            terminal.Clock.Advance(0.05);
            progress.Report(52, 100);
        }

        var cut = "\r\e[K";
        Assert.Equal(
            $"{cut}{new string('━', 12)}{new string('╌', 12)} Reading: 50 of 100 pictures, 25/s, 2.0 s left" +
            $"{cut}{new string('━', 12)}{new string('╌', 12)} Reading: 52 of 100 pictures, 25/s, 1.9 s left" +
            cut,
            terminal.Error);
    }

    [Fact]
    public void Where_nobody_knows_how_many_there_are_only_those_done_are_told()
    {
        var terminal = new FakeTerminal(isWatched: true);
        using var progress = new ProgressLine(terminal.Terminal, "Classifying", "pictures");

        progress.Report(0);
        terminal.Clock.Advance(2);
        progress.Report(50);

        Assert.Equal("\r\e[KClassifying: 50 pictures, 25/s", terminal.Error);
    }

    [Fact]
    public void A_line_never_wraps()
    {
        var terminal = new FakeTerminal(isWatched: true);
        using var progress = new ProgressLine(terminal.Terminal, new string('x', 500), "pictures");

        terminal.Clock.Advance(2);
        progress.Report(1, 2);

        Assert.True(terminal.Error.Length < "\r\e[K".Length + terminal.Terminal.Error.Profile.Width);
    }

    [Fact]
    public void A_file_gets_a_plain_line_every_ten_seconds()
    {
        var terminal = new FakeTerminal();
        using (var progress = new ProgressLine(terminal.Terminal, "Training", "pictures"))
        {
            for (var second = 1; second <= 25; second++)
            {
                terminal.Clock.Advance(1);
                progress.Report(second, 100);
            }
        }

        Assert.Equal(
            "Training: 1 of 100 pictures\n" +
            "Training: 11 of 100 pictures, 1.0/s, 1 min 29 s left\n" +
            "Training: 21 of 100 pictures, 1.0/s, 1 min 19 s left\n",
            terminal.Error);
    }

    [Fact]
    public void Nothing_done_yet_has_no_time_left()
    {
        var terminal = new FakeTerminal();
        using var progress = new ProgressLine(terminal.Terminal, "Training", "pictures");

        terminal.Clock.Advance(3);
        progress.Report(0, 100);

        Assert.Equal("Training: 0 of 100 pictures\n", terminal.Error);
    }

    [Fact]
    public void What_came_before_the_first_picture_does_not_count()
    {
        var terminal = new FakeTerminal();
        using var progress = new ProgressLine(terminal.Terminal, "Computing features", "pictures");

        terminal.Clock.Advance(5);
        progress.Report(1, 801);
        terminal.Clock.Advance(10);
        progress.Report(401, 801);

        Assert.Equal(
            "Computing features: 1 of 801 pictures\n" +
            "Computing features: 401 of 801 pictures, 40/s, 10 s left\n",
            terminal.Error);
    }
}
