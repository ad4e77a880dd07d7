using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Threads;
using Lucid.Memory;
using Lucid.Numerics;

namespace Lucid.Cpu.Gemm;

/// <summary>
/// Complex products as real ones of twice the depth on the split parts: with B's parts stacked, the real part of the product
/// is (real A, -imaginary A) times it, the imaginary part (imaginary A, real A).
/// </summary>
/// <typeparam name="T">Complex64 or Complex.</typeparam>
/// <typeparam name="TPart">float or double accordingly.</typeparam>
internal static unsafe class ComplexProduct<T, TPart>
    where T : unmanaged
    where TPart : unmanaged
{
    /// <summary>Lines of complex numbers and where the parts of the first one go.</summary>
    private struct Parts
    {
        public T* Source;
        public nint Line, Step, Length, TargetLine;
        public TPart* Real, Imaginary, Negative;
    }

    /// <summary>The parts of the product on their way into C.</summary>
    private struct Result
    {
        public TPart* Real, Imaginary;
        public nint Columns, CRow;
        public T* C;
        public Epilogue<T> Epilogue;
    }

    /// <summary>The product with B's parts; rows of A are taken a block at a time.</summary>
    private struct Blocks
    {
        public nint M, N, K, Rows, ARow, ACol, RightRow, RightCol, CRow;
        public T* A, C;
        public TPart* Right;
        public Epilogue<T>* Epilogue;
        public bool Parallel;
    }

    public static void Run(
        nint m, nint n, nint k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint ldc, in Epilogue<T> epilogue, bool parallel)
    {
        if (epilogue.Activation != Activation.None) throw new NotSupportedException("Complex products have no activation.");
        // Parts that no address reaches are refused here.
        _ = checked((2 * k * n + m * (3 * k + 2 * n)) * sizeof(TPart));
        nint bytes = 2 * k * n * sizeof(TPart), blocks = 1;
        // Where B's parts can be read in place, those of A and of the product stay in the second-level cache too, block by block.
        if (m >= 32 && bytes <= TileShape<TPart>.BytesInPlace) blocks = 2 * ((m + 143) / 144);
        using var workspace = new Workspace(bytes);
        var right = (TPart*)workspace.Pointer;
        // Each operand keeps its orientation, so that lines are read and written contiguously.
        bool bColumns = bRow == 1 && bCol != 1;
        var parts = new Parts { Source = b, Real = right, Imaginary = right + (bColumns ? k : k * n) };
        (parts.Line, parts.Step, parts.Length, parts.TargetLine) = bColumns ? (bCol, bRow, k, 2 * k) : (bRow, bCol, n, n);
        Fork(bColumns ? n : k, parts.Length, &Split, &parts, parallel);
        Epilogue<T> copy = epilogue;
        var job = new Blocks
        {
            M = m,
            N = n,
            K = k,
            Rows = (m + blocks - 1) / blocks,
            A = a,
            ARow = aRow,
            ACol = aCol,
            Right = right,
            RightRow = bColumns ? 1 : n,
            RightCol = bColumns ? 2 * k : 1,
            C = c,
            CRow = ldc,
            Epilogue = &copy,
            Parallel = parallel && blocks == 1,
        };
        blocks = (m + job.Rows - 1) / job.Rows;
        Team.Run(blocks, parallel && job.Rows * n * k >= 60_000 ? 1 : blocks, &Block, &job);
    }

    private static void Block(void* context, nint begin, nint end)
    {
        ref readonly Blocks job = ref *(Blocks*)context;
        nint n = job.N, k = job.K;
        Epilogue<TPart> none = default;
        using var workspace = new Workspace(job.Rows * (3 * k + 2 * n) * sizeof(TPart));
        for (; begin < end; begin++)
        {
            nint first = begin * job.Rows, m = nint.Min(job.Rows, job.M - first);
            var left = (TPart*)workspace.Pointer;
            TPart* real = left + 3 * m * k;
            // Imaginary, real, -imaginary.
            bool columns = job.ARow == 1 && job.ACol != 1;
            nint part = columns ? m * k : k, row = columns ? 1 : 3 * k, column = columns ? m : 1;
            var parts = new Parts { Source = job.A + first * job.ARow, Imaginary = left, Real = left + part, Negative = left + 2 * part };
            (parts.Line, parts.Step, parts.Length, parts.TargetLine) = columns ? (job.ACol, job.ARow, m, m) : (job.ARow, job.ACol, k, 3 * k);
            Fork(columns ? k : m, parts.Length, &Split, &parts, job.Parallel);
            for (nint at = 0; at < 2; at++)
                MatrixProduct.One(m, n, 2 * k, left + (1 - at) * part, row, column, job.Right, job.RightRow, job.RightCol, real + at * m * n, n,
                    in none, job.Parallel);
            var result = new Result { Real = real, Imaginary = real + m * n, Columns = n, CRow = job.CRow, Epilogue = *job.Epilogue };
            result.C = job.C + first * job.CRow;
            if (result.Epilogue.Residual != null) result.Epilogue.Residual += first * result.Epilogue.ResidualRow;
            Fork(m, n, &Join, &result, job.Parallel);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fork(nint lines, nint length, delegate*<void*, nint, nint, void> body, void* context, bool parallel) =>
        Team.Run(lines, parallel ? 16384 / (length + 1) + 1 : lines, body, context);

    private static void Split(void* context, nint begin, nint end)
    {
        Parts p = *(Parts*)context;
        for (nint i = begin; i < end; i++)
        {
            T* source = p.Source + i * p.Line;
            TPart* real = p.Real + i * p.TargetLine, imaginary = p.Imaginary + i * p.TargetLine;
            TPart* negative = p.Negative == null ? null : p.Negative + i * p.TargetLine;
            nint j = 0;
            if (typeof(TPart) == typeof(float) && p.Step == 1)
            {
                // A number is a 64-bit word: its real part the lower half, its imaginary part the upper one.
                int lanes = Vector<uint>.Count;
                for (; j + lanes <= p.Length; j += lanes)
                {
                    Vector<ulong> x = Vector.Load((ulong*)(source + j)), y = Vector.Load((ulong*)(source + j) + lanes / 2);
                    Vector<uint> upper = Vector.Narrow(x >>> 32, y >>> 32);
                    Vector.Store(Vector.Narrow(x, y), (uint*)(real + j));
                    Vector.Store(upper, (uint*)(imaginary + j));
                    if (negative != null) Vector.Store(upper ^ Vector.Create(0x80000000u), (uint*)(negative + j));
                }
            }
            for (; j < p.Length; j++)
            {
                var number = (TPart*)(source + j * p.Step);
                real[j] = number[0];
                imaginary[j] = number[1];
                if (negative != null) negative[j] = Accumulation.Multiply(number[1], Accumulation.Scalar<TPart>(-1));
            }
        }
    }

    private static void Join(void* context, nint begin, nint end)
    {
        ref readonly Result r = ref *(Result*)context;
        ref readonly Epilogue<T> epilogue = ref r.Epilogue;
        bool plain = epilogue.IsPlain, old = epilogue.Beta != Complex.Zero;
        for (nint i = begin; i < end; i++)
        {
            TPart* real = r.Real + i * r.Columns, imaginary = r.Imaginary + i * r.Columns;
            T* c = r.C + i * r.CRow;
            nint j = 0;
            if (typeof(TPart) == typeof(float) && plain)
            {
                int lanes = Vector<uint>.Count;
                for (; j + lanes <= r.Columns; j += lanes)
                {
                    Vector<uint> x = Vector.Load((uint*)(real + j)), y = Vector.Load((uint*)(imaginary + j));
                    Vector.Store(Vector.WidenLower(x) | (Vector.WidenLower(y) << 32), (ulong*)(c + j));
                    Vector.Store(Vector.WidenUpper(x) | (Vector.WidenUpper(y) << 32), (ulong*)(c + j) + lanes / 2);
                }
            }
            for (; j < r.Columns; j++)
            {
                if (plain)
                {
                    ((TPart*)(c + j))[0] = real[j];
                    ((TPart*)(c + j))[1] = imaginary[j];
                    continue;
                }
                Complex value = epilogue.Alpha * new Complex(Part(real[j]), Part(imaginary[j]));
                if (old) value += epilogue.Beta * Widen(c[j]);
                if (epilogue.Residual != null) value += Widen(epilogue.Residual[i * epilogue.ResidualRow + j]);
                if (epilogue.Bias != null) value += Widen(epilogue.Bias[j]);
                c[j] = Narrow(value);
            }
        }
    }

    private static double Part(TPart value) =>
        typeof(TPart) == typeof(float) ? Unsafe.BitCast<TPart, float>(value) : Unsafe.BitCast<TPart, double>(value);

    private static Complex Widen(T value) =>
        typeof(T) == typeof(Complex64) ? Unsafe.BitCast<T, Complex64>(value) : Unsafe.BitCast<T, Complex>(value);

    private static T Narrow(Complex value) =>
        typeof(T) == typeof(Complex64) ? Unsafe.BitCast<Complex64, T>((Complex64)value) : Unsafe.BitCast<Complex, T>(value);
}
