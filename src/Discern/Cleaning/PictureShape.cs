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
        var kept = GreyGrid.Of(Alignment.Side, Alignment.Side, bytes);
        return new PictureShape(bytes, Imaging.Hashing.FrequencyHash.Of(kept), Imaging.Hashing.DifferenceHash.Of(kept));
    }
}
