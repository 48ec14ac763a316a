using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Discern.Web.Tests.Studio;

/// <summary>The interface for programs in the studio: that of <c>discern serve</c>, for all runs.</summary>
public sealed class StudioApiTests(TryFixture studio) : IClassFixture<TryFixture>
{
    [Fact]
    public async Task Runs_are_listed_and_answer_and_figures_are_told()
    {
        using var client = new HttpClient { BaseAddress = studio.Address };
        var name = Path.GetFileName(studio.Run.Path);
        Assert.Equal("ok", (string?)(await client.GetFromJsonAsync<JsonNode>("/healthz"))!["status"]);
        Assert.Contains(name, (await client.GetFromJsonAsync<JsonNode>("/api/runs"))!["runs"]!.AsArray().Select(run => (string?)run!["name"]));
        Assert.Equal("3.1.0", (string?)(await client.GetFromJsonAsync<JsonNode>("/openapi.json"))!["openapi"]);

        using var picture = new ByteArrayContent(await File.ReadAllBytesAsync(studio.PicturePath));
        picture.Headers.ContentType = new("image/png");
        var answer = await client.PostAsync("/api/predict?run=" + Uri.EscapeDataString(name), picture);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(name, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["run"]);

        Assert.Contains("discern_pictures_total{result=\"answered\"} 1", await client.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_named()
    {
        using var client = new HttpClient { BaseAddress = studio.Address };
        using var picture = new ByteArrayContent([1]);
        picture.Headers.ContentType = new("image/png");

        var answer = await client.PostAsync("/api/predict?run=../secret", picture);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no run '../secret' here.", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["detail"], StringComparison.Ordinal);
    }
}
