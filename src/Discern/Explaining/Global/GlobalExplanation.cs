using Discern.Explaining.Drawing;

namespace Discern.Explaining;

/// <summary>What a classifier looks at on average, and what it may have learnt instead of what the pictures show.</summary>
public sealed record GlobalExplanation
{
    /// <summary>Which pictures were explained, such as "test".</summary>
    public required string Pictures { get; init; }

    /// <summary>The encoding of the drawings.</summary>
    public string MediaType { get; init; } = "image/png";

    /// <summary>How many.</summary>
    public required int Count { get; init; }

    /// <summary>How they were explained.</summary>
    public required ExplanationMethod Method { get; init; }

    /// <summary>Each class's attention, in the order of the classes; those without pictures are left out.</summary>
    public required IReadOnlyList<ClassAttention> Classes { get; init; }

    /// <summary>What there is to say of the pictures' size, in sentences.</summary>
    public IReadOnlyList<string> Size { get; init; } = [];

    /// <summary>The same with drawings that take less room and lose a little, for a page with many of them.</summary>
    public GlobalExplanation Compressed() => this with
    {
        MediaType = "image/webp",
        Classes = [.. Classes.Select(item => item with { Average = SmallDrawing.Of(item.Average), Map = SmallDrawing.Of(item.Map) })],
    };
}
