namespace Discern.Web.Studio.Trying;

/// <summary>The pictures that were tried last, in memory alone: older ones are forgotten.</summary>
internal sealed class TrialStore
{
    private const int MostTrials = 32;
    private const long MostBytes = 128L << 20;

    private readonly Lock _gate = new();
    private readonly LinkedList<Trial> _trials = new();

    /// <summary>Keeps one, and forgets the oldest where there are too many.</summary>
    public void Add(Trial trial)
    {
        lock (_gate)
        {
            _trials.AddLast(trial);
            while (_trials.Count > MostTrials || (_trials.Count > 1 && _trials.Sum(kept => (long)kept.Contents.Length) > MostBytes))
            {
                _trials.RemoveFirst();
            }
        }
    }

    /// <summary>The trial of an address; null where there is none any more.</summary>
    public Trial? Find(string id)
    {
        lock (_gate)
        {
            return _trials.FirstOrDefault(trial => trial.Id.Equals(id, StringComparison.Ordinal));
        }
    }
}
