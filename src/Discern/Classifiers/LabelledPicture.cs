namespace Discern.Classifiers;

/// <summary>A picture of the cache with its class.</summary>
internal readonly record struct LabelledPicture(int Index, int Label);
