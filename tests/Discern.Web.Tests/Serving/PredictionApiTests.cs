using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Discern.Classifiers;
using Discern.Web.Tests.Reports;

namespace Discern.Web.Tests.Serving;

public sealed class PredictionApiTests(ServedFixture fixture) : IClassFixture<ServedFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_picture_as_the_body_gets_the_answer_of_predict_to_the_last_digit()
    {
        File.WriteAllBytes(_folder.In("a.png"), ServedFixture.Png);
        using var predictor = new PicturePredictor(fixture.Run, threads: 1);
        var expected = predictor.Predict([_folder.In("a.png")]).Single();

        var answer = await JsonAsync(await fixture.Client.PostAsync("/api/predict?name=a.png", Body("image/png", ServedFixture.Png)));

        Assert.Equal("2026-11-21-colours", (string?)answer["run"]);
        var prediction = Assert.Single(answer["predictions"]!.AsArray())!;
        Assert.Equal("a.png", (string?)prediction["name"]);
        Assert.Equal(predictor.Classes[expected.Label!.Value], (string?)prediction["predicted"]);
        Assert.Equal(predictor.Classes, prediction["probabilities"]!.AsObject().Select(pair => pair.Key));
        Assert.Equal(expected.Probabilities, prediction["probabilities"]!.AsObject().Select(pair => (float)pair.Value!));
        Assert.Null(prediction["failure"]);
    }

    [Fact]
    public async Task A_form_and_json_with_several_pictures_are_answered_in_their_order_and_a_broken_one_is_named()
    {
        using var form = new MultipartFormDataContent
        {
            { Body("image/png", ServedFixture.Png), "pictures", "first.png" },
            { Body("image/png", "no picture"u8.ToArray()), "pictures", "second.png" },
            { Body("image/png", ServedFixture.Png), "other", "third ж.png" },
        };
        var json = new JsonObject
        {
            ["pictures"] = new JsonArray(
                new JsonObject { ["name"] = "first.png", ["data"] = Convert.ToBase64String(ServedFixture.Png) },
                new JsonObject { ["name"] = "second.png", ["data"] = Convert.ToBase64String("no picture"u8) },
                new JsonObject { ["name"] = "third ж.png", ["data"] = Convert.ToBase64String(ServedFixture.Png) }),
        };

        var byForm = await JsonAsync(await fixture.Client.PostAsync("/api/predict", form));
        var byJson = await JsonAsync(await fixture.Client.PostAsync("/api/predict", new StringContent(json.ToJsonString(), Encoding.UTF8, "application/json")));

        Assert.Equal(["first.png", "second.png", "third ж.png"], byForm["predictions"]!.AsArray().Select(prediction => (string?)prediction!["name"]));
        Assert.Equal([null, "it holds text, not a picture", null], byForm["predictions"]!.AsArray().Select(prediction => (string?)prediction!["failure"]));
        Assert.Equal(byForm.ToJsonString(), byJson.ToJsonString());
    }

    [Fact]
    public async Task The_run_is_described()
    {
        var run = Assert.Single((await JsonAsync(await fixture.Client.GetAsync("/api/runs")))["runs"]!.AsArray())!;

        Assert.Equal("2026-11-21-colours", (string?)run["name"]);
        Assert.Equal([RunFixture.Red, RunFixture.Blue], run["classes"]!.AsArray().Select(name => (string?)name));
        Assert.Equal("test", (string?)run["judged"]!["split"]);
        Assert.Equal(0.9, (double)run["judged"]!["accuracy"]!["value"]!, 1e-9);
        Assert.Equal(20, (int)run["judged"]!["count"]!);
    }

    [Fact]
    public async Task It_is_healthy() => Assert.Equal("ok", (string?)(await JsonAsync(await fixture.Client.GetAsync("/healthz")))["status"]);

    [Fact]
    public async Task Another_method_is_told_which_one()
    {
        var response = await fixture.Client.GetAsync("/api/predict");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal("POST", response.Content.Headers.Allow.Single());
        Assert.Contains("asked with POST", (string?)(await ProblemAsync(response))["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_figures_count_what_happened_in_a_form_that_Prometheus_reads()
    {
        await fixture.Client.PostAsync("/api/predict", Body("image/png", ServedFixture.Png));
        await fixture.Client.PostAsync("/api/predict", Body("image/png", []));

        var response = await fixture.Client.GetAsync("/metrics");
        var lines = (await response.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n');

        Assert.StartsWith("text/plain; version=0.0.4", response.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        Assert.All(lines, line => Assert.Matches(@"^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+=""[^""]*""(,[a-z]+=""[^""]*"")*\})? [0-9.E+-]+)$", line));
        Assert.True(Value(lines, """discern_requests_total{route="/api/predict",status="200"}""") >= 1);
        Assert.True(Value(lines, """discern_requests_total{route="/api/predict",status="422"}""") >= 1);
        Assert.True(Value(lines, """discern_pictures_total{result="answered"}""") >= 1);
        Assert.True(Value(lines, "process_resident_memory_bytes") > 1e6);
        Assert.Equal(64, Value(lines, "discern_queue_limit_pictures"));
        Assert.Equal(Value(lines, "discern_predict_seconds_count"), Value(lines, """discern_predict_seconds_bucket{le="+Inf"}"""));

        // Every family is announced once, before its figures.
        var families = lines.Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ToList();
        Assert.Equal(families.Distinct(StringComparer.Ordinal), families);
    }

    [Fact]
    public void A_label_cannot_break_out_of_its_line()
    {
        var text = new Discern.Web.Serving.MetricsText().Value("figure", 1.5, ("run", "a\"b\\c\nd")).ToString();
        Assert.Equal("figure{run=\"a\\\"b\\\\c\\nd\"} 1.5\n", text);
    }

    internal static async Task<JsonObject> JsonAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        return JsonNode.Parse(text)!.AsObject();
    }

    internal static async Task<JsonObject> ProblemAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        Assert.Equal((int)response.StatusCode, (int)problem["status"]!);
        Assert.Matches(@"^[A-Z/].+\.$", (string?)problem["detail"]);
        return problem;
    }

    internal static ByteArrayContent Body(string kind, byte[] contents)
    {
        var content = new ByteArrayContent(contents);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(kind);
        return content;
    }

    private static double Value(string[] lines, string name) =>
        double.Parse(Assert.Single(lines, line => line.StartsWith(name + " ", StringComparison.Ordinal)).Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);
}
