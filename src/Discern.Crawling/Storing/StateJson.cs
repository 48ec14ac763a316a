using System.Text.Json.Serialization;
using Discern.Crawling.Extraction;

namespace Discern.Crawling.Storing;

/// <summary>How the content of a page is kept in the state.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PageContent))]
internal sealed partial class StateJson : JsonSerializerContext;
