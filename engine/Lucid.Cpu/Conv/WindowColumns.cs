using System;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Threads;

namespace Lucid.Cpu.Conv;

/// <summary>The windows of planes as columns of a matrix (im2col), and their sum back into planes (col2im).</summary>
public static unsafe class WindowColumns
{
    private struct Job<T>
        where T : unmanaged
    {
        public ConvolutionShape Shape;
        public T* Planes;
        public T* Columns;
    }

    /// <summary>
    /// columns (Images * Channels, kernel taps, output positions) from planes (Images * Channels, height, width); padding is
    /// zero. Of the shape only Images, Input, Kernel, Output, Stride, Padding and Dilation count, of height and width.
    /// </summary>
    public static void Gather<T>(in ConvolutionShape shape, T* planes, T* columns)
        where T : unmanaged
    {
        var job = new Job<T> { Shape = shape, Planes = planes, Columns = columns };
        Team.Run(shape.Images * shape.Kernel.Volume, nint.Max(1, 50_000 / nint.Max(shape.Output.Volume, 1)), &GatherTaps<T>, &job);
    }

    /// <summary>Planes from columns, the transpose of <see cref="Gather"/>: where windows overlap their elements add up.</summary>
    public static void Add<T>(in ConvolutionShape shape, T* columns, T* planes)
        where T : unmanaged
    {
        var job = new Job<T> { Shape = shape, Planes = planes, Columns = columns };
        Team.Run(shape.Images, nint.Max(1, 50_000 / nint.Max(shape.Output.Volume * shape.Kernel.Volume, 1)), &AddPlanes<T>, &job);
    }

    private static void GatherTaps<T>(void* context, nint begin, nint end)
        where T : unmanaged
    {
        var job = (Job<T>*)context;
        ref readonly ConvolutionShape shape = ref job->Shape;
        nint taps = shape.Kernel.Volume, stride = shape.Stride[2];
        for (nint unit = begin; unit < end; unit++)
        {
            nint tap = unit % taps;
            T* target = job->Columns + unit * shape.Output.Volume;
            T* plane = job->Planes + unit / taps * shape.Input.Volume;
            nint y = tap / shape.Kernel[2] * shape.Dilation[1] - shape.Padding[1], x = tap % shape.Kernel[2] * shape.Dilation[2] - shape.Padding[2];
            (nint from, nint to) = Inside(x, stride, shape.Input[2], shape.Output[2]);
            for (nint row = 0; row < shape.Output[1]; row++, y += shape.Stride[1], target += shape.Output[2])
            {
                if (y < 0 || y >= shape.Input[1] || from >= to)
                {
                    new Span<T>(target, checked((int)shape.Output[2])).Clear();
                    continue;
                }
                T* source = plane + y * shape.Input[2] + x;
                for (nint i = 0; i < from; i++) target[i] = default;
                if (stride == 1) new Span<T>(source + from, checked((int)(to - from))).CopyTo(new Span<T>(target + from, (int)(to - from)));
                else for (nint i = from; i < to; i++) target[i] = source[i * stride];
                for (nint i = to; i < shape.Output[2]; i++) target[i] = default;
            }
        }
    }

    private static void AddPlanes<T>(void* context, nint begin, nint end)
        where T : unmanaged
    {
        var job = (Job<T>*)context;
        ref readonly ConvolutionShape shape = ref job->Shape;
        nint taps = shape.Kernel.Volume, stride = shape.Stride[2];
        for (nint unit = begin; unit < end; unit++)
        {
            T* plane = job->Planes + unit * shape.Input.Volume;
            for (nint i = 0; i < shape.Input.Volume; i++) plane[i] = default;
            for (nint tap = 0; tap < taps; tap++)
            {
                T* source = job->Columns + (unit * taps + tap) * shape.Output.Volume;
                nint y = tap / shape.Kernel[2] * shape.Dilation[1] - shape.Padding[1], x = tap % shape.Kernel[2] * shape.Dilation[2] - shape.Padding[2];
                (nint from, nint to) = Inside(x, stride, shape.Input[2], shape.Output[2]);
                for (nint row = 0; row < shape.Output[1]; row++, y += shape.Stride[1], source += shape.Output[2])
                {
                    if (y < 0 || y >= shape.Input[1]) continue;
                    T* target = plane + y * shape.Input[2] + x;
                    for (nint i = from; i < to; i++) target[i * stride] = Gemm.Accumulation.Add(target[i * stride], source[i]);
                }
            }
        }
    }

    // Output columns [from, to) whose tap at offset + column * stride falls inside.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (nint From, nint To) Inside(nint offset, nint stride, nint size, nint count)
    {
        nint from = nint.Clamp(offset >= 0 ? 0 : (-offset + stride - 1) / stride, 0, count);
        nint to = nint.Clamp((size - offset + stride - 1) / stride, from, count);
        return (from, to);
    }
}
