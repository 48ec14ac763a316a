using Discern.Neural.Graphs;

namespace Discern.Classifiers.Transfer;

/// <summary>What is done to a body's features before a top sees them: to numbers, and as layers of a network.</summary>
internal interface IFeatureStep
{
    /// <summary>Changes the features of one picture in place.</summary>
    void Apply(float[] features);

    /// <summary>The same as layers.</summary>
    Node Compose(NetworkComposition composition, Node features);
}
