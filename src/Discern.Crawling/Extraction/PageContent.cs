namespace Discern.Crawling.Extraction;

/// <summary>What was found on a page.</summary>
/// <param name="Pictures">The pictures with their labels.</param>
/// <param name="Next">The addresses of the pages to go on to.</param>
/// <param name="Licence">The licence of the pictures; empty where nobody says.</param>
/// <param name="Unusable">Pictures that cannot be taken, with the reason.</param>
internal sealed record PageContent(
    IReadOnlyList<FoundPicture> Pictures,
    IReadOnlyList<string> Next,
    string Licence,
    IReadOnlyList<UnusablePicture> Unusable);
