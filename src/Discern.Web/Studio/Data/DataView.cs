using System.Collections.Frozen;

namespace Discern.Web.Studio.Data;

/// <summary>What a filter shows.</summary>
/// <param name="Listing">All pictures.</param>
/// <param name="Found">The indices of those that it lets through: by path, or with a run the least sure first.</param>
/// <param name="Answers">What its run says, by path; empty without one.</param>
internal sealed record DataView(DataListing Listing, IReadOnlyList<int> Found, FrozenDictionary<string, RunAnswer> Answers)
{
    /// <summary>The picture at a place, from 0.</summary>
    public DataPicture this[int place] => Listing.Pictures[Found[place]];

    /// <summary>What the run says of a picture; null where it says nothing.</summary>
    public RunAnswer? AnswerOf(DataPicture picture) => Answers.TryGetValue(picture.Path, out var answer) ? answer : null;
}
