using Discern.Cleaning;
using Discern.Comparing;
using Discern.Datasets;
using Discern.Evaluation;
using Discern.Neural.Graphs;
using Discern.Splitting;
using Spectre.Console;

namespace Discern.Cli.Rendering;

/// <summary>The tables. All have one look: a line under the headings and nothing else. Texts in them are no markup: they come from files.</summary>
internal static class Tables
{
    /// <summary>How many pictures each class has in each split.</summary>
    public static Table Of(Dataset dataset)
    {
        var splits = Enum.GetValues<Split>();
        var counts = splits.Select(dataset.ClassCounts).ToList();
        var table = Plain(["class", .. splits.Select(split => split.ToString().ToLowerInvariant()), "all"]).WithNumbersFrom(1);
        for (var label = 0; label < dataset.Classes.Count; label++)
        {
            table.AddTexts([dataset.Classes[label], .. counts.Select(count => $"{count[label]}"), $"{counts.Sum(count => count[label])}"]);
        }

        return table.AddTexts(["all", .. counts.Select(count => $"{count.Sum()}"), $"{dataset.Examples.Count}"]);
    }

    /// <summary>How many pictures each class has in each part, and what share of the class that is.</summary>
    public static Table Of(SplitResult result)
    {
        var parts = Enum.GetValues<Split>();
        var counts = parts.Select(result.ClassCounts).ToList();
        var table = Plain(["class", .. parts.SelectMany(part => new[] { part.ToString().ToLowerInvariant(), "share" }), "all"]).WithNumbersFrom(1);
        foreach (var (label, name) in result.Classes.Index())
        {
            table.AddTexts(Row(name, [.. counts.Select(count => count[label])]));
        }

        return table.AddTexts(Row("all", [.. counts.Select(count => count.Sum())]));

        static IEnumerable<string> Row(string name, int[] inParts) =>
            [name, .. inParts.SelectMany(count => new[] { $"{count}", $"{100.0 * count / inParts.Sum():0.0} %" }), $"{inParts.Sum()}"];
    }

    /// <summary>The network layer by layer, in Keras' manner.</summary>
    public static Table Of(Graph graph)
    {
        var table = Plain(["layer", "kind", "output", "parameters"]).WithNumbersFrom(3);
        foreach (var row in Summary.Of(graph))
        {
            var dimensions = Enumerable.Range(1, row.Output.Rank - 1).Select(index => row.Output[index]);
            table.AddTexts([row.Name, row.Kind, string.Join(" × ", dimensions), $"{row.Parameters:N0}"]);
        }

        return table;
    }

    /// <summary>How many issues of each kind were found, those that were found at all.</summary>
    public static Table Of(CleaningResult result)
    {
        var table = Plain(["issue", "found", "what it means"]);
        table.Columns[1].Alignment = Justify.Right;
        foreach (var issues in result.Issues.CountBy(issue => issue.Kind))
        {
            table.AddTexts([IssueKinds.Name(issues.Key), $"{issues.Value}", IssueKinds.Meaning(issues.Key)]);
        }

        return table;
    }

    /// <summary>Every contender of a comparison: the figure that decides with its difference to the reference's, as it answers and at its own best threshold, then the other figures.</summary>
    public static Table Of(Comparison comparison)
    {
        var metric = comparison.Metric;
        var hasThresholds = comparison.Contenders[0].AtOwnThreshold is not null;
        ComparedMetric[] others = [.. new[] { ComparedMetric.Recall, ComparedMetric.Precision, ComparedMetric.MacroF1, ComparedMetric.BalancedAccuracy, ComparedMetric.Accuracy, ComparedMetric.Matthews, ComparedMetric.AveragePrecision }.Where(other => other != metric)];
        string[] compared = comparison.Kind == ComparisonKind.Runs ? ["difference"] : ["difference", "p"];
        var table = Plain(
        [
            comparison.Kind == ComparisonKind.Runs ? "run" : "remedy", metric.Title(), .. compared,
            .. hasThresholds ? [$"{metric.Title()} at own threshold", .. compared] : Array.Empty<string>(),
            .. others.Select(other => other.Title()),
        ]).WithNumbersFrom(1);
        foreach (var contender in comparison.Contenders)
        {
            table.AddTexts(
            [
                contender.Name,
                .. Cells(contender.Of(metric)),
                .. hasThresholds ? Cells(contender.OfOwnThreshold(metric)) : [],
                .. others.Select(other => contender.Of(other) is { } figure ? $"{figure.Value.Value:F3}" : "–"),
            ]);
        }

        return table;

        IEnumerable<string> Cells(MetricComparison? figure) => compared.Length == 1
            ? [$"{figure!.Value.Value:F3}", Difference(figure)]
            : [$"{figure!.Value.Value:F3}", Difference(figure), figure.AdjustedPValue is { } p ? (p < 0.001 ? "< 0.001" : $"{p:F3}") : ""];

        static string Difference(MetricComparison figure) => figure.Difference is { } difference ? difference.Value.ToString("+0.000;−0.000;0.000") : "";
    }

    /// <summary>How often each class (row: true) was answered with each class (column).</summary>
    public static Table Confusion(SplitEvaluation evaluation)
    {
        string[] names = [.. evaluation.Classes.Select(item => item.Name)];
        var table = Plain(["true \\ answered", .. names]).WithNumbersFrom(1);
        foreach (var (label, counts) in evaluation.Confusion.Index())
        {
            table.AddTexts([names[label], .. counts.Select(count => $"{count:N0}")]);
        }

        return table;
    }

    /// <summary>A table with these headings.</summary>
    public static Table Plain(IEnumerable<string> headings)
    {
        var table = new Table { Border = TableBorder.Simple, UseSafeBorder = false };
        foreach (var heading in headings)
        {
            table.AddColumn(new TableColumn(new Text(heading)));
        }

        return table;
    }

    /// <summary>Aligns the columns from <paramref name="first"/> on to the right, as numbers are read.</summary>
    public static Table WithNumbersFrom(this Table table, int first)
    {
        foreach (var column in table.Columns.Skip(first))
        {
            column.Alignment = Justify.Right;
        }

        return table;
    }

    /// <summary>Adds a row of plain texts.</summary>
    public static Table AddTexts(this Table table, IEnumerable<string> cells) =>
        table.AddRow(cells.Select(cell => new Text(cell)));
}
