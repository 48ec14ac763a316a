using Discern.Neural.Training;
using Discern.Neural.Training.Schedules;

namespace Discern.Neural.Tests.Training.Schedules;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(2.9, 1)]
    [InlineData(3, 0.5)]
    [InlineData(7, 0.25)]
    public void Steps_fall_every_so_many_epochs(double progress, double expected) =>
        Assert.Equal(expected, new StepSchedule { Every = 3, Decay = 0.5 }.Factor(progress, 10, [], TrainingMetric.Loss), 1e-12);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0.5)]
    [InlineData(2, 1)]
    [InlineData(6, 0.55)]
    [InlineData(10, 0.1)]
    public void The_cosine_rises_and_falls(double progress, double expected) =>
        Assert.Equal(expected, new CosineSchedule { WarmUp = 2, Final = 0.1 }.Factor(progress, 10, [], TrainingMetric.Loss), 1e-12);

    [Fact]
    public void A_constant_rate_stays() => Assert.Equal(1, new ConstantSchedule().Factor(5, 10, [], TrainingMetric.Loss));

    [Fact]
    public void A_plateau_lowers_the_rate_down_to_its_minimum()
    {
        var schedule = new PlateauSchedule { Patience = 2, Decay = 0.1, Minimum = 0.01 };
        double[] losses = [3, 2, 2.5, 2.1, 1.9, 2, 2, 2, 2, 2, 2];
        double[] expected = [1, 1, 1, 1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.01, 0.01];
        for (int done = 0; done <= losses.Length; done++)
        {
            EpochResult[] history = [.. losses.Take(done).Select((loss, index) => new EpochResult(index + 1, 9, 0, loss, 0, 1, 0))];
            Assert.Equal(expected[done], schedule.Factor(done, 20, history, TrainingMetric.Loss), 1e-12);
        }
    }
}
