using Discern.Cleaning.Labels;

namespace Discern.Tests.Cleaning.Labels;

public class ConfidentLearningTests
{
    // By hand: the mean of class 0 among its own is (0.9 + 0.8 + 0.1) / 3 = 0.6, of class 1 (0.7 + 0.9 + 0.2) / 3 = 0.6.
    private static readonly float[] Probabilities = [0.9f, 0.1f, 0.8f, 0.2f, 0.1f, 0.9f, 0.3f, 0.7f, 0.1f, 0.9f, 0.8f, 0.2f];
    private static readonly int[] Labels = [0, 0, 0, 1, 1, 1];

    [Fact]
    public void Suspects_are_confidently_of_another_class_the_clearest_first()
    {
        IReadOnlyList<LabelSuspect> suspects = ConfidentLearning.Suspects(Probabilities, Labels, 2);

        Assert.Equal([(2, 1), (5, 0)], suspects.Select(suspect => (suspect.Row, suspect.Suggested)));
        Assert.Equal(0.8f, suspects[0].Margin, 1e-6f);
        Assert.Equal(0.6f, suspects[1].Margin, 1e-6f);
    }

    [Fact]
    public void What_reaches_no_class_threshold_is_no_suspect()
    {
        float[] probabilities = [0.9f, 0.1f, 0.9f, 0.1f, 0.45f, 0.55f, 0.1f, 0.9f, 0.1f, 0.9f];

        Assert.Empty(ConfidentLearning.Suspects(probabilities, [0, 0, 0, 1, 1], 2));
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ConfidentLearning.Suspects(Probabilities, [0, 1], 2));
    }
}
