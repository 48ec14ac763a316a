using Discern.Compute.Random;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Explaining.Global;
using Discern.Imaging;
using Discern.Runs;

namespace Discern.Explaining;

/// <summary>Says what the classifier of a run looks at on average, class by class, and which shortcuts it may have learnt: a mark, the border, the pictures' size.</summary>
/// <remarks>It explains pictures that the run did not learn from, test pictures where there are any. What it finds is a suspicion with its figures; that it finds nothing proves nothing.</remarks>
/// <example><code>
/// using var model = ExplainedModel.Open(run, Workers.Shared);
/// GlobalExplanation global = new GlobalExplainer(run, model, new ExplanationOptions { Evaluations = 200 }).Explain(picturesPerClass: 12);
/// </code></example>
public sealed class GlobalExplainer
{
    // Sets its stream of random numbers apart from those of other purposes.
    private const ulong Purpose = 0x476C6F62;

    private readonly RunFolder run;
    private readonly ExplainedModel model;
    private readonly ExplanationOptions options;

    /// <summary>Makes an explainer of a run.</summary>
    /// <param name="run">The run; its data set is still there.</param>
    /// <param name="model">Its classifier.</param>
    /// <param name="options">How each picture is explained. The logit is, whatever the unit: probabilities hardly move where the classifier is sure.</param>
    public GlobalExplainer(RunFolder run, ExplainedModel model, ExplanationOptions options)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        this.run = run;
        this.model = model;
        this.options = options with { Unit = ExplainedUnit.Logit, IsChecked = false };
    }

    /// <summary>Explains pictures of each class, and sums up.</summary>
    /// <param name="picturesPerClass">How many of each at most; they are drawn by the seed.</param>
    /// <param name="progress">Is told how many evaluations are done, of how many.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="DiscernException">The run has no predictions, or none of its pictures can be read.</exception>
    public GlobalExplanation Explain(int picturesPerClass, Action<long, long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(picturesPerClass);
        (string split, PredictionTable table) = Judged();
        Prediction[][] chosen =
        [
            .. model.Classes.Select((_, label) =>
            {
                Prediction[] rows = [.. table.Rows.Where(row => row.Label == label)];
                new Philox(options.Seed, Philox.Stream(Purpose, (ulong)label)).Shuffle<Prediction>(rows);
                return rows.Take(picturesPerClass).ToArray();
            }),
        ];
        AttentionRecord[] records = [.. Records(chosen, progress, cancellation)];
        if (records.Length == 0)
        {
            throw new DiscernException($"None of the run's {split} pictures can be read any more: the data set was in '{run.Description.Dataset.Path}'. Put it back, or explain other pictures by naming them.");
        }

        return new GlobalExplanation
        {
            Pictures = split,
            Count = records.Sum(record => record.Count),
            Method = options.Method,
            Classes = [.. records.Select(record => record.Conclude([.. records.Where(other => other != record)]))],
            Size = new SizeEffect(run, model, options.Seed).Tell(table, [.. chosen.SelectMany(rows => rows)], cancellation),
        };
    }

    private IEnumerable<AttentionRecord> Records(Prediction[][] chosen, Action<long, long>? progress, CancellationToken cancellation)
    {
        long total = 0;
        long done = 0;
        for (int label = 0; label < chosen.Length; label++)
        {
            using var explainer = new Explainer(model, options with { Classes = [model.Classes[label]] }, RunPictures.Learnt(run));
            var record = new AttentionRecord(model.Classes[label], model.Width, model.Height);
            total = total == 0 ? (long)chosen.Sum(rows => rows.Length) * explainer.WorkPerPicture : total;
            foreach (Prediction row in chosen[label])
            {
                long before = done;
                try
                {
                    Explanation explanation = explainer.Explain(
                        RunPictures.FullPath(run, row.Path), work => progress?.Invoke(Math.Min(done += work, total), total), cancellation);
                    record.Add(explanation.Picture, explanation.Maps[0]);
                }
                catch (UnreadablePictureException)
                {
                    // Counted by what is left: the explanation says how many pictures it rests on.
                }

                done = before + explainer.WorkPerPicture;
            }

            if (record.Count > 0)
            {
                yield return record;
            }
        }
    }

    private (string Split, PredictionTable Table) Judged()
    {
        foreach ((Split split, string name) in ((Split, string)[])[(Split.Test, "test"), (Split.Validation, "validation"), (Split.Train, "training")])
        {
            if (run.Predictions(split) is { Rows.Count: > 0 } table)
            {
                return (name, table);
            }
        }

        throw new DiscernException($"The run '{run.Path}' has no predictions, so that there are no pictures to explain. Evaluate it first, or name pictures.");
    }
}
