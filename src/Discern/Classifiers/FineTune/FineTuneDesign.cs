using Discern.Classifiers.Transfer;

namespace Discern.Classifiers.FineTune;

/// <summary>What of a classifier learns.</summary>
/// <param name="Unfreeze">How many of the last convolutions of each body.</param>
/// <param name="LayerDecay">How much slower each of them learns than what lies behind it.</param>
/// <param name="Top">What stands on the bodies: logistic or dense.</param>
internal sealed record FineTuneDesign(int Unfreeze, double LayerDecay, TransferTop Top);
