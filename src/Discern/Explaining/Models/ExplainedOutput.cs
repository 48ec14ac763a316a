namespace Discern.Explaining.Models;

/// <summary>What is explained: for some classes, the probability or its logit, as a function of pixels.</summary>
internal sealed class ExplainedOutput(ExplainedModel model, IReadOnlyList<int> labels, ExplainedUnit unit)
{
    public ExplainedModel Model => model;

    public IReadOnlyList<int> Labels => labels;

    /// <summary>The values for pictures: a row for each, a column for each explained class.</summary>
    public double[][] Of(ReadOnlySpan<float> pixels, int count) => Array.ConvertAll(model.Probabilities(pixels, count), Of);

    /// <summary>The values that belong to probabilities.</summary>
    public double[] Of(double[] probabilities) => [.. labels.Select(label => Of(probabilities, label))];

    /// <summary>The gradients of the value for one class by the pixels.</summary>
    /// <param name="pixels">The pictures.</param>
    /// <param name="count">How many.</param>
    /// <param name="label">The class.</param>
    public double[] Gradients(ReadOnlySpan<float> pixels, int count, int label) =>
        model.Gradients(pixels, count, probabilities => ProbabilityGradient(probabilities, label));

    private double Of(double[] probabilities, int label) =>
        unit == ExplainedUnit.Probability ? probabilities[label] : Math.Log(Present(probabilities[label]) / Present(Others(probabilities, label)));

    private double[] ProbabilityGradient(double[] probabilities, int label)
    {
        double[] gradient = new double[probabilities.Length];
        if (unit == ExplainedUnit.Logit)
        {
            Array.Fill(gradient, -1 / Present(Others(probabilities, label)));
            gradient[label] = 1 / Present(probabilities[label]);
        }
        else
        {
            gradient[label] = 1;
        }

        return gradient;
    }

    // Added up, since 1 − p loses all digits of what is left where p is near 1.
    private static double Others(double[] probabilities, int label) =>
        probabilities.Where((_, other) => other != label).Sum();

    // The logit of 0 is infinite, and infinities cannot be shared out.
    private static double Present(double probability) => Math.Max(probability, 1e-30);
}
