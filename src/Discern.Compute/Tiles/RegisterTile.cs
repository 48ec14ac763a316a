using System.Runtime.CompilerServices;
using Discern.Compute.Vectors;

namespace Discern.Compute.Tiles;

/// <summary>A register tile of a product: rows of sums that stay in registers while the depth runs by.</summary>
/// <remarks>
/// One body serves every vector width, every number of rows and both ways in which the left side may lie: these are constants
/// to the compiler, which removes the branches and the accumulators that a tile does not have. The accumulators are named
/// locals because only those stay in registers (in an array: 40 instead of 150 GFLOP/s).
/// </remarks>
internal static unsafe class RegisterTile
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TVector, TLanes, TLeft, TRows, TColumns>(Tile* tile)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
        where TLeft : struct, ILeftSide
        where TRows : struct, ICount
        where TColumns : struct, ICount
    {
        nint lanes = TLanes.Count;
        TVector sum0A = TLanes.Zero, sum0B = TLanes.Zero;
        TVector sum1A = TLanes.Zero, sum1B = TLanes.Zero;
        TVector sum2A = TLanes.Zero, sum2B = TLanes.Zero;
        TVector sum3A = TLanes.Zero, sum3B = TLanes.Zero;
        TVector sum4A = TLanes.Zero, sum4B = TLanes.Zero;
        TVector sum5A = TLanes.Zero, sum5B = TLanes.Zero;
        TVector sum6A = TLanes.Zero, sum6B = TLanes.Zero;
        TVector sum7A = TLanes.Zero, sum7B = TLanes.Zero;
        TVector sum8A = TLanes.Zero, sum8B = TLanes.Zero;
        TVector sum9A = TLanes.Zero, sum9B = TLanes.Zero;
        TVector sum10A = TLanes.Zero, sum10B = TLanes.Zero;
        TVector sum11A = TLanes.Zero, sum11B = TLanes.Zero;
        TVector sum12A = TLanes.Zero, sum12B = TLanes.Zero;
        TVector sum13A = TLanes.Zero, sum13B = TLanes.Zero;
        if (tile->Start == TileStart.Bias)
        {
            TVector biasA = TLanes.Load(tile->Bias);
            TVector biasB = TColumns.Value > 1 ? TLanes.Load(tile->Bias + lanes) : biasA;
            (sum0A, sum0B) = (biasA, biasB);
            (sum1A, sum1B) = (biasA, biasB);
            (sum2A, sum2B) = (biasA, biasB);
            (sum3A, sum3B) = (biasA, biasB);
            (sum4A, sum4B) = (biasA, biasB);
            (sum5A, sum5B) = (biasA, biasB);
            (sum6A, sum6B) = (biasA, biasB);
            (sum7A, sum7B) = (biasA, biasB);
            (sum8A, sum8B) = (biasA, biasB);
            (sum9A, sum9B) = (biasA, biasB);
            (sum10A, sum10B) = (biasA, biasB);
            (sum11A, sum11B) = (biasA, biasB);
            (sum12A, sum12B) = (biasA, biasB);
            (sum13A, sum13B) = (biasA, biasB);
        }

        float* leftBlock = tile->Left;
        float* rightBlock = tile->Right;
        nint blocks = tile->Blocks;
        nint leftStride = tile->LeftStride;
        nint rightStride = tile->RightStride;
        do
        {
            for (nint line = tile->FirstLines; line > 0; line--)
            {
                TLanes.Prefetch(tile->FirstAhead);
                tile->FirstAhead += Tile.CacheLine;
            }

            for (nint line = tile->SecondLines; line > 0; line--)
            {
                TLanes.Prefetch(tile->SecondAhead);
                tile->SecondAhead += Tile.CacheLine;
            }

            float* right = rightBlock;
            nint depth = tile->Depth;

            // In rows, each pointer serves three by its addressing mode: p, p + s, p + 2s. Transposed, one serves all.
            byte* left0 = (byte*)leftBlock;
            byte* left3 = left0 + (leftStride * 3);
            byte* left6 = left0 + (leftStride * 6);
            byte* left9 = left0 + (leftStride * 9);
            byte* left12 = left0 + (leftStride * 12);
            do
            {
                TVector rightA = TLanes.Load(right);
                TVector rightB = TColumns.Value > 1 ? TLanes.Load(right + lanes) : rightA;
                if (TRows.Value > 0)
                {
                    TVector value = TLanes.Broadcast((float*)left0);
                    sum0A = TLanes.MultiplyAdd(value, rightA, sum0A);
                    sum0B = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, rightB, sum0B) : sum0B;
                }

                if (TRows.Value > 1)
                {
                    TVector value = TLanes.Broadcast((float*)(TLeft.IsTransposed ? left0 + 4 : left0 + leftStride));
                    sum1A = TLanes.MultiplyAdd(value, rightA, sum1A);
                    sum1B = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, rightB, sum1B) : sum1B;
                }

                if (TRows.Value > 2)
                {
                    TVector value = TLanes.Broadcast((float*)(TLeft.IsTransposed ? left0 + 8 : left0 + (leftStride * 2)));
                    sum2A = TLanes.MultiplyAdd(value, rightA, sum2A);
                    sum2B = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, rightB, sum2B) : sum2B;
                }

                if (TRows.Value > 3)
                {
                    TVector value = TLanes.Broadcast((float*)(TLeft.IsTransposed ? left0 + 12 : left3));
                    sum3A = TLanes.MultiplyAdd(value, rightA, sum3A);
                    sum3B = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, rightB, sum3B) : sum3B;
                }

                if (TRows.Value > 4)
                {
                    TVector value = TLanes.Broadcast((float*)(TLeft.IsTransposed ? left0 + 16 : left3 + leftStride));
                    sum4A = TLanes.MultiplyAdd(value, rightA, sum4A);
                    sum4B = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, rightB, sum4B) : sum4B;
                }

                if (TRows.Value > 5)
                {
                    TVector value = TLanes.Broadcast((float*)(TLeft.IsTransposed ? left0 + 20 : left3 + (leftStride * 2)));
                    sum5A = TLanes.MultiplyAdd(value, rightA, sum5A);
                    sum5B = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, rightB, sum5B) : sum5B;
                }

                if (TRows.Value > 6)
                {
                    TVector value = TLanes.Broadcast((float*)(TLeft.IsTransposed ? left0 + 24 : left6));
                    sum6A = TLanes.MultiplyAdd(value, rightA, sum6A);
                    sum6B = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, rightB, sum6B) : sum6B;
                }

                if (TRows.Value > 7)
                {
                    TVector value = TLanes.Broadcast((float*)(TLeft.IsTransposed ? left0 + 28 : left6 + leftStride));
                    sum7A = TLanes.MultiplyAdd(value, rightA, sum7A);
                    sum7B = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, rightB, sum7B) : sum7B;
                }

                if (TRows.Value > 8)
                {
                    TVector value = TLanes.Broadcast((float*)(TLeft.IsTransposed ? left0 + 32 : left6 + (leftStride * 2)));
                    sum8A = TLanes.MultiplyAdd(value, rightA, sum8A);
                    sum8B = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, rightB, sum8B) : sum8B;
                }

                if (TRows.Value > 9)
                {
                    TVector value = TLanes.Broadcast((float*)(TLeft.IsTransposed ? left0 + 36 : left9));
                    sum9A = TLanes.MultiplyAdd(value, rightA, sum9A);
                    sum9B = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, rightB, sum9B) : sum9B;
                }

                if (TRows.Value > 10)
                {
                    TVector value = TLanes.Broadcast((float*)(TLeft.IsTransposed ? left0 + 40 : left9 + leftStride));
                    sum10A = TLanes.MultiplyAdd(value, rightA, sum10A);
                    sum10B = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, rightB, sum10B) : sum10B;
                }

                if (TRows.Value > 11)
                {
                    TVector value = TLanes.Broadcast((float*)(TLeft.IsTransposed ? left0 + 44 : left9 + (leftStride * 2)));
                    sum11A = TLanes.MultiplyAdd(value, rightA, sum11A);
                    sum11B = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, rightB, sum11B) : sum11B;
                }

                if (TRows.Value > 12)
                {
                    TVector value = TLanes.Broadcast((float*)(TLeft.IsTransposed ? left0 + 48 : left12));
                    sum12A = TLanes.MultiplyAdd(value, rightA, sum12A);
                    sum12B = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, rightB, sum12B) : sum12B;
                }

                if (TRows.Value > 13)
                {
                    TVector value = TLanes.Broadcast((float*)(TLeft.IsTransposed ? left0 + 52 : left12 + leftStride));
                    sum13A = TLanes.MultiplyAdd(value, rightA, sum13A);
                    sum13B = TColumns.Value > 1 ? TLanes.MultiplyAdd(value, rightB, sum13B) : sum13B;
                }

                left0 += TLeft.IsTransposed ? leftStride : sizeof(float);
                left3 += sizeof(float);
                left6 += sizeof(float);
                left9 += sizeof(float);
                left12 += sizeof(float);
                right += rightStride;
            }
            while (--depth > 0);
            leftBlock += tile->LeftBlockStride;
            rightBlock += tile->RightBlockStride;
        }
        while (--blocks > 0);

        if (tile->IsAdded)
        {
            float* addend = tile->Product + tile->AddendDistance;
            nint stride = tile->ProductStride;
            nint columns = tile->Columns;
            if (columns == lanes * TColumns.Value)
            {
                if (TRows.Value > 0)
                {
                    sum0A = TLanes.Add(sum0A, TLanes.Load(addend));
                    sum0B = TColumns.Value > 1 ? TLanes.Add(sum0B, TLanes.Load(addend + lanes)) : sum0B;
                    addend += stride;
                }

                if (TRows.Value > 1)
                {
                    sum1A = TLanes.Add(sum1A, TLanes.Load(addend));
                    sum1B = TColumns.Value > 1 ? TLanes.Add(sum1B, TLanes.Load(addend + lanes)) : sum1B;
                    addend += stride;
                }

                if (TRows.Value > 2)
                {
                    sum2A = TLanes.Add(sum2A, TLanes.Load(addend));
                    sum2B = TColumns.Value > 1 ? TLanes.Add(sum2B, TLanes.Load(addend + lanes)) : sum2B;
                    addend += stride;
                }

                if (TRows.Value > 3)
                {
                    sum3A = TLanes.Add(sum3A, TLanes.Load(addend));
                    sum3B = TColumns.Value > 1 ? TLanes.Add(sum3B, TLanes.Load(addend + lanes)) : sum3B;
                    addend += stride;
                }

                if (TRows.Value > 4)
                {
                    sum4A = TLanes.Add(sum4A, TLanes.Load(addend));
                    sum4B = TColumns.Value > 1 ? TLanes.Add(sum4B, TLanes.Load(addend + lanes)) : sum4B;
                    addend += stride;
                }

                if (TRows.Value > 5)
                {
                    sum5A = TLanes.Add(sum5A, TLanes.Load(addend));
                    sum5B = TColumns.Value > 1 ? TLanes.Add(sum5B, TLanes.Load(addend + lanes)) : sum5B;
                    addend += stride;
                }

                if (TRows.Value > 6)
                {
                    sum6A = TLanes.Add(sum6A, TLanes.Load(addend));
                    sum6B = TColumns.Value > 1 ? TLanes.Add(sum6B, TLanes.Load(addend + lanes)) : sum6B;
                    addend += stride;
                }

                if (TRows.Value > 7)
                {
                    sum7A = TLanes.Add(sum7A, TLanes.Load(addend));
                    sum7B = TColumns.Value > 1 ? TLanes.Add(sum7B, TLanes.Load(addend + lanes)) : sum7B;
                    addend += stride;
                }

                if (TRows.Value > 8)
                {
                    sum8A = TLanes.Add(sum8A, TLanes.Load(addend));
                    sum8B = TColumns.Value > 1 ? TLanes.Add(sum8B, TLanes.Load(addend + lanes)) : sum8B;
                    addend += stride;
                }

                if (TRows.Value > 9)
                {
                    sum9A = TLanes.Add(sum9A, TLanes.Load(addend));
                    sum9B = TColumns.Value > 1 ? TLanes.Add(sum9B, TLanes.Load(addend + lanes)) : sum9B;
                    addend += stride;
                }

                if (TRows.Value > 10)
                {
                    sum10A = TLanes.Add(sum10A, TLanes.Load(addend));
                    sum10B = TColumns.Value > 1 ? TLanes.Add(sum10B, TLanes.Load(addend + lanes)) : sum10B;
                    addend += stride;
                }

                if (TRows.Value > 11)
                {
                    sum11A = TLanes.Add(sum11A, TLanes.Load(addend));
                    sum11B = TColumns.Value > 1 ? TLanes.Add(sum11B, TLanes.Load(addend + lanes)) : sum11B;
                    addend += stride;
                }

                if (TRows.Value > 12)
                {
                    sum12A = TLanes.Add(sum12A, TLanes.Load(addend));
                    sum12B = TColumns.Value > 1 ? TLanes.Add(sum12B, TLanes.Load(addend + lanes)) : sum12B;
                    addend += stride;
                }

                if (TRows.Value > 13)
                {
                    sum13A = TLanes.Add(sum13A, TLanes.Load(addend));
                    sum13B = TColumns.Value > 1 ? TLanes.Add(sum13B, TLanes.Load(addend + lanes)) : sum13B;
                    addend += stride;
                }
            }
            else
            {
                if (TRows.Value > 0)
                {
                    sum0A = TLanes.Add(sum0A, TLanes.LoadPartial(addend, columns));
                    sum0B = TColumns.Value > 1 ? TLanes.Add(sum0B, TLanes.LoadPartial(addend + lanes, columns - lanes)) : sum0B;
                    addend += stride;
                }

                if (TRows.Value > 1)
                {
                    sum1A = TLanes.Add(sum1A, TLanes.LoadPartial(addend, columns));
                    sum1B = TColumns.Value > 1 ? TLanes.Add(sum1B, TLanes.LoadPartial(addend + lanes, columns - lanes)) : sum1B;
                    addend += stride;
                }

                if (TRows.Value > 2)
                {
                    sum2A = TLanes.Add(sum2A, TLanes.LoadPartial(addend, columns));
                    sum2B = TColumns.Value > 1 ? TLanes.Add(sum2B, TLanes.LoadPartial(addend + lanes, columns - lanes)) : sum2B;
                    addend += stride;
                }

                if (TRows.Value > 3)
                {
                    sum3A = TLanes.Add(sum3A, TLanes.LoadPartial(addend, columns));
                    sum3B = TColumns.Value > 1 ? TLanes.Add(sum3B, TLanes.LoadPartial(addend + lanes, columns - lanes)) : sum3B;
                    addend += stride;
                }

                if (TRows.Value > 4)
                {
                    sum4A = TLanes.Add(sum4A, TLanes.LoadPartial(addend, columns));
                    sum4B = TColumns.Value > 1 ? TLanes.Add(sum4B, TLanes.LoadPartial(addend + lanes, columns - lanes)) : sum4B;
                    addend += stride;
                }

                if (TRows.Value > 5)
                {
                    sum5A = TLanes.Add(sum5A, TLanes.LoadPartial(addend, columns));
                    sum5B = TColumns.Value > 1 ? TLanes.Add(sum5B, TLanes.LoadPartial(addend + lanes, columns - lanes)) : sum5B;
                    addend += stride;
                }

                if (TRows.Value > 6)
                {
                    sum6A = TLanes.Add(sum6A, TLanes.LoadPartial(addend, columns));
                    sum6B = TColumns.Value > 1 ? TLanes.Add(sum6B, TLanes.LoadPartial(addend + lanes, columns - lanes)) : sum6B;
                    addend += stride;
                }

                if (TRows.Value > 7)
                {
                    sum7A = TLanes.Add(sum7A, TLanes.LoadPartial(addend, columns));
                    sum7B = TColumns.Value > 1 ? TLanes.Add(sum7B, TLanes.LoadPartial(addend + lanes, columns - lanes)) : sum7B;
                    addend += stride;
                }

                if (TRows.Value > 8)
                {
                    sum8A = TLanes.Add(sum8A, TLanes.LoadPartial(addend, columns));
                    sum8B = TColumns.Value > 1 ? TLanes.Add(sum8B, TLanes.LoadPartial(addend + lanes, columns - lanes)) : sum8B;
                    addend += stride;
                }

                if (TRows.Value > 9)
                {
                    sum9A = TLanes.Add(sum9A, TLanes.LoadPartial(addend, columns));
                    sum9B = TColumns.Value > 1 ? TLanes.Add(sum9B, TLanes.LoadPartial(addend + lanes, columns - lanes)) : sum9B;
                    addend += stride;
                }

                if (TRows.Value > 10)
                {
                    sum10A = TLanes.Add(sum10A, TLanes.LoadPartial(addend, columns));
                    sum10B = TColumns.Value > 1 ? TLanes.Add(sum10B, TLanes.LoadPartial(addend + lanes, columns - lanes)) : sum10B;
                    addend += stride;
                }

                if (TRows.Value > 11)
                {
                    sum11A = TLanes.Add(sum11A, TLanes.LoadPartial(addend, columns));
                    sum11B = TColumns.Value > 1 ? TLanes.Add(sum11B, TLanes.LoadPartial(addend + lanes, columns - lanes)) : sum11B;
                    addend += stride;
                }

                if (TRows.Value > 12)
                {
                    sum12A = TLanes.Add(sum12A, TLanes.LoadPartial(addend, columns));
                    sum12B = TColumns.Value > 1 ? TLanes.Add(sum12B, TLanes.LoadPartial(addend + lanes, columns - lanes)) : sum12B;
                    addend += stride;
                }

                if (TRows.Value > 13)
                {
                    sum13A = TLanes.Add(sum13A, TLanes.LoadPartial(addend, columns));
                    sum13B = TColumns.Value > 1 ? TLanes.Add(sum13B, TLanes.LoadPartial(addend + lanes, columns - lanes)) : sum13B;
                    addend += stride;
                }
            }
        }

        TVector lower = TLanes.Create(tile->Lower);
        TVector upper = TLanes.Create(tile->Upper);
        float* target = tile->Product;
        nint targetStride = tile->ProductStride;
        nint width = tile->Columns;
        if (width == lanes * TColumns.Value)
        {
            if (TRows.Value > 0)
            {
                TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum0A)), target);
                if (TColumns.Value > 1)
                {
                    TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum0B)), target + lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 1)
            {
                TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum1A)), target);
                if (TColumns.Value > 1)
                {
                    TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum1B)), target + lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 2)
            {
                TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum2A)), target);
                if (TColumns.Value > 1)
                {
                    TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum2B)), target + lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 3)
            {
                TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum3A)), target);
                if (TColumns.Value > 1)
                {
                    TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum3B)), target + lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 4)
            {
                TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum4A)), target);
                if (TColumns.Value > 1)
                {
                    TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum4B)), target + lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 5)
            {
                TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum5A)), target);
                if (TColumns.Value > 1)
                {
                    TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum5B)), target + lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 6)
            {
                TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum6A)), target);
                if (TColumns.Value > 1)
                {
                    TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum6B)), target + lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 7)
            {
                TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum7A)), target);
                if (TColumns.Value > 1)
                {
                    TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum7B)), target + lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 8)
            {
                TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum8A)), target);
                if (TColumns.Value > 1)
                {
                    TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum8B)), target + lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 9)
            {
                TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum9A)), target);
                if (TColumns.Value > 1)
                {
                    TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum9B)), target + lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 10)
            {
                TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum10A)), target);
                if (TColumns.Value > 1)
                {
                    TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum10B)), target + lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 11)
            {
                TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum11A)), target);
                if (TColumns.Value > 1)
                {
                    TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum11B)), target + lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 12)
            {
                TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum12A)), target);
                if (TColumns.Value > 1)
                {
                    TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum12B)), target + lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 13)
            {
                TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum13A)), target);
                if (TColumns.Value > 1)
                {
                    TLanes.Store(TLanes.Min(upper, TLanes.Max(lower, sum13B)), target + lanes);
                }

                target += targetStride;
            }
        }
        else
        {
            if (TRows.Value > 0)
            {
                TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum0A)), target, width);
                if (TColumns.Value > 1)
                {
                    TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum0B)), target + lanes, width - lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 1)
            {
                TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum1A)), target, width);
                if (TColumns.Value > 1)
                {
                    TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum1B)), target + lanes, width - lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 2)
            {
                TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum2A)), target, width);
                if (TColumns.Value > 1)
                {
                    TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum2B)), target + lanes, width - lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 3)
            {
                TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum3A)), target, width);
                if (TColumns.Value > 1)
                {
                    TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum3B)), target + lanes, width - lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 4)
            {
                TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum4A)), target, width);
                if (TColumns.Value > 1)
                {
                    TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum4B)), target + lanes, width - lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 5)
            {
                TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum5A)), target, width);
                if (TColumns.Value > 1)
                {
                    TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum5B)), target + lanes, width - lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 6)
            {
                TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum6A)), target, width);
                if (TColumns.Value > 1)
                {
                    TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum6B)), target + lanes, width - lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 7)
            {
                TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum7A)), target, width);
                if (TColumns.Value > 1)
                {
                    TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum7B)), target + lanes, width - lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 8)
            {
                TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum8A)), target, width);
                if (TColumns.Value > 1)
                {
                    TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum8B)), target + lanes, width - lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 9)
            {
                TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum9A)), target, width);
                if (TColumns.Value > 1)
                {
                    TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum9B)), target + lanes, width - lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 10)
            {
                TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum10A)), target, width);
                if (TColumns.Value > 1)
                {
                    TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum10B)), target + lanes, width - lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 11)
            {
                TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum11A)), target, width);
                if (TColumns.Value > 1)
                {
                    TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum11B)), target + lanes, width - lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 12)
            {
                TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum12A)), target, width);
                if (TColumns.Value > 1)
                {
                    TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum12B)), target + lanes, width - lanes);
                }

                target += targetStride;
            }

            if (TRows.Value > 13)
            {
                TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum13A)), target, width);
                if (TColumns.Value > 1)
                {
                    TLanes.StorePartial(TLanes.Min(upper, TLanes.Max(lower, sum13B)), target + lanes, width - lanes);
                }

                target += targetStride;
            }
        }
    }
}
