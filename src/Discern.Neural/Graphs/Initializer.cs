namespace Discern.Neural.Graphs;

/// <summary>What a parameter holds before training.</summary>
public enum Initializer
{
    /// <summary>0 everywhere.</summary>
    Zeros,

    /// <summary>1 everywhere.</summary>
    Ones,

    /// <summary>Uniform within ±√(6 / (inputs + outputs)): Glorot and Bengio (AISTATS 2010), Keras' default.</summary>
    GlorotUniform,

    /// <summary>Uniform within ±√(6 / inputs): He et al. (ICCV 2015), for deep networks of rectified units.</summary>
    HeUniform,
}
