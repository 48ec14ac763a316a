namespace Discern.Compute.Vectors;

/// <summary>
/// The operations that kernels need, for one vector width. A kernel is written once over
/// <typeparamref name="TVector"/> and compiled by the runtime for each width; its locals are the bare vector type, which
/// the compiler keeps in registers (wrapped in a struct of our own they were spilled: 43 instead of 138 GFLOP/s).
/// </summary>
/// <typeparam name="TVector">The runtime's vector of floats.</typeparam>
internal unsafe interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>How many floats a vector holds.</summary>
    static abstract int Count { get; }

    /// <summary>How many rows of two vectors a register tile may have without spilling.</summary>
    static abstract int TileRows { get; }

    static abstract TVector Zero { get; }

    static abstract TVector Create(float value);

    static abstract TVector Load(float* source);

    /// <summary>Loads the first <paramref name="count"/> lanes; the others are 0 and their memory is not touched.</summary>
    static abstract TVector LoadPartial(float* source, nint count);

    /// <summary>All lanes from one float.</summary>
    static abstract TVector Broadcast(float* source);

    /// <summary>Asks for a line of memory to be brought into the second level of the cache; does nothing where there is no such way.</summary>
    static abstract void Prefetch(void* place);

    static abstract void Store(TVector value, float* target);

    /// <summary>Stores the first <paramref name="count"/> lanes; the memory of the others is not touched.</summary>
    static abstract void StorePartial(TVector value, float* target, nint count);

    /// <summary>As many bytes as a vector has lanes, each as a float.</summary>
    static abstract TVector LoadBytes(byte* source);

    /// <summary>The first <paramref name="count"/> lanes, whole numbers from 0 to 255, as bytes.</summary>
    static abstract void StoreBytes(TVector value, byte* target, nint count);

    /// <summary>left · right + addend, rounded once where the processor can.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    static abstract TVector Divide(TVector left, TVector right);

    /// <summary>The larger of the two; where the right one is not a number, on x86, the right one.</summary>
    static abstract TVector Max(TVector left, TVector right);

    /// <summary>The smaller of the two; where the right one is not a number, on x86, the right one.</summary>
    static abstract TVector Min(TVector left, TVector right);

    static abstract TVector SquareRoot(TVector value);

    static abstract TVector Exp(TVector value);

    static abstract TVector Log(TVector value);

    /// <summary>All bits set where left is greater than right.</summary>
    static abstract TVector GreaterThan(TVector left, TVector right);

    /// <summary>All bits set where the two are equal.</summary>
    static abstract TVector AreEqual(TVector left, TVector right);

    /// <summary><paramref name="whenTrue"/> where the mask's bits are set, else <paramref name="whenFalse"/>.</summary>
    static abstract TVector Select(TVector mask, TVector whenTrue, TVector whenFalse);

    /// <summary>The bits common to both: a value where a mask is set, else 0.</summary>
    static abstract TVector And(TVector left, TVector right);

    /// <summary>The sum of all lanes.</summary>
    static abstract float Sum(TVector value);

    /// <summary>The largest lane.</summary>
    static abstract float Largest(TVector value);
}
