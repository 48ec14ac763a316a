namespace Discern.Web.Tests.Browser;

/// <summary>As <see cref="ChromiumFactAttribute"/>, for a test with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute() => Skip = new ChromiumFactAttribute().Skip;
}
