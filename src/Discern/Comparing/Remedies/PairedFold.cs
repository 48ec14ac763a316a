namespace Discern.Comparing.Remedies;

/// <summary>Which pictures a classifier learns from, chooses by and is judged by: the same for every remedy.</summary>
/// <param name="Repeat">Which repeat it belongs to, from 0.</param>
/// <param name="Number">Which fold of the repeat it is, from 0.</param>
/// <param name="Learning">Pictures that are learnt from while something is still to be chosen, ascending.</param>
/// <param name="Validation">Pictures of the training part by which strength, epochs and threshold are chosen, ascending.</param>
/// <param name="HeldOut">Pictures that judge, ascending; nothing else sees them.</param>
internal sealed record PairedFold(int Repeat, int Number, int[] Learning, int[] Validation, int[] HeldOut)
{
    /// <summary>All pictures but those that judge, ascending.</summary>
    public int[] Training => [.. Learning.Concat(Validation).Order()];
}
