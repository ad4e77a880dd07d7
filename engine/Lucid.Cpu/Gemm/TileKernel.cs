using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Lucid.Cpu.Simd;

namespace Lucid.Cpu.Gemm;

/// <summary>A constant that the compiler folds when it appears as a type argument.</summary>
internal interface ITileCount
{
    static abstract int Value { get; }
}

/// <summary>What a tile's kernel reads and writes; strides in elements.</summary>
internal unsafe struct TileTask<T>
    where T : unmanaged
{
    public nint Depth;
    public T* A;
    public nint ARow, ACol;
    public T* B;
    public nint BRow;
    public T* C;
    public nint CRow;

    /// <summary>Added to the product before it is stored, with row stride <see cref="AddRow"/> (0 repeats a row); or null.</summary>
    public T* Add;
    public nint AddRow;
    public T Alpha;

    /// <summary>Results below are raised to it: 0 for relu, else the least value.</summary>
    public T Floor;

    /// <summary>Where a stream begins that goes into the second-level cache meanwhile, and its bytes for every level.</summary>
    public byte* Next;
    public nint NextStep;

    /// <summary>Whether factor and floor change nothing.</summary>
    public bool Plain;
}

/// <summary>The register-tile kernel: up to 12 rows of one or two vectors, every accumulator in a register.</summary>
internal static unsafe class TileKernel
{
    /// <summary>x y + z, fused where the processor can.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> MultiplyAdd<T>(Vector<T> x, Vector<T> y, Vector<T> z)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            return Vector.As<float, T>(Vector.MultiplyAddEstimate(Vector.As<T, float>(x), Vector.As<T, float>(y), Vector.As<T, float>(z)));
        if (typeof(T) == typeof(double))
            return Vector.As<double, T>(Vector.MultiplyAddEstimate(Vector.As<T, double>(x), Vector.As<T, double>(y), Vector.As<T, double>(z)));
        return x * y + z;
    }

    /// <summary>C = max(alpha A B + add, floor) for one tile of TRows rows and TVectors vectors.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TRows, TVectors>(TileTask<T>* task)
        where T : unmanaged
        where TRows : struct, ITileCount
        where TVectors : struct, ITileCount
    {
        Vector<T> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        Vector<T> c40 = default, c41 = default, c50 = default, c51 = default, c60 = default, c61 = default, c70 = default, c71 = default;
        Vector<T> c80 = default, c81 = default, c90 = default, c91 = default, ca0 = default, ca1 = default, cb0 = default, cb1 = default;
        nint k = task->Depth, row = task->ARow, row2 = 2 * row, column = task->ACol, bRow = task->BRow;
        T* a0 = task->A, a3 = a0 + 3 * row, a6 = a3 + 3 * row, a9 = a6 + 3 * row;
        T* b = task->B;
        int lanes = Vector<T>.Count;
        // Sixteen rows whose distance is a multiple of 4096 bytes would evict each other.
        nint ahead = (bRow * sizeof(T) % 4096 == 0 ? 8 : 16) * bRow;
        // What will be needed next is fetched a line at a level: more at a time would keep B's lines waiting.
        bool full = TRows.Value == TileShape<T>.Rows && TVectors.Value == 2;
        byte* next = task->Next;
        nint nextStep = task->NextStep;
        // Tested at the end: the depth is never 0 here, and the loop then needs one branch.
        do
        {
            if (full && Sse.IsSupported)
            {
                Sse.Prefetch1(next);
                next += nextStep;
            }
            // A block of B streams by out of the second-level cache.
            if (TRows.Value == TileShape<T>.Rows)
            {
                VectorMath.Prefetch(b + ahead);
                if (Vector<byte>.Count == 64) VectorMath.Prefetch(b + ahead + lanes);
            }
            Vector<T> b0 = Vector.Load(b), b1 = TVectors.Value > 1 ? Vector.Load(b + lanes) : default;
            Vector<T> x;
            x = Vector.Create(a0[0]);
            c00 = MultiplyAdd(x, b0, c00);
            if (TVectors.Value > 1) c01 = MultiplyAdd(x, b1, c01);
            if (TRows.Value > 1)
            {
                x = Vector.Create(a0[row]);
                c10 = MultiplyAdd(x, b0, c10);
                if (TVectors.Value > 1) c11 = MultiplyAdd(x, b1, c11);
            }
            if (TRows.Value > 2)
            {
                x = Vector.Create(a0[row2]);
                c20 = MultiplyAdd(x, b0, c20);
                if (TVectors.Value > 1) c21 = MultiplyAdd(x, b1, c21);
            }
            if (TRows.Value > 3)
            {
                x = Vector.Create(a3[0]);
                c30 = MultiplyAdd(x, b0, c30);
                if (TVectors.Value > 1) c31 = MultiplyAdd(x, b1, c31);
            }
            if (TRows.Value > 4)
            {
                x = Vector.Create(a3[row]);
                c40 = MultiplyAdd(x, b0, c40);
                if (TVectors.Value > 1) c41 = MultiplyAdd(x, b1, c41);
            }
            if (TRows.Value > 5)
            {
                x = Vector.Create(a3[row2]);
                c50 = MultiplyAdd(x, b0, c50);
                if (TVectors.Value > 1) c51 = MultiplyAdd(x, b1, c51);
            }
            if (TRows.Value > 6)
            {
                x = Vector.Create(a6[0]);
                c60 = MultiplyAdd(x, b0, c60);
                if (TVectors.Value > 1) c61 = MultiplyAdd(x, b1, c61);
            }
            if (TRows.Value > 7)
            {
                x = Vector.Create(a6[row]);
                c70 = MultiplyAdd(x, b0, c70);
                if (TVectors.Value > 1) c71 = MultiplyAdd(x, b1, c71);
            }
            if (TRows.Value > 8)
            {
                x = Vector.Create(a6[row2]);
                c80 = MultiplyAdd(x, b0, c80);
                if (TVectors.Value > 1) c81 = MultiplyAdd(x, b1, c81);
            }
            if (TRows.Value > 9)
            {
                x = Vector.Create(a9[0]);
                c90 = MultiplyAdd(x, b0, c90);
                if (TVectors.Value > 1) c91 = MultiplyAdd(x, b1, c91);
            }
            if (TRows.Value > 10)
            {
                x = Vector.Create(a9[row]);
                ca0 = MultiplyAdd(x, b0, ca0);
                if (TVectors.Value > 1) ca1 = MultiplyAdd(x, b1, ca1);
            }
            if (TRows.Value > 11)
            {
                x = Vector.Create(a9[row2]);
                cb0 = MultiplyAdd(x, b0, cb0);
                if (TVectors.Value > 1) cb1 = MultiplyAdd(x, b1, cb1);
            }
            a0 += column;
            if (TRows.Value > 3) a3 += column;
            if (TRows.Value > 6) a6 += column;
            if (TRows.Value > 9) a9 += column;
            b += bRow;
        }
        while (--k > 0);

        T* c = task->C;
        T* add = task->Add;
        nint cRow = task->CRow, addRow = task->AddRow;
        // Scaling and flooring compete with the next tile's multiply-adds for the same ports: 4% at depth 64.
        if ((typeof(T) == typeof(float) || typeof(T) == typeof(double)) && task->Plain && add == null)
        {
            Store<T, TVectors>(ref c, cRow, c00, c01);
            if (TRows.Value > 1) Store<T, TVectors>(ref c, cRow, c10, c11);
            if (TRows.Value > 2) Store<T, TVectors>(ref c, cRow, c20, c21);
            if (TRows.Value > 3) Store<T, TVectors>(ref c, cRow, c30, c31);
            if (TRows.Value > 4) Store<T, TVectors>(ref c, cRow, c40, c41);
            if (TRows.Value > 5) Store<T, TVectors>(ref c, cRow, c50, c51);
            if (TRows.Value > 6) Store<T, TVectors>(ref c, cRow, c60, c61);
            if (TRows.Value > 7) Store<T, TVectors>(ref c, cRow, c70, c71);
            if (TRows.Value > 8) Store<T, TVectors>(ref c, cRow, c80, c81);
            if (TRows.Value > 9) Store<T, TVectors>(ref c, cRow, c90, c91);
            if (TRows.Value > 10) Store<T, TVectors>(ref c, cRow, ca0, ca1);
            if (TRows.Value > 11) Store<T, TVectors>(ref c, cRow, cb0, cb1);
            return;
        }
        Vector<T> alpha = Vector.Create(task->Alpha), floor = Vector.Create(task->Floor);
        Finish<T, TVectors>(ref c, cRow, ref add, addRow, alpha, floor, c00, c01);
        if (TRows.Value > 1) Finish<T, TVectors>(ref c, cRow, ref add, addRow, alpha, floor, c10, c11);
        if (TRows.Value > 2) Finish<T, TVectors>(ref c, cRow, ref add, addRow, alpha, floor, c20, c21);
        if (TRows.Value > 3) Finish<T, TVectors>(ref c, cRow, ref add, addRow, alpha, floor, c30, c31);
        if (TRows.Value > 4) Finish<T, TVectors>(ref c, cRow, ref add, addRow, alpha, floor, c40, c41);
        if (TRows.Value > 5) Finish<T, TVectors>(ref c, cRow, ref add, addRow, alpha, floor, c50, c51);
        if (TRows.Value > 6) Finish<T, TVectors>(ref c, cRow, ref add, addRow, alpha, floor, c60, c61);
        if (TRows.Value > 7) Finish<T, TVectors>(ref c, cRow, ref add, addRow, alpha, floor, c70, c71);
        if (TRows.Value > 8) Finish<T, TVectors>(ref c, cRow, ref add, addRow, alpha, floor, c80, c81);
        if (TRows.Value > 9) Finish<T, TVectors>(ref c, cRow, ref add, addRow, alpha, floor, c90, c91);
        if (TRows.Value > 10) Finish<T, TVectors>(ref c, cRow, ref add, addRow, alpha, floor, ca0, ca1);
        if (TRows.Value > 11) Finish<T, TVectors>(ref c, cRow, ref add, addRow, alpha, floor, cb0, cb1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T, TVectors>(ref T* c, nint cRow, Vector<T> x, Vector<T> y)
        where T : unmanaged
        where TVectors : struct, ITileCount
    {
        Vector.Store(x, c);
        if (TVectors.Value > 1) Vector.Store(y, c + Vector<T>.Count);
        c += cRow;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<T, TVectors>(
        ref T* c, nint cRow, ref T* add, nint addRow, Vector<T> alpha, Vector<T> floor, Vector<T> x, Vector<T> y)
        where T : unmanaged
        where TVectors : struct, ITileCount
    {
        if (add != null)
        {
            x = MultiplyAdd(x, alpha, Vector.Load(add));
            if (TVectors.Value > 1) y = MultiplyAdd(y, alpha, Vector.Load(add + Vector<T>.Count));
            add += addRow;
        }
        else
        {
            x *= alpha;
            if (TVectors.Value > 1) y *= alpha;
        }
        Store<T, TVectors>(ref c, cRow, Raise(x, floor), TVectors.Value > 1 ? Raise(y, floor) : default);
    }

    /// <summary>The greater of x and the floor; a NaN in x is kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Raise<T>(Vector<T> x, Vector<T> floor)
        where T : unmanaged
        // The instruction gives its second operand where either is NaN.
        => Sse.IsSupported ? Vector.MaxNative(floor, x) : Vector.ConditionalSelect(Vector.LessThan(x, floor), floor, x);
}
