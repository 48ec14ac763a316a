using Discern.Imaging;

namespace Discern.Classifiers;

/// <summary>One place in a batch: which picture of the cache, and how it is turned.</summary>
internal readonly record struct BatchItem(int Picture, Transform Transform);
