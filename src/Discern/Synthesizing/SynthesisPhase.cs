namespace Discern.Synthesizing;

/// <summary>What a synthesis is doing.</summary>
public enum SynthesisPhase
{
    /// <summary>Real pictures are read.</summary>
    Reading,

    /// <summary>A network learns; counted are pictures that it has seen, each time anew.</summary>
    Learning,

    /// <summary>Pictures are made, and looked at by a pretrained network.</summary>
    Drawing,
}
