namespace Discern.Explaining;

/// <summary>How far a map tells what the classifier looks at.</summary>
/// <param name="Insertion">The mean probability of the class while the picture appears, the most important pixels first: higher is better.</param>
/// <param name="Deletion">The mean probability of the class while the picture is hidden, the most important pixels first: lower is better.</param>
/// <param name="RandomInsertion">The same as <paramref name="Insertion"/> for random maps.</param>
/// <param name="RandomDeletion">The same as <paramref name="Deletion"/> for random maps.</param>
/// <param name="ShuffledCorrelation">
/// Spearman's rank correlation of the map's strengths with those for the same network with shuffled weights, −1 to 1: near 0, the map depends
/// on what was learnt; near 1, it would look the same without; null where the other map is the same everywhere.
/// </param>
/// <remarks>Insertion and deletion: Petsiuk, Das and Saenko, "RISE" (2018). Shuffled weights: Adebayo et al., "Sanity checks for saliency maps" (2018).</remarks>
public sealed record MapScores(double Insertion, double Deletion, double RandomInsertion, double RandomDeletion, double? ShuffledCorrelation);
