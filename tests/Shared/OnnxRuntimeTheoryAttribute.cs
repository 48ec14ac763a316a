namespace Discern.Tests.Shared;

/// <summary>A theory that needs ONNX Runtime and node, and is skipped with a reason where they are absent.</summary>
internal sealed class OnnxRuntimeTheoryAttribute : TheoryAttribute
{
    public OnnxRuntimeTheoryAttribute()
    {
        Skip = OnnxRuntime.Missing;
    }
}
