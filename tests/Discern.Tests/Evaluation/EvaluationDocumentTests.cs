using System.Text.Json;
using Discern.Evaluation;

namespace Discern.Tests.Evaluation;

public sealed class EvaluationDocumentTests
{
    private static readonly EvaluationDocument Document = new()
    {
        Test = Evaluator.Evaluate(
            TestTable.OfConfusion([[5, 1, 0], [0, 2, 1], [0, 0, 3]]) with { Classes = ["Zebra", "<script>", "日本 \"é\""] },
            new EvaluationOptions { Draws = 100 }),
    };

    [Fact]
    public void Members_stand_where_the_design_says()
    {
        using JsonDocument json = JsonDocument.Parse(Document.ToJson());
        JsonElement test = json.RootElement.GetProperty("test");

        Assert.False(json.RootElement.TryGetProperty("train", out _));
        Assert.Equal(12, test.GetProperty("count").GetInt32());
        Assert.Equal(10 / 12.0, test.GetProperty("accuracy").GetProperty("value").GetDouble(), 1e-15);
        Assert.InRange(test.GetProperty("accuracy").GetProperty("low").GetDouble(), 0.4, 10 / 12.0);
        Assert.InRange(test.GetProperty("accuracy").GetProperty("high").GetDouble(), 10 / 12.0, 1);
        Assert.Equal(Document.Test!.MacroF1.Value, test.GetProperty("macroF1").GetProperty("value").GetDouble());
        Assert.Equal("Zebra", test.GetProperty("lazyClass").GetString());
        foreach (string metric in new[] { "precision", "recall", "f1" })
        {
            Assert.InRange(test.GetProperty("classes").GetProperty("Zebra").GetProperty(metric).GetProperty("value").GetDouble(), 0.5, 1);
        }

        Assert.Equal(1, test.GetProperty("confusion")[0][1].GetInt32());
        Assert.Equal(0, test.GetProperty("confusion")[1][0].GetInt32());
    }

    [Fact]
    public void Class_names_are_kept_as_they_are_and_in_order()
    {
        string json = Document.ToJson();
        using JsonDocument parsed = JsonDocument.Parse(json);

        string[] names = [.. parsed.RootElement.GetProperty("test").GetProperty("classes").EnumerateObject().Select(member => member.Name)];
        string[] expected = ["Zebra", "<script>", "日本 \"é\""];
        Assert.Equal(expected, names);
        Assert.Contains("日本", json, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", json, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_reads_back()
    {
        EvaluationDocument read = EvaluationDocument.FromJson(Document.ToJson(), "evaluation.json");

        Assert.Null(read.Train);
        Assert.Equal(Document.Test!.Classes, read.Test!.Classes);
        Assert.Equal(Document.Test.Confusion, read.Test.Confusion);
        Assert.Equal(Document.ToJson(), read.ToJson());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"test\":{\"count\":3}}")]
    [InlineData("{\"test\":7}")]
    public void Malformed_documents_get_a_sentence(string json)
    {
        DiscernException exception = Assert.Throws<DiscernException>(() => EvaluationDocument.FromJson(json, "evaluation.json"));
        Assert.StartsWith("evaluation.json ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("Evaluate the run again to write it anew.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"classes\": {", "\"classes\": [")]
    [InlineData("\"Zebra\": {", "\"Zebra\": null, \"Other\": {")]
    public void Malformed_classes_get_a_sentence(string good, string bad)
    {
        string json = Document.ToJson();
        Assert.Contains(good, json, StringComparison.Ordinal);
        Assert.Throws<DiscernException>(() => EvaluationDocument.FromJson(json.Replace(good, bad, StringComparison.Ordinal), "evaluation.json"));
    }
}
