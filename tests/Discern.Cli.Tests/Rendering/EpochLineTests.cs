using Discern.Cli.Rendering;
using Discern.Neural.Training;

namespace Discern.Cli.Tests.Rendering;

public class EpochLineTests
{
    [Fact]
    public void An_epoch_is_a_line() =>
        Assert.Equal(
            "epoch   7/100  loss 0.2312  accuracy 0.912  validation loss 0.3010  accuracy 0.894  1.2 s  best so far",
            EpochLine.Text(new EpochResult(7, 0.23119, 0.9119, 0.301, 0.894, 1e-3, 1.24), epochs: 100, isBest: true));

    [Fact]
    public void Without_validation_pictures_there_is_no_validation() =>
        Assert.Equal(
            "epoch 1/1  loss 0.5000  accuracy 0.750  12 s",
            EpochLine.Text(new EpochResult(1, 0.5, 0.75, null, null, 1e-3, 12.3), epochs: 1, isBest: false));
}
