using Discern.Features.Backbones;

namespace Discern.Tests.Classifiers;

/// <summary>A test that needs the weights of the default backbone, and is skipped, with the reason, where they are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BackboneFactAttribute : FactAttribute
{
    public BackboneFactAttribute()
    {
        if (!BackboneRegistry.Default.IsInstalled)
        {
            Skip = $"The weights of '{BackboneRegistry.Default.Name}' are not in node_modules; 'npm ci' installs them.";
        }
    }
}
