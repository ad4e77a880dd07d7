using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lucid.Cpu.Gemm;

/// <summary>Moves the valid part of a tile from a full-size scratch tile to C.</summary>
internal static unsafe class PartialTile
{
    /// <summary>
    /// C = max(tile + add, floor) for rows x columns elements of a tile with row stride <paramref name="tileRow"/>.
    /// </summary>
    public static void Store<T>(T* tile, nint tileRow, T* c, nint cRow, T* add, nint addRow, T floor, int rows, int columns)
        where T : unmanaged
    {
        if (Avx.IsSupported && Vector<byte>.Count >= 32 && typeof(T) == typeof(float))
        {
            StoreMasked((float*)tile, tileRow, (float*)c, cRow, (float*)add, addRow, Unsafe.BitCast<T, float>(floor), rows, columns);
            return;
        }
        for (int i = 0; i < rows; i++, tile += tileRow, c += cRow)
        {
            for (int j = 0; j < columns; j++)
            {
                T value = add != null ? Accumulation.Add(tile[j], add[j]) : tile[j];
                c[j] = Accumulation.Raise(value, floor);
            }
            if (add != null) add += addRow;
        }
    }

    private static void StoreMasked(float* tile, nint tileRow, float* c, nint cRow, float* add, nint addRow, float floor, int rows, int columns)
    {
        Vector256<float> least = Vector256.Create(floor);
        for (int j = 0; j < columns; j += 8)
        {
            Vector256<float> mask = Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(columns - j)).AsSingle();
            float* from = tile + j;
            float* to = c + j;
            float* more = add + j;
            for (int i = 0; i < rows; i++, from += tileRow, to += cRow)
            {
                Vector256<float> x = Vector256.Load(from);
                if (add != null)
                {
                    x += Avx.MaskLoad(more, mask);
                    more += addRow;
                }
                Avx.MaskStore(to, mask, Vector256.ConditionalSelect(Vector256.LessThan(x, least), least, x));
            }
        }
    }
}
