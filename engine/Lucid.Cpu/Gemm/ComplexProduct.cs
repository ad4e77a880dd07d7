using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Memory;
using Lucid.Numerics;

namespace Lucid.Cpu.Gemm;

/// <summary>Complex products as four real ones on the split parts.</summary>
/// <typeparam name="T">Complex64 or Complex.</typeparam>
/// <typeparam name="TPart">float or double accordingly.</typeparam>
internal static unsafe class ComplexProduct<T, TPart>
    where T : unmanaged
    where TPart : unmanaged
{
    public static void Run(
        nint m, nint n, nint k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint ldc, in Epilogue<T> epilogue, bool parallel)
    {
        if (epilogue.Activation != Activation.None) throw new NotSupportedException("Complex products have no activation.");
        nint bytes = checked(2 * (m * k + k * n + m * n) * sizeof(TPart));
        using var workspace = new Workspace(bytes);
        var aReal = (TPart*)workspace.Pointer;
        TPart* aImaginary = aReal + m * k, bReal = aImaginary + m * k, bImaginary = bReal + k * n;
        TPart* real = bImaginary + k * n, imaginary = real + m * n;
        Split(a, aRow, aCol, m, k, aReal, aImaginary);
        Split(b, bRow, bCol, k, n, bReal, bImaginary);
        var more = new Epilogue<TPart> { Beta = 1 };
        var less = new Epilogue<TPart> { Alpha = -1, Beta = 1 };
        MatrixProduct.One(m, n, k, aReal, k, 1, bReal, n, 1, real, n, default, parallel);
        MatrixProduct.One(m, n, k, aImaginary, k, 1, bImaginary, n, 1, real, n, in less, parallel);
        MatrixProduct.One(m, n, k, aReal, k, 1, bImaginary, n, 1, imaginary, n, default, parallel);
        MatrixProduct.One(m, n, k, aImaginary, k, 1, bReal, n, 1, imaginary, n, in more, parallel);
        Join(m, n, real, imaginary, in epilogue, c, ldc);
    }

    private static void Split(T* source, nint rowStride, nint columnStride, nint rows, nint columns, TPart* real, TPart* imaginary)
    {
        for (nint i = 0; i < rows; i++, source += rowStride)
        {
            T* element = source;
            for (nint j = 0; j < columns; j++, element += columnStride)
            {
                *real++ = ((TPart*)element)[0];
                *imaginary++ = ((TPart*)element)[1];
            }
        }
    }

    private static void Join(nint m, nint n, TPart* real, TPart* imaginary, in Epilogue<T> epilogue, T* c, nint ldc)
    {
        bool plain = epilogue.IsPlain, old = epilogue.Beta != Complex.Zero;
        T* residual = epilogue.Residual;
        for (nint i = 0; i < m; i++, c += ldc)
        {
            for (nint j = 0; j < n; j++, real++, imaginary++)
            {
                if (plain)
                {
                    ((TPart*)(c + j))[0] = *real;
                    ((TPart*)(c + j))[1] = *imaginary;
                    continue;
                }
                Complex value = epilogue.Alpha * new Complex(Part(*real), Part(*imaginary));
                if (old) value += epilogue.Beta * Widen(c[j]);
                if (residual != null) value += Widen(residual[j]);
                if (epilogue.Bias != null) value += Widen(epilogue.Bias[j]);
                c[j] = Narrow(value);
            }
            if (residual != null) residual += epilogue.ResidualRow;
        }
    }

    private static double Part(TPart value) =>
        typeof(TPart) == typeof(float) ? Unsafe.BitCast<TPart, float>(value) : Unsafe.BitCast<TPart, double>(value);

    private static Complex Widen(T value) =>
        typeof(T) == typeof(Complex64) ? Unsafe.BitCast<T, Complex64>(value) : Unsafe.BitCast<T, Complex>(value);

    private static T Narrow(Complex value) =>
        typeof(T) == typeof(Complex64) ? Unsafe.BitCast<Complex64, T>((Complex64)value) : Unsafe.BitCast<Complex, T>(value);
}
