namespace Discern.Crawling.Storing;

/// <summary>What became of a page or a picture. The numbers stand in the database.</summary>
internal enum RowState
{
    /// <summary>Not fetched yet.</summary>
    Waiting = 0,

    /// <summary>Visited, or kept.</summary>
    Done = 1,

    /// <summary>A picture whose bytes another address had already brought, under the same label.</summary>
    Duplicate = 2,

    /// <summary>Given up, with a reason.</summary>
    Skipped = 3,
}
