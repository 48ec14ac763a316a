using Discern.Compute.Threading;
using Discern.Mapping;
using Discern.Web.Hosting;
using Discern.Web.Studio.Data;

namespace Discern.Web.Studio.Mapping;

/// <summary>Draws the maps of a folder in the background, once somebody asks for them.</summary>
/// <param name="shelf">The pictures.</param>
/// <param name="positions">Takes the maps.</param>
/// <param name="options">How they are drawn.</param>
internal sealed class MapDesk(DataShelf shelf, MapPositions positions, MapOptions options)
{
    private readonly Lock _gate = new();
    private Task? _work;
    private MapState _state = new(IsRunning: false, Progress: null, Trouble: null);

    /// <summary>Tells of progress and of each map.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>How far it is.</summary>
    public MapState State => Volatile.Read(ref _state);

    /// <summary>Begins, unless it was begun.</summary>
    /// <param name="stopping">Ends with the studio.</param>
    public void Begin(CancellationToken stopping)
    {
        lock (_gate)
        {
            _work ??= Start(stopping);
        }
    }

    /// <summary>Begins anew, unless it goes on.</summary>
    /// <param name="stopping">Ends with the studio.</param>
    public void BeginAnew(CancellationToken stopping)
    {
        lock (_gate)
        {
            if (!State.IsRunning)
            {
                positions.Clear();
                _work = Start(stopping);
            }
        }
    }

    private Task Start(CancellationToken stopping)
    {
        Become(new MapState(IsRunning: true, Progress: null, Trouble: null));
        return Task.Run(() => Draw(stopping), CancellationToken.None);
    }

    private void Draw(CancellationToken stopping)
    {
        try
        {
            string[] paths = [.. shelf.Listing.Pictures.Select(picture => picture.Path)];
            string[] files = [.. paths.Select(path => Path.Combine(shelf.Root, path))];
            foreach (var map in new PictureMapper(options, Workers.Shared).Draw(files, new Told(this), stopping))
            {
                positions.Set(map, paths);
                Changed.Tell();
            }

            Become(new MapState(IsRunning: false, Progress: null, positions.Kinds.Count > 0 ? null : "fewer than two pictures can be read."));
        }
        catch (OperationCanceledException)
        {
            Become(new MapState(IsRunning: false, Progress: null, "the studio is ending."));
        }
        catch (DiscernException exception)
        {
            Become(new MapState(IsRunning: false, Progress: null, exception.Message));
        }
#pragma warning disable CA1031 // nobody awaits it: whatever goes wrong is told on the page
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Become(new MapState(IsRunning: false, Progress: null, $"Discern failed by a fault of its own ({exception.GetType().Name}: {exception.Message})."));
        }
    }

    private void Become(MapState state)
    {
        Volatile.Write(ref _state, state);
        Changed.Tell();
    }

    private sealed class Told(MapDesk desk) : IProgress<MapProgress>
    {
        public void Report(MapProgress value) => desk.Become(new MapState(IsRunning: true, value, Trouble: null));
    }
}
