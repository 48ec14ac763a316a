namespace Discern.Web.Charts;

/// <summary>A difference of a <see cref="DifferenceChart"/>.</summary>
/// <param name="Name">Whose it is; text from outside.</param>
/// <param name="Series">Of which figure.</param>
/// <param name="Value">The difference.</param>
/// <param name="Low">The lower end of its interval; the value itself where it has none.</param>
/// <param name="High">The upper end.</param>
internal sealed record DifferenceMark(string Name, string Series, double Value, double Low, double High);
