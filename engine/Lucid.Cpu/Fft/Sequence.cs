using System.Numerics;
using Lucid.Memory;

namespace Lucid.Cpu.Fft;

/// <summary>The transform of one sequence of any length.</summary>
internal static unsafe class Sequence<T> where T : unmanaged
{
    /// <summary>Transforms n numbers, times a factor; strides in complex numbers; input and output may be the same.</summary>
    internal static void Run(T* x, nint xStride, T* o, nint oStride, long n, bool inverse, double scale)
    {
        if (Roots.LargestPrimeFactor(n) > LanePlan<T>.LargestRadix)
        {
            Bluestein<T>.For(n).Run(x, xStride, o, oStride, inverse, scale);
            return;
        }
        if (FourStepPlan<T>.For(n) is { } plan)
        {
            FourStep<T>.Run(plan, x, xStride, o, oStride, inverse, LanePlan<T>.Number(scale));
            return;
        }
        // Short: one lane.
        nint step = 2 * Vector<T>.Count;
        LanePlan<T> lanes = PlanCache<LanePlan<T>>.Get(n, static length => new LanePlan<T>((int)length));
        using Workspace buffers = new((nint)n * step * sizeof(T));
        T* numbers = (T*)buffers.Pointer;
        long offset = 0;
        LaneTransfer<T>.LoadAny(x, &offset, 1, 2 * xStride, 1, 0, (nint)n, inverse, numbers, lanes.Places);
        LaneTransform<T>.Run(lanes, numbers, null, null, null);
        LaneTransfer<T>.StoreAny(numbers, o, &offset, 1, 2 * oStride, 1, 0, (nint)n, inverse, LanePlan<T>.Number(scale));
    }
}
