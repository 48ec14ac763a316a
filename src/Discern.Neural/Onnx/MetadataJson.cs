using System.Text.Json.Serialization;

namespace Discern.Neural.Onnx;

/// <summary>How the names of classes are written, which every file of ours has; generated at build time, so that reading them costs no reflection at start-up.</summary>
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class MetadataJson : JsonSerializerContext;
