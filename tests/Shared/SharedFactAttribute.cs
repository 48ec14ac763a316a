namespace Discern.Tests.Shared;

/// <summary>A test that needs a file of <c>../shared</c> and is skipped, with the reason, where that is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    /// <summary>Names the file or folder, relative to the shared folder.</summary>
    public SharedFactAttribute(string needs)
    {
        Needs = needs;
        if (SharedFiles.Find(needs) is null)
        {
            Skip = $"../shared/{needs} is not there; the variable DISCERN_SHARED may name the folder.";
        }
    }

    /// <summary>The file or folder that the test needs.</summary>
    public string Needs { get; }
}
