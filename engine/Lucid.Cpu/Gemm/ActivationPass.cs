using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Simd;

namespace Lucid.Cpu.Gemm;

/// <summary>Activations that do not fit into the tile's kernel, on blocks of C that are still in the cache.</summary>
internal static unsafe class ActivationPass
{
    /// <summary>gelu of every lane; only float and double get here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Gelu<T>(Vector<T> x)
        where T : unmanaged
        => typeof(T) == typeof(float) || typeof(T) == typeof(double) ? VectorMath.Gelu(x) : x;

    /// <summary>Applies gelu in place to rows x columns elements.</summary>
    public static void Gelu<T>(T* c, nint rows, nint columns, nint cRow)
        where T : unmanaged
    {
        for (nint i = 0; i < rows; i++, c += cRow)
        {
            nint j = 0;
            for (; j + Vector<T>.Count <= columns; j += Vector<T>.Count) Vector.Store(Gelu(Vector.Load(c + j)), c + j);
            for (; j < columns; j++) c[j] = Gelu(Vector.Create(c[j])).ToScalar();
        }
    }
}
