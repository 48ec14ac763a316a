using Discern.Classifiers;
using Discern.Compute.Random;
using Discern.Compute.Threading;
using Discern.Datasets;
using Discern.Explaining;
using Discern.Imaging;
using Discern.Runs;
using Discern.Tests.Classifiers;

namespace Discern.Tests.Explaining.Global;

public sealed class GlobalExplainerTests : IDisposable
{
    private const int Side = 32;

    private readonly TemporaryFolder folder = new();
    private readonly Workers workers = new(2);

    public void Dispose()
    {
        folder.Dispose();
        workers.Dispose();
    }

    [Fact]
    public void A_coloured_square_on_one_class_only_is_found()
    {
        Paint("marked", 40, (picture, _) => Square(picture, left: 22, top: 22, side: 8, red: 250, green: 10, blue: 250));
        Paint("plain", 40, (_, _) => { });
        RunFolder run = Train();
        using ExplainedModel model = ExplainedModel.Open(run, workers);
        int last = 0;
        GlobalExplanation global = new GlobalExplainer(run, model, new ExplanationOptions { Evaluations = 150 })
            .Explain(picturesPerClass: 8, (done, total) => last = (int)(100 * done / total));

        ClassAttention marked = global.Classes.Single(item => item.Class == "marked");
        Assert.True(marked.HasShortcut, string.Join(' ', marked.Sentences));
        Assert.StartsWith("Shortcut: at the lower right all 8 pictures of 'marked' are pink", marked.Sentences[0], StringComparison.Ordinal);
        ClassAttention plain = global.Classes.Single(item => item.Class == "plain");
        Assert.DoesNotContain(plain.Sentences, sentence => sentence.Contains("goes by a mark", StringComparison.Ordinal));
        Assert.Contains("does not tell their class", Assert.Single(global.Size), StringComparison.Ordinal);
        Assert.Equal(100, last);

        var kept = new ExplanationFolder(folder.In("explanations"));
        kept.Save(global);
        Assert.Equal(marked.Sentences, kept.Global!.Classes.Single(item => item.Class == "marked").Sentences);
    }

    [Fact]
    public void Without_a_mark_none_is_found()
    {
        // The same square, but anywhere: it is what the class is.
        Paint("marked", 40, (picture, random) => Square(picture, random.NextInt32(Side - 8), random.NextInt32(Side - 8), side: 8, red: 250, green: 10, blue: 250));
        Paint("plain", 40, (_, _) => { });
        RunFolder run = Train();
        using ExplainedModel model = ExplainedModel.Open(run, workers);
        GlobalExplanation global = new GlobalExplainer(run, model, new ExplanationOptions { Evaluations = 60 }).Explain(picturesPerClass: 8);

        Assert.DoesNotContain(global.Classes.SelectMany(item => item.Sentences), sentence => sentence.Contains("goes by a mark", StringComparison.Ordinal));
    }

    [Fact]
    public void A_size_that_tells_the_class_is_named_with_what_the_classifier_makes_of_it()
    {
        // Wide pictures are squashed, which turns their stripes into finer ones: that is all the classes differ by.
        Paint("tall", 40, (picture, _) => Stripes(picture), width: 24, height: 48);
        Paint("wide", 40, (picture, _) => Stripes(picture), width: 96, height: 48);
        RunFolder run = Train();
        using ExplainedModel model = ExplainedModel.Open(run, workers);
        GlobalExplanation global = new GlobalExplainer(run, model, new ExplanationOptions { Evaluations = 10 }).Explain(picturesPerClass: 6);

        Assert.StartsWith("Shortcut: The pictures' size alone tells the class of 100 %", global.Size[0], StringComparison.Ordinal);
        Assert.Contains("have 24×48 pixels", global.Size[0], StringComparison.Ordinal);
        Assert.Contains("makes use of it", global.Size[1], StringComparison.Ordinal);
    }

    private RunFolder Train()
    {
        Dataset data = DatasetReader.Read(folder.In("data"));
        RunFolder run = RunFolder.Create(folder.In("run"));
        new CnnRecipe().Run(data, new CnnOptions { Size = Side, Batch = 8, Epochs = 8, LearningRate = 3e-3 }, run, new RecordingObserver(), CancellationToken.None);
        Assert.True(run.Evaluation!.Test!.Accuracy.Value >= 0.9, $"The network did not learn: {run.Evaluation.Test.Accuracy.Value}.");
        return run;
    }

    private void Paint(string name, int count, Action<Picture, Philox> draw, int width = Side, int height = Side)
    {
        Directory.CreateDirectory(folder.In("data", name));
        for (int index = 0; index < count; index++)
        {
            var random = new Philox((ulong)name.Length, (ulong)index);
            byte[] pixels = new byte[width * height * 3];
            foreach (ref byte pixel in pixels.AsSpan())
            {
                pixel = (byte)random.NextInt32(160);
            }

            var picture = new Picture(width, height, 3, pixels);
            draw(picture, random);
            File.WriteAllBytes(folder.In("data", name, $"{index}.png"), PictureEncoder.Png(picture));
        }
    }

    private static void Square(Picture picture, int left, int top, int side, byte red, byte green, byte blue)
    {
        for (int pixel = 0; pixel < side * side; pixel++)
        {
            int at = (((top + (pixel / side)) * picture.Width) + left + (pixel % side)) * 3;
            (picture.Pixels[at], picture.Pixels[at + 1], picture.Pixels[at + 2]) = (red, green, blue);
        }
    }

    private static void Stripes(Picture picture)
    {
        for (int value = 0; value < picture.Pixels.Length; value++)
        {
            picture.Pixels[value] = (byte)(value / 3 % picture.Width / 6 % 2 == 0 ? 230 : 20);
        }
    }
}
