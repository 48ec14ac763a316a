using System.Runtime.CompilerServices;
using Discern.Compute.Convolutions;
using Discern.Compute.Threading;
using Discern.Compute.Vectors;

namespace Discern.Compute.Elementwise;

/// <summary>Puts zeros around pictures, and behind their channels, and takes them away again.</summary>
public static unsafe class Framing
{
    /// <summary>Copies each picture into the middle of a larger one; what is around it becomes 0.</summary>
    /// <param name="picture">Batch × height × width × channels.</param>
    /// <param name="padding">Rows and columns on each side; the framed picture's size follows from it.</param>
    /// <param name="framed">Batch × (top + height + bottom) × (left + width + right) × at least as many channels.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Add(Tensor picture, Padding padding, Tensor framed, Workers workers)
    {
        Check(picture, padding, framed);
        var kernel = new AddKernel(picture.Shape, framed.Shape, padding, picture.Pointer, framed.Pointer);
        Ranges.RunRows((long)framed.Shape.Batch * framed.Shape.Height, (long)framed.Shape.Width * framed.Shape.Channels, kernel, workers);
    }

    /// <summary>Copies the middle of each framed picture.</summary>
    /// <param name="framed">As <see cref="Add"/> makes it.</param>
    /// <param name="padding">Rows and columns on each side.</param>
    /// <param name="picture">Batch × height × width × channels.</param>
    /// <param name="workers">The threads to use.</param>
    public static void Remove(Tensor framed, Padding padding, Tensor picture, Workers workers)
    {
        Check(picture, padding, framed);
        var kernel = new RemoveKernel(picture.Shape, framed.Shape, padding, framed.Pointer, picture.Pointer);
        Ranges.RunRows((long)picture.Shape.Batch * picture.Shape.Height, (long)picture.Shape.Width * picture.Shape.Channels, kernel, workers);
    }

    private static void Check(Tensor picture, Padding padding, Tensor framed)
    {
        Shape inner = picture.Shape;
        var outer = new Shape(
            inner.Batch, padding.Top + inner.Height + padding.Bottom, padding.Left + inner.Width + padding.Right, framed.Shape.Channels);
        Require.Count(picture, inner.Count);
        Require.Count(framed, outer.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(outer.Channels, inner.Channels, nameof(framed));
    }

    /// <summary>Copies values, then writes zeros up to the end of the room.</summary>
    private static void Copy<TVector, TLanes>(float* source, float* target, nint count, nint room)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        for (nint index = 0; index < count; index += TLanes.Count)
        {
            Edges.Store<TVector, TLanes>(Edges.Load<TVector, TLanes>(source + index, count - index), target + index, count - index);
        }

        new Span<float>(target + count, (int)(room - count)).Clear();
    }

    private readonly struct AddKernel(Shape inner, Shape outer, Padding padding, float* picture, float* framed) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            nint channels = outer.Channels;
            nint innerRow = (nint)inner.Width * inner.Channels;
            nint outerRow = outer.Width * channels;
            for (nint row = start; row < end; row++)
            {
                (nint example, nint place) = Math.DivRem(row, outer.Height);
                nint innerPlace = place - padding.Top;
                float* target = framed + (row * outerRow);
                if (innerPlace < 0 || innerPlace >= inner.Height)
                {
                    new Span<float>(target, (int)outerRow).Clear();
                    continue;
                }

                float* source = picture + (((example * inner.Height) + innerPlace) * innerRow);
                new Span<float>(target, (int)(padding.Left * channels)).Clear();
                target += padding.Left * channels;
                if (channels == inner.Channels)
                {
                    Copy<TVector, TLanes>(source, target, innerRow, innerRow);
                }
                else
                {
                    for (nint column = 0; column < inner.Width; column++)
                    {
                        Copy<TVector, TLanes>(source + (column * inner.Channels), target + (column * channels), inner.Channels, channels);
                    }
                }

                new Span<float>(target + (inner.Width * channels), (int)(padding.Right * channels)).Clear();
            }
        }
    }

    private readonly struct RemoveKernel(Shape inner, Shape outer, Padding padding, float* framed, float* picture) : IRangeKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector, TLanes>(nint start, nint end)
            where TVector : struct
            where TLanes : struct, ILanes<TVector>
        {
            for (nint row = start; row < end; row++)
            {
                (nint example, nint place) = Math.DivRem(row, inner.Height);
                float* target = picture + (row * inner.Width * inner.Channels);
                float* source = framed + (((((example * outer.Height) + place + padding.Top) * outer.Width) + padding.Left) * outer.Channels);
                for (nint column = 0; column < inner.Width; column++)
                {
                    Copy<TVector, TLanes>(source + (column * outer.Channels), target + (column * inner.Channels), inner.Channels, inner.Channels);
                }
            }
        }
    }
}
