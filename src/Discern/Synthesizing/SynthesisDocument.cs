namespace Discern.Synthesizing;

/// <summary>What <c>synthesis.json</c> holds.</summary>
/// <param name="Options">What was asked for, defaults among it.</param>
/// <param name="DataFingerprint">Tells the data set from all others.</param>
/// <param name="Result">What came of it.</param>
internal sealed record SynthesisDocument(SynthesisOptions Options, string DataFingerprint, SynthesisResult Result);
