using System.Numerics;
using Discern.Cleaning.Relabelling;
using Discern.Mapping;

namespace Discern.Web.Studio.Mapping;

/// <summary>Where pictures lie on the maps, by their paths; a picture that moves to another class's folder keeps its point.</summary>
internal sealed class MapPositions
{
    private readonly Lock _gate = new();
    private readonly Dictionary<MapKind, Dictionary<string, Vector2>> _maps = [];

    /// <summary>Grows with each new map.</summary>
    public int Version { get; private set; }

    /// <summary>The maps that are drawn, in the order of their drawing.</summary>
    public IReadOnlyList<MapKind> Kinds
    {
        get
        {
            lock (_gate)
            {
                return [.. _maps.Keys.Order()];
            }
        }
    }

    /// <summary>Takes a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="paths">The pictures that it was drawn of.</param>
    public void Set(PictureMap map, IReadOnlyList<string> paths)
    {
        lock (_gate)
        {
            _maps[map.Kind] = map.Pictures.Zip(map.Points).ToDictionary(pair => paths[pair.First], pair => pair.Second, StringComparer.Ordinal);
            Version++;
        }
    }

    /// <summary>Forgets all maps.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _maps.Clear();
            Version++;
        }
    }

    /// <summary>Pictures bear other paths from now on; their former ones are kept, for the way back.</summary>
    public void Follow(IEnumerable<Relabel> relabels)
    {
        lock (_gate)
        {
            foreach (var relabel in relabels)
            {
                foreach (var map in _maps.Values.Where(map => map.ContainsKey(relabel.Path)))
                {
                    map[relabel.NewPath] = map[relabel.Path];
                }
            }
        }
    }

    /// <summary>Where a picture lies; null where it is on no such map.</summary>
    public Vector2? Find(MapKind kind, string path)
    {
        lock (_gate)
        {
            return _maps.TryGetValue(kind, out var map) && map.TryGetValue(path, out var point) ? point : null;
        }
    }

    /// <summary>Whether a picture lies in a part of a map.</summary>
    public bool IsWithin(MapArea area, string path) => Find(area.Kind, path) is { } point && area.Contains(point);
}
