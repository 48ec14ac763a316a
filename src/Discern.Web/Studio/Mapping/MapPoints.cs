namespace Discern.Web.Studio.Mapping;

/// <summary>A map as the page's script draws it.</summary>
/// <param name="Kind">By what it is drawn.</param>
/// <param name="Side">How many steps the coordinates have.</param>
/// <param name="Points">Three numbers for each picture: across, down, and the place of its class in the list, −1 for none.</param>
internal sealed record MapPoints(string Kind, int Side, IReadOnlyList<int> Points);
