using Discern.Tests.Shared;
using Discern.Web.Tests.Browser;

namespace Discern.Web.Tests.Classifying;

/// <summary>A test that needs Chromium and ONNX Runtime for browsers, and is skipped, with the reason, where one is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClassifierPageFactAttribute : FactAttribute
{
    public ClassifierPageFactAttribute() => Skip = OnnxRuntime.Missing ?? new ChromiumFactAttribute().Skip;
}
