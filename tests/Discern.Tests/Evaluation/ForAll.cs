using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Discern.Tests.Evaluation;

/// <summary>Checks a property on drawn values, the same ones in every run.</summary>
internal static class ForAll
{
    public static void Of<T>(Gen<T> values, int count, Action<T> holds) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(new Replay(new Rnd(20261121, 1), FSharpOption<int>.None)),
            Prop.ForAll(values.ToArbitrary(), holds));

    /// <summary>Tables of 1 to 5 classes and 1 to 40 rows, some classes absent, ties among the probabilities.</summary>
    public static Gen<Discern.Evaluation.PredictionTable> Tables { get; } =
        from classes in Gen.Choose(1, 5)
        from size in Gen.Choose(1, 40)
        from rows in Row(classes).ArrayOf(size)
        select new Discern.Evaluation.PredictionTable(TestTable.Names(classes), rows);

    private static Gen<Discern.Evaluation.Prediction> Row(int classes) =>
        from label in Gen.Choose(0, classes - 1)
        from predicted in Gen.Choose(0, classes - 1)
        from weights in Gen.Choose(1, 6).ArrayOf(classes)
        select new Discern.Evaluation.Prediction("a.png", label, predicted, Array.ConvertAll(weights, weight => (float)weight / weights.Sum()));
}
