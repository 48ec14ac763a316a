using Discern.Web.Reports;

namespace Discern.Web.Tests.Reports;

public sealed class LearningHistoryTests
{
    [Fact]
    public void The_turn_is_the_lowest_validation_loss_when_it_rises_for_good()
    {
        var history = Of([1.0, 0.8, 0.6, 0.4, 0.2], [1.0, 0.7, 0.5, 0.8, 0.9]);

        Assert.Equal(3, history.Turn!.Epoch);
    }

    [Fact]
    public void A_validation_loss_that_only_wobbles_has_not_turned() =>
        Assert.Null(Of([1.0, 0.8, 0.6, 0.4, 0.2], [1.0, 0.7, 0.500, 0.505, 0.501]).Turn);

    [Fact]
    public void A_rise_of_both_losses_is_not_overfitting() =>
        Assert.Null(Of([1.0, 0.5, 0.9, 1.2], [1.0, 0.5, 0.9, 1.2]).Turn);

    [Fact]
    public void A_loss_that_falls_to_the_end_has_not_turned() =>
        Assert.Null(Of([1.0, 0.8, 0.6], [1.0, 0.7, 0.5]).Turn);

    [Fact]
    public void Without_validation_there_is_no_turn() =>
        Assert.Null(new LearningHistory([new EpochPoint(1, 1, 0.5, null, null, 1e-3), new EpochPoint(2, 0.5, 0.6, null, null, 1e-3)], 2).Turn);

    [Fact]
    public void A_loss_that_is_not_a_number_is_passed_over()
    {
        var history = Of([1.0, 0.8, 0.6, 0.4], [double.NaN, 0.5, 0.9, double.PositiveInfinity]);

        Assert.Equal(2, history.Turn!.Epoch);
    }

    private static LearningHistory Of(double[] training, double[] validation) =>
        new([.. training.Select((loss, i) => new EpochPoint(i + 1, loss, 0.5, validation[i], 0.5, 1e-3))], BestEpoch: 1);
}
