namespace Discern.Crawling.Storing;

/// <summary>A row of <c>index.csv</c>.</summary>
/// <param name="Sha256">SHA-256 of the file's bytes, in lower-case hexadecimal.</param>
/// <param name="Extension">The file's extension with its dot, by the content.</param>
/// <param name="Category">The label.</param>
/// <param name="Address">Where the picture came from.</param>
/// <param name="Name">What it shows.</param>
/// <param name="Page">The page that showed it.</param>
/// <param name="Licence">The licence, as far as anybody says.</param>
/// <param name="FetchedAt">When, in UTC.</param>
internal sealed record KeptPicture(string Sha256, string Extension, string Category, string Address, string Name, string Page, string Licence, string FetchedAt)
{
    /// <summary>The name for a content: the first 128 bits of its hash.</summary>
    public string Id => IdOf(Sha256);

    /// <summary>The file's name.</summary>
    public string FileName => Id + Extension;

    /// <summary>The name for the content with this hash.</summary>
    public static string IdOf(string sha256) => sha256[..32];
}
