using System.Reflection;

namespace Discern.Runs;

/// <summary>The version of Discern that is running.</summary>
public static class DiscernVersion
{
    /// <summary>With the commit that it was built from, where that is known, such as "0.1.0+d0c5957".</summary>
    public static string Full { get; } = typeof(DiscernVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The number alone, such as "0.1.0".</summary>
    public static string Number => Full.Split('+')[0];
}
