using Discern.Compute.Threading;

namespace Discern.Classifiers.Logistic;

/// <summary>The weighted mean of the losses plus <see cref="Penalty"/> · ½‖w‖², as a function of coefficients and intercepts.</summary>
/// <remarks>
/// The variables are outputs × stride of the design: features, intercept, filling that stays 0. With two classes there is one output, the
/// log-odds of class 1. Rows are cut into a fixed number of parts whose sums are added in order, so that the number of threads
/// does not change the bits.
/// </remarks>
internal sealed class LogisticLoss : IObjective
{
    private const int Parts = 16;
    private const int FloatsPerBlock = 1 << 16;
    private const int MostRowsPerBlock = 256;

    private readonly Design design;
    private readonly Workers workers;
    private readonly int[] labels;
    private readonly double[] signs;
    private readonly double[] weights;
    private readonly double? focalGamma;
    private readonly int outputs;
    private readonly int rowsPerBlock;
    private readonly int blocks;
    private readonly double[][] scores;
    private readonly double[][] sums;
    private readonly double[] losses;

    /// <summary>Prepares the function.</summary>
    /// <param name="design">The rows.</param>
    /// <param name="labels">The class of each row.</param>
    /// <param name="weights">How much each row counts; they add up to 1.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="focalGamma">The γ of focal loss; null for cross-entropy.</param>
    /// <param name="workers">Who computes.</param>
    public LogisticLoss(Design design, int[] labels, double[] weights, int classes, double? focalGamma, Workers workers)
    {
        this.design = design;
        this.focalGamma = focalGamma;
        this.workers = workers;
        int rows = design.Matrix.Shape.Batch;
        this.labels = new int[rows];
        this.weights = new double[rows]; // rows of the filling keep the weight 0
        labels.CopyTo(this.labels, 0);
        weights.CopyTo(this.weights, 0);
        signs = [.. this.labels.Select(label => label == 1 ? 1.0 : -1.0)];
        outputs = classes == 2 ? 1 : classes;
        rowsPerBlock = Math.Clamp(FloatsPerBlock / design.Stride / RowKernels.Lanes * RowKernels.Lanes, RowKernels.Lanes, MostRowsPerBlock);
        blocks = (rows + rowsPerBlock - 1) / rowsPerBlock;
        losses = new double[Math.Min(Parts, blocks)];
        sums = [.. losses.Select(_ => new double[Count])];
        scores = [.. Enumerable.Range(0, workers.Count).Select(_ => new double[outputs * rowsPerBlock])];
    }

    /// <inheritdoc/>
    public int Count => outputs * design.Stride;

    /// <summary>The weight of ½‖w‖²; intercepts are not penalised.</summary>
    public double Penalty { get; set; }

    /// <inheritdoc/>
    public double Evaluate(double[] point, double[] gradient)
    {
        workers.For(losses.Length, new Part(this, point));
        Array.Clear(gradient);
        double value = 0;
        for (int part = 0; part < losses.Length; part++)
        {
            value += losses[part];
            VectorArithmetic.AddScaled(1, sums[part], gradient);
        }

        for (int output = 0; output < outputs; output++)
        {
            ReadOnlySpan<double> coefficients = point.AsSpan(output * design.Stride, design.Columns);
            value += 0.5 * Penalty * VectorArithmetic.Dot(coefficients, coefficients);
            VectorArithmetic.AddScaled(Penalty, coefficients, gradient.AsSpan(output * design.Stride, design.Columns));
        }

        return value;
    }

    private double EvaluatePart(int part, double[] point, Span<double> scratch)
    {
        double[] gradient = sums[part];
        Array.Clear(gradient);
        double value = 0;
        int end = (int)((part + 1L) * blocks / losses.Length);
        for (int block = (int)((long)part * blocks / losses.Length); block < end; block++)
        {
            int start = block * rowsPerBlock;
            int count = Math.Min(rowsPerBlock, weights.Length - start);
            ReadOnlySpan<float> rows = design.Block(start, count);
            Span<double> own = scratch[..(outputs * count)];
            RowKernels.Scores(rows, point, own, design.Stride);
            value += Differentiate(own, start, count);
            RowKernels.Accumulate(rows, own, gradient, design.Stride);
        }

        return value;
    }

    private double Differentiate(Span<double> own, int start, int count) => (focalGamma, outputs) switch
    {
        ({ } gamma, _) => FocalCrossEntropy.Differentiate(own, labels.AsSpan(start, count), weights.AsSpan(start, count), gamma),
        (null, 1) => BinaryCrossEntropy.Differentiate(own, signs.AsSpan(start, count), weights.AsSpan(start, count)),
        _ => SoftmaxCrossEntropy.Differentiate(own, labels.AsSpan(start, count), weights.AsSpan(start, count)),
    };

    private readonly struct Part(LogisticLoss loss, double[] point) : IJob
    {
        public void Run(int index, int worker) => loss.losses[index] = loss.EvaluatePart(index, point, loss.scores[worker]);
    }
}
