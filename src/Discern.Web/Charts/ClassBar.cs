namespace Discern.Web.Charts;

/// <summary>One bar of a <see cref="ClassBarsChart"/>.</summary>
/// <param name="Class">The class it belongs to.</param>
/// <param name="Series">The series it belongs to.</param>
/// <param name="Value">Its length.</param>
/// <param name="Label">What is written at its end.</param>
internal sealed record ClassBar(string Class, string Series, double Value, string Label);
