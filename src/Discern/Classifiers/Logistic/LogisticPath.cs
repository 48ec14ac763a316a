using Discern.Classifiers.Balance;
using Discern.Classifiers.Scaling;
using Discern.Compute.Threading;

namespace Discern.Classifiers.Logistic;

/// <summary>Fits some rows of a table for one strength after another, each from where the one before ended.</summary>
internal sealed class LogisticPath : IDisposable
{
    private readonly TrainingTable table;
    private readonly LogisticOptions options;
    private readonly BalancedTable? balanced;
    private readonly Standardization standardization;
    private readonly Design design;
    private readonly RowSpan? span;
    private readonly LogisticLoss loss;
    private readonly LogisticLoss? turnedLoss;
    private readonly double[] point;
    private readonly double[] turnedPoint;
    private readonly double totalWeight;

    /// <summary>Makes the rows more equal where that is asked for, scales them and, where they are few and wide, turns them.</summary>
    public LogisticPath(TrainingTable table, int[] rows, LogisticOptions options, Workers workers, CancellationToken cancellation)
    {
        balanced = options.Balance?.Apply(table, rows, workers, cancellation);
        if (balanced is not null)
        {
            table = balanced.Table;
            rows = [.. Enumerable.Range(0, table.Count)];
        }

        this.table = table;
        this.options = options;
        int[] labels = [.. rows.Select(row => table.Labels[row])];
        double[] weights = Weights(rows, labels);
        totalWeight = weights.Sum();
        VectorArithmetic.Scale(1 / totalWeight, weights);
        standardization = options.IsStandardized
            ? Standardization.Fit(table.Features, rows, table.Weights, workers).WithPower(options.ScalingPower)
            : Standardization.None(table.Features.Shape[1]);
        design = Design.Of(table.Features, rows, standardization, workers);
        loss = new LogisticLoss(design, labels, weights, table.Classes, options.FocalGamma, workers);
        point = new double[loss.Count];
        span = RowSpan.IsWorthwhile(design) ? RowSpan.Of(design, workers) : null;
        turnedLoss = span is null ? null : new LogisticLoss(span.Turned, labels, weights, table.Classes, options.FocalGamma, workers);
        turnedPoint = new double[turnedLoss?.Count ?? 0];
    }

    /// <summary>Fits the rows with one strength.</summary>
    public LogisticFit Fit(double strength, CancellationToken cancellation)
    {
        var limits = new LimitedMemoryBfgsOptions(options.Tolerance, options.MaximumIterations);
        double penalty = 1 / (strength * totalWeight);
        if (turnedLoss is not null)
        {
            turnedLoss.Penalty = penalty;
            LimitedMemoryBfgs.Minimize(turnedLoss, turnedPoint, limits, cancellation);
            span!.Expand(turnedPoint, point);
        }

        // What the turned table answers is checked, and where single precision fell short finished, on the table itself.
        loss.Penalty = penalty;
        Minimum minimum = LimitedMemoryBfgs.Minimize(loss, point, limits, cancellation);
        return new LogisticFit
        {
            Model = Model(),
            Strength = strength,
            Objective = minimum.Value / penalty,
            GradientNorm = minimum.GradientNorm,
            Iterations = minimum.Iterations,
            IsConverged = minimum.IsConverged,
            Resampling = balanced?.Resampling,
            Remarks = [.. balanced?.Resampling.Remarks ?? [], .. standardization.Remarks, .. Remarks(minimum, strength)],
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        span?.Dispose();
        design.Dispose();
        balanced?.Dispose();
    }

    private double[] Weights(int[] rows, int[] labels)
    {
        double[] weights = new double[rows.Length];
        double[] totals = new double[table.Classes];
        for (int index = 0; index < rows.Length; index++)
        {
            weights[index] = (table.Weights?[rows[index]] ?? 1) * (options.ClassWeights?[labels[index]] ?? 1);
            totals[labels[index]] += weights[index];
        }

        Requirements.CheckClassWeights(totals);
        return weights;
    }

    private LogisticModel Model()
    {
        int outputs = point.Length / design.Stride;
        float[] coefficients = new float[outputs * design.Columns];
        float[] intercepts = new float[outputs];
        for (int output = 0; output < outputs; output++)
        {
            for (int column = 0; column < design.Columns; column++)
            {
                coefficients[(output * design.Columns) + column] = (float)point[(output * design.Stride) + column];
            }

            intercepts[output] = (float)(point[(output * design.Stride) + design.Columns] - Offset(output, outputs));
        }

        return new LogisticModel(coefficients, intercepts, standardization);
    }

    // Intercepts are not penalised: with the offsets the loss is least at the same coefficients, and at intercepts that are smaller by them.
    private double Offset(int output, int outputs) => options.LogitOffsets is not { } offsets ? 0
        : outputs == 1 ? offsets[1] - offsets[0]
        : offsets[output];

    private IEnumerable<string> Remarks(Minimum minimum, double strength)
    {
        if (!minimum.IsConverged)
        {
            yield return $"Logistic regression with strength {strength:G3} stopped after {minimum.Iterations} steps with a largest derivative of {minimum.GradientNorm:G2}, "
                + $"above the tolerance of {options.Tolerance:G2}: its coefficients may be inexact. Allow more steps, standardise the features, or choose a smaller strength.";
        }
    }
}
