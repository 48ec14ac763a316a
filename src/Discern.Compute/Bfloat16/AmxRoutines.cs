namespace Discern.Compute.Bfloat16;

/// <summary>The entries of <see cref="AmxCode"/> where it lies in executable memory.</summary>
/// <remarks>
/// Tiles belong to a thread: it configures them before it multiplies and releases them after its last product, so that the system need not
/// save 8 KiB of them whenever it changes threads.
/// </remarks>
internal sealed unsafe class AmxRoutines(byte* code)
{
    private const int ConfigurationBytes = 64;
    private const int Tiles = 8;
    private const byte TileRows = 16;
    private const ushort TileRowBytes = 64;

    private readonly delegate* unmanaged<byte*, void> configure = (delegate* unmanaged<byte*, void>)(code + AmxCode.Configure);
    private readonly delegate* unmanaged<TileProduct*, void> multiply = (delegate* unmanaged<TileProduct*, void>)(code + AmxCode.Multiply);
    private readonly delegate* unmanaged<void> release = (delegate* unmanaged<void>)(code + AmxCode.Release);

    /// <summary>Gives all eight tiles of the calling thread 16 rows of 64 bytes.</summary>
    public void Configure()
    {
        // Palette 1; from byte 16 on each tile's bytes in a row, from byte 48 on its rows.
        byte* configuration = stackalloc byte[ConfigurationBytes];
        new Span<byte>(configuration, ConfigurationBytes).Clear();
        configuration[0] = 1;
        for (int tile = 0; tile < Tiles; tile++)
        {
            ((ushort*)(configuration + 16))[tile] = TileRowBytes;
            configuration[48 + tile] = TileRows;
        }

        configure(configuration);
    }

    /// <summary>Computes blocks of sums; the tiles must be configured.</summary>
    public void Multiply(TileProduct* product) => multiply(product);

    /// <summary>Gives the tiles back.</summary>
    public void Release() => release();
}
