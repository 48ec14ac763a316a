using Discern.Tests.Shared;

namespace Discern.Tests.Classifiers.Exporting;

/// <summary>A theory that needs ONNX Runtime and the weights of the default backbone, and is skipped, with the reason, where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ExportTheoryAttribute : TheoryAttribute
{
    public ExportTheoryAttribute() => Skip = OnnxRuntime.Missing ?? new BackboneFactAttribute().Skip;
}
