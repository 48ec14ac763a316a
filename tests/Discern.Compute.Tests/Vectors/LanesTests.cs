using System.Runtime.InteropServices;
using Discern.Compute.Vectors;

namespace Discern.Compute.Tests.Vectors;

public sealed unsafe class LanesTests
{
    [Theory]
    [MemberData(nameof(VectorWidths.Each), MemberType = typeof(VectorWidths))]
    public void Edges_touch_no_memory_beyond_them(VectorWidth width)
    {
        using IDisposable path = VectorPath.Force(width);
        VectorPath.Run(default(PartialKernel));
    }

    [Theory]
    [MemberData(nameof(VectorWidths.Each), MemberType = typeof(VectorWidths))]
    public void Arithmetic_is_that_of_single_floats(VectorWidth width)
    {
        using IDisposable path = VectorPath.Force(width);
        VectorPath.Run(default(ArithmeticKernel));
    }

    [Fact]
    public void A_width_that_the_processor_lacks_is_refused()
    {
        if (VectorPath.Widest < VectorWidth.Bits512)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => VectorPath.Force(VectorWidth.Bits512));
        }

        using IDisposable path = VectorPath.Force(VectorWidth.Bits128);
        Assert.Equal(VectorWidth.Bits128, VectorPath.Width);
    }

    private readonly struct PartialKernel : IVectorKernel
    {
        public void Run<TVector, TLanes>()
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            float* source = stackalloc float[32];
            float* target = stackalloc float[32];
            byte* bytes = stackalloc byte[32];
            for (int count = 0; count <= TLanes.Count; count++)
            {
                for (int index = 0; index < 32; index++)
                {
                    (source[index], target[index], bytes[index]) = (index + 1, -1, 99);
                }

                TVector value = TLanes.LoadPartial(source, count);
                Assert.Equal(count * (count + 1) / 2f, TLanes.Sum(value));
                TLanes.StorePartial(TLanes.Load(source), target, count);
                TLanes.StoreBytes(TLanes.Load(source), bytes, count);
                for (int index = 0; index < 32; index++)
                {
                    Assert.Equal(index < count ? index + 1 : -1, target[index]);
                    Assert.Equal(index < count ? index + 1 : 99, bytes[index]);
                }

                Assert.Equal(count == 0 ? 99 : 1, TLanes.Sum(TLanes.LoadBytes(bytes)) - Rest(bytes, TLanes.Count));
            }
        }

        private static float Rest(byte* bytes, int count)
        {
            float sum = 0;
            for (int index = 1; index < count; index++)
            {
                sum += bytes[index];
            }

            return sum;
        }
    }

    private readonly struct ArithmeticKernel : IVectorKernel
    {
        public void Run<TVector, TLanes>()
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            float[] left = [.. Enumerable.Range(0, 16).Select(index => (index - 7) * 0.37f)];
            float[] right = [.. Enumerable.Range(0, 16).Select(index => (index * index * 0.11f) + 0.5f)];
            fixed (float* l = left, r = right)
            {
                TVector a = TLanes.Load(l), b = TLanes.Load(r);
                Check<TVector, TLanes>(TLanes.Add(a, b), index => left[index] + right[index]);
                Check<TVector, TLanes>(TLanes.Subtract(a, b), index => left[index] - right[index]);
                Check<TVector, TLanes>(TLanes.Multiply(a, b), index => left[index] * right[index]);
                Check<TVector, TLanes>(TLanes.Divide(a, b), index => left[index] / right[index]);
                Check<TVector, TLanes>(TLanes.MultiplyAdd(a, b, a), index => (left[index] * right[index]) + left[index]);
                Check<TVector, TLanes>(TLanes.Max(a, b), index => Math.Max(left[index], right[index]));
                Check<TVector, TLanes>(TLanes.Min(a, b), index => Math.Min(left[index], right[index]));
                Check<TVector, TLanes>(TLanes.SquareRoot(b), index => MathF.Sqrt(right[index]));
                Check<TVector, TLanes>(TLanes.Exp(a), index => MathF.Exp(left[index]));
                Check<TVector, TLanes>(TLanes.Log(b), index => MathF.Log(right[index]));
                Check<TVector, TLanes>(TLanes.Broadcast(r + 3), _ => right[3]);
                Check<TVector, TLanes>(
                    TLanes.Select(TLanes.GreaterThan(a, b), a, b), index => left[index] > right[index] ? left[index] : right[index]);
                Check<TVector, TLanes>(TLanes.And(TLanes.AreEqual(a, a), b), index => right[index]);
                Assert.Equal(right.Take(TLanes.Count).Max(), TLanes.Largest(b));
            }
        }

        private static void Check<TVector, TLanes>(TVector actual, Func<int, float> expected)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            ReadOnlySpan<float> lanes = MemoryMarshal.Cast<TVector, float>(new ReadOnlySpan<TVector>(in actual));
            for (int index = 0; index < TLanes.Count; index++)
            {
                Assert.Equal(expected(index), lanes[index], 1e-5f * Math.Max(1, MathF.Abs(expected(index))));
            }
        }
    }
}
