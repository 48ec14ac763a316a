namespace Discern.Tests.Shared;

/// <summary>A test that needs ONNX Runtime and node, and is skipped with a reason where they are absent.</summary>
internal sealed class OnnxRuntimeFactAttribute : FactAttribute
{
    public OnnxRuntimeFactAttribute()
    {
        Skip = OnnxRuntime.Missing;
    }
}
