using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;

namespace Lucid.Cpu.Reduce;

/// <summary>
/// Products of float and double: some consecutive factors in the element type, their products in double. A product of a thousand ordinary
/// floats is too small for a float, and operations with subnormal results take a hundred times as long.
/// </summary>
internal readonly unsafe struct ProductReducer<T> : IReducer<T, double>
    where T : unmanaged
{
    // Rows of columns whose product is taken in the element type.
    private const int ShortBlock = 32;

    public double Empty => 1;

    public void Row(ref double state, T* x, nint count, long position)
    {
        Vector<T> v = FoldLoops.Lanes(default(ProductFold), x, count);
        double product = state;
        // The state comes first: once it is 0, nothing underflows any more.
        for (int i = 0; i < Vector<T>.Count; i++) product *= ElementCast.Cast<T, double>(((T*)&v)[i]);
        state = product;
    }

    [SkipLocalsInit]
    public void Block(double* states, T** rows, int count, nint width, long position)
    {
        T* o = stackalloc T[(int)width];
        for (int r = 0; r < count; r += ShortBlock)
        {
            FoldLoops.Rows(default(ProductFold), rows + r, int.Min(ShortBlock, count - r), width, o);
            nint w = Vector<T>.Count, j = 0;
            if (typeof(T) == typeof(float))
                for (; j <= width - w; j += w)
                {
                    Vector.Widen(Vector.Load((float*)o + j), out Vector<double> low, out Vector<double> high);
                    (Vector.Load(states + j) * low).Store(states + j);
                    (Vector.Load(states + j + w / 2) * high).Store(states + j + w / 2);
                }
            for (; j < width; j++) states[j] *= ElementCast.Cast<T, double>(o[j]);
        }
    }

    public void Merge(ref double state, in double later) => state *= later;
}
