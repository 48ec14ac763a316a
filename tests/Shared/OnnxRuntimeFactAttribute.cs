namespace Discern.Tests.Shared;

/// <summary>A test that needs ONNX Runtime and node, and is skipped with a reason where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnnxRuntimeFactAttribute : FactAttribute
{
    /// <summary>Names a file of <c>../shared</c> that the test needs too; null for none.</summary>
    public OnnxRuntimeFactAttribute(string? shared = null)
    {
        Shared = shared;
        Skip = OnnxRuntime.Missing
            ?? (shared is null || SharedFiles.Find(shared) is not null ? null : $"../shared/{shared} is not there; the variable DISCERN_SHARED may name the folder.");
    }

    /// <summary>The file of <c>../shared</c> that the test needs.</summary>
    public string? Shared { get; }
}
