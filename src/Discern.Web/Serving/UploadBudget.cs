namespace Discern.Web.Serving;

/// <summary>Bounds the memory of all requests' bodies under way, before it is taken.</summary>
internal sealed class UploadBudget(long maximumBytes)
{
    private readonly Lock _gate = new();
    private long _held;

    /// <summary>Bytes that are held now.</summary>
    public long Held
    {
        get
        {
            lock (_gate)
            {
                return _held;
            }
        }
    }

    /// <summary>Takes memory where there is enough.</summary>
    public bool TryTake(long bytes)
    {
        lock (_gate)
        {
            if (_held + bytes > maximumBytes)
            {
                return false;
            }

            _held += bytes;
            return true;
        }
    }

    /// <summary>Counts memory that came on top, or, below 0, was given back.</summary>
    public void Add(long bytes)
    {
        lock (_gate)
        {
            _held += bytes;
        }
    }
}
