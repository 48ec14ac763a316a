using System.Text;
using System.Text.Json.Nodes;
using Discern.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;


namespace Discern.Web.Tests.Serving;

/// <summary>The document says what the server does: all of its endpoints, and schemas that examples and real answers keep to.</summary>
public sealed class OpenApiTests(ServedFixture fixture) : IClassFixture<ServedFixture>
{
    [Fact]
    public async Task Every_endpoint_is_in_the_document_and_nothing_else()
    {
        var document = await DocumentAsync();
        var described = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(method => $"{method.Key.ToUpperInvariant()} {path.Key}")).Order();

        Assert.Equal(Mapped().Order(), described);
    }

    [Fact]
    public async Task Every_example_keeps_to_its_schema()
    {
        var document = await DocumentAsync();
        var schemas = new JsonSchema(document);
        var contents = Contents(document).ToList();
        var examples = contents.SelectMany(content => content["examples"]?.AsObject().Select(example => (Schema: content["schema"]!, Value: example.Value!["value"])) ?? []).ToList();

        Assert.True(examples.Count >= 6, $"Only {examples.Count} examples were found.");
        Assert.All(examples, example => Assert.Empty(schemas.Faults(example.Value, example.Schema)));
        Assert.NotEmpty(schemas.Faults(JsonNode.Parse("""{"run": 1}"""), schemas.Resolve("#/components/schemas/PredictResponse")));
    }

    [Fact]
    public async Task Real_answers_keep_to_the_schemas_too()
    {
        var schemas = new JsonSchema(await DocumentAsync());
        foreach (var (answer, name) in new[]
        {
            (await fixture.Client.PostAsync("/api/predict", PredictionApiTests.Body("image/png", ServedFixture.Png)), "PredictResponse"),
            (await fixture.Client.PostAsync("/api/predict", PredictionApiTests.Body("image/png", [1, 2, 3])), "Problem"),
            (await fixture.Client.PostAsync("/api/predict", new StringContent("{}", Encoding.UTF8, "application/json")), "Problem"),
            (await fixture.Client.GetAsync("/nowhere"), "Problem"),
            (await fixture.Client.GetAsync("/api/runs"), "RunsResponse"),
            (await fixture.Client.GetAsync("/healthz"), "Health"),
        })
        {
            Assert.Empty(schemas.Faults(JsonNode.Parse(await answer.Content.ReadAsStringAsync()), schemas.Resolve($"#/components/schemas/{name}")));
        }
    }

    [Fact]
    public async Task The_example_request_is_answered()
    {
        var document = await DocumentAsync();
        var example = document["paths"]!["/api/predict"]!["post"]!["requestBody"]!["content"]!["application/json"]!["examples"]!["one"]!["value"]!;

        var answer = await PredictionApiTests.JsonAsync(await fixture.Client.PostAsync("/api/predict", new StringContent(example.ToJsonString(), Encoding.UTF8, "application/json")));

        Assert.Equal("dot.gif", (string?)answer["predictions"]![0]!["name"]);
        Assert.NotNull(answer["predictions"]![0]!["predicted"]);
    }

    private List<string> Mapped()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        IEndpointRouteBuilder routes = builder.Build();
        new PredictionApi(fixture.Served, new ApiOptions(), TimeProvider.System).Map(routes);
        return
        [
            .. routes.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().SelectMany(
                endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText}") ?? []),
        ];
    }

    private async Task<JsonNode> DocumentAsync() => JsonNode.Parse(await fixture.Client.GetStringAsync("/openapi.json"))!;

    private static IEnumerable<JsonObject> Contents(JsonNode node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => field is { Key: "content", Value: JsonObject kinds }
            ? kinds.Select(kind => kind.Value!.AsObject())
            : field.Value is null ? [] : Contents(field.Value)),
        JsonArray items => items.OfType<JsonNode>().SelectMany(Contents),
        _ => [],
    };
}
