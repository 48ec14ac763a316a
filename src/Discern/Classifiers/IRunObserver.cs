using Discern.Neural.Graphs;
using Discern.Neural.Training;

namespace Discern.Classifiers;

/// <summary>Is told how a run goes, on the thread that runs it: draws progress, prints remarks.</summary>
public interface IRunObserver
{
    /// <summary>A phase begins.</summary>
    void OnPhase(RunPhase phase);

    /// <summary>Some pictures more are done; called often, and cheap to ignore.</summary>
    void OnProgress(RunProgress progress);

    /// <summary>Something that the user should know: a picture left out, a choice made.</summary>
    /// <param name="sentence">A sentence.</param>
    void OnRemark(string sentence);

    /// <summary>The network is built.</summary>
    /// <param name="network">What it was built from.</param>
    /// <param name="graph">The network; <see cref="Summary"/> makes a table of it.</param>
    void OnNetwork(NetworkDescription network, Graph graph);

    /// <summary>An epoch is over, and its checkpoint is written.</summary>
    /// <param name="result">How it went.</param>
    /// <param name="epochs">How many epochs there will be in all.</param>
    /// <param name="isBest">Whether it is the best so far.</param>
    void OnEpoch(EpochResult result, int epochs, bool isBest);
}
