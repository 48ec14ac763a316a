using Discern.Evaluation;

namespace Discern.Cli.Rendering;

/// <summary>The figures of a run as text: the verdict, then scikit-learn's report.</summary>
internal static class Figures
{
    /// <summary>Writes the verdict on the test pictures, and the reports of training and test side by side as far as there are both.</summary>
    public static void Write(TextWriter output, EvaluationDocument evaluation)
    {
        if ((evaluation.Test ?? evaluation.Validation ?? evaluation.Train) is not { } judged)
        {
            output.WriteLine("Nothing was evaluated: no split has pictures.");
            return;
        }

        if (evaluation.Test is null)
        {
            output.WriteLine($"There are no test pictures: these figures are of the {(evaluation.Validation is null ? "training" : "validation")} pictures, and too good.");
        }

        WriteVerdict(output, judged);
        output.Write(evaluation is { Train: { } training, Test: { } test }
            ? SideBySideReport.Format(training, test)
            : ClassificationReport.Format(judged));
    }

    /// <summary>Writes the verdict and the report of one evaluation.</summary>
    public static void Write(TextWriter output, SplitEvaluation evaluation)
    {
        WriteVerdict(output, evaluation);
        output.Write(ClassificationReport.Format(evaluation));
    }

    private static void WriteVerdict(TextWriter output, SplitEvaluation evaluation)
    {
        foreach (var sentence in Verdict.Of(evaluation).Sentences)
        {
            output.WriteLine(sentence);
        }

        output.WriteLine();
    }
}
