using Discern.Cleaning.NearDuplicates;
using Discern.Imaging;
using Discern.Imaging.Hashing;

namespace Discern.Cleaning;

/// <summary>What a picture looks like, small enough to keep for every picture: a grey grid and what follows from it.</summary>
public sealed class PictureShape
{
    private readonly byte[] grid;

    private PictureShape(byte[] grid, ulong frequencies, ulong differences)
    {
        this.grid = grid;
        FrequencyHash = frequencies;
        DifferenceHash = differences;
    }

    /// <summary>pHash.</summary>
    public ulong FrequencyHash { get; }

    /// <summary>dHash.</summary>
    public ulong DifferenceHash { get; }

    /// <summary>The luma on a grid of 32 × 32.</summary>
    internal GreyGrid Grid => GreyGrid.Of(Alignment.Side, Alignment.Side, grid);

    /// <summary>Takes the shape of a picture.</summary>
    public static PictureShape Of(Picture picture)
    {
        var fine = GreyGrid.Of(picture, Alignment.Side, Alignment.Side);
        byte[] bytes = new byte[Alignment.Side * Alignment.Side];
        fine.CopyTo(bytes);
        return OfGrid(bytes);
    }

    /// <summary>The grid's bytes, row by row: all that has to be kept of a shape.</summary>
    internal ReadOnlySpan<byte> GridBytes => grid;

    /// <summary>Makes a shape of a grid that was kept.</summary>
    /// <exception cref="ArgumentException">It has more or fewer than 32 × 32 bytes.</exception>
    internal static PictureShape OfGrid(byte[] bytes)
    {
        var kept = GreyGrid.Of(Alignment.Side, Alignment.Side, bytes);
        return new PictureShape(bytes, Imaging.Hashing.FrequencyHash.Of(kept), Imaging.Hashing.DifferenceHash.Of(kept));
    }
}
