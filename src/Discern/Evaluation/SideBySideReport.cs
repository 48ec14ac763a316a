using System.Text;

namespace Discern.Evaluation;

/// <summary>The classification reports of training and test in one table, so that what was learned by heart shows.</summary>
public static class SideBySideReport
{
    /// <summary>Formats both reports beside each other: scikit-learn's columns twice, the lines of a class on one line.</summary>
    /// <param name="training">The evaluation on the training split.</param>
    /// <param name="test">The evaluation on the test split, with the same classes in the same order.</param>
    /// <returns>Lines that end in a line feed each.</returns>
    /// <exception cref="ArgumentException">The two do not have the same classes.</exception>
    public static string Format(SplitEvaluation training, SplitEvaluation test)
    {
        if (!training.Classes.Select(item => item.Name).SequenceEqual(test.Classes.Select(item => item.Name), StringComparer.Ordinal))
        {
            throw new ArgumentException("Training and test were evaluated on different classes; evaluate both with the same run.", nameof(test));
        }

        List<(ReportRow Training, ReportRow Test)> classes =
        [
            .. training.Classes.Zip(test.Classes)
                .Where(pair => pair.First.Occurs || pair.Second.Occurs)
                .Select(pair => (ReportRow.Of(pair.First), ReportRow.Of(pair.Second))),
        ];
        int width = ReportRow.NameWidth(classes.Select(pair => pair.Training.Name));
        int side = ReportRow.Header.Length;
        StringBuilder text = new();
        Append("", "training".PadLeft((side + "training".Length) / 2).PadRight(side), "test".PadLeft((side + "test".Length) / 2));
        Append("", ReportRow.Header, ReportRow.Header);
        text.Append('\n');
        AppendRows(classes);
        text.Append('\n');
        AppendRows(ReportRow.Averages(training).Zip(ReportRow.Averages(test)));
        return text.ToString();

        void AppendRows(IEnumerable<(ReportRow Training, ReportRow Test)> rows)
        {
            foreach ((ReportRow left, ReportRow right) in rows)
            {
                Append(left.Name, left.Cells, right.Cells);
            }
        }

        void Append(string name, string left, string right) =>
            text.Append(ReportRow.Pad(name, width)).Append(' ').Append(left).Append("  |").Append(right).Append('\n');
    }
}
