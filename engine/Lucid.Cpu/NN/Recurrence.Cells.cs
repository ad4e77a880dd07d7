using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Gemm;
using Lucid.Cpu.Simd;

namespace Lucid.Cpu.NN;

/// <summary>The gates of a step, forward: loops over whole vectors; what is left of a row is copied to where it fills one.</summary>
public static unsafe partial class Recurrence
{
    /// <summary>Where some elements of a row are; their gates lie <see cref="Gate"/> apart.</summary>
    private struct CellTask<T>
        where T : unmanaged
    {
        public T* Inputs, Products, NewBias, State, Cell, Outputs, Kept;
        public nint Gate;

        // Backward.
        public T* Carried, Gradient, CellBefore, CellGradient, Before, Slopes, HiddenSlopes, Made;
    }

    /// <summary>A unit's elements of a row: gates, new states, and what is kept.</summary>
    [SkipLocalsInit]
    private static void Cells<T>(Job<T>* job, nint row, nint first, T* products)
        where T : unmanaged
    {
        nint hidden = job->Shape.Hidden, lanes = Vector<T>.Count, width = Math.Min(TileShape<T>.Columns, hidden - first), at = row * hidden + first;
        nint gates = job->Shape.GateCount, kept = job->Shape.KeptCount;
        CellTask<T> task = new()
        {
            Inputs = job->Inputs + gates * (at - first) + first, Products = products, NewBias = job->NewBias == null ? null : job->NewBias + first,
            State = job->State + row * job->StateRow + first, Cell = job->Cell == null ? null : job->Cell + at, Outputs = job->Outputs + at,
            Kept = job->Kept == null ? null : job->Kept + kept * (at - first) + first, Gate = hidden,
        };
        if (width >= lanes) Cells(job->Shape.Cell, &task, width / lanes);
        nint n = width % lanes, done = width - n;
        if (n == 0) return;
        T* free = stackalloc T[14 * Vector<T>.Count];
        CellTask<T> whole = task;
        whole.Gate = lanes;
        whole.Products += done;
        whole.Inputs = Staged(task.Inputs + done, gates, hidden, n, ref free);
        whole.NewBias = Staged(task.NewBias == null ? null : task.NewBias + done, 1, hidden, n, ref free);
        whole.State = Staged(task.State + done, 1, hidden, n, ref free);
        whole.Cell = Staged(task.Cell == null ? null : task.Cell + done, 1, hidden, n, ref free);
        whole.Outputs = free;
        whole.Kept = task.Kept == null ? null : free + lanes;
        Cells(job->Shape.Cell, &whole, 1);
        if (job->Shape.Cell == RecurrentCell.Lstm) Finish(whole.Cell, whole.Outputs, 1);
        Unstage(whole.Outputs, task.Outputs + done, 1, hidden, n);
        if (task.Cell != null) Unstage(whole.Cell, task.Cell + done, 1, hidden, n);
        if (task.Kept != null) Unstage(whole.Kept, task.Kept + done, kept, hidden, n);
    }

    /// <summary>Pieces of n elements, stride apart, as vectors that lie together; null stays.</summary>
    private static T* Staged<T>(T* x, nint pieces, nint stride, nint n, ref T* free)
        where T : unmanaged
    {
        if (x == null) return null;
        T* o = free;
        free += pieces * Vector<T>.Count;
        new Span<T>(o, (int)(free - o)).Clear();
        for (nint i = 0; i < pieces; i++) new Span<T>(x + i * stride, (int)n).CopyTo(new Span<T>(o + i * Vector<T>.Count, (int)n));
        return o;
    }

    private static void Unstage<T>(T* x, T* o, nint pieces, nint stride, nint n)
        where T : unmanaged
    {
        for (nint i = 0; i < pieces; i++) new Span<T>(x + i * Vector<T>.Count, (int)n).CopyTo(new Span<T>(o + i * stride, (int)n));
    }

    private static void Cells<T>(RecurrentCell cell, CellTask<T>* task, nint count)
        where T : unmanaged
    {
        nint columns = TileShape<T>.Columns, lanes = Vector<T>.Count;
        if (cell == RecurrentCell.Lstm) Lstm(task, columns, count);
        else if (cell == RecurrentCell.Gru) Gru(task, columns, count);
        else
            for (nint j = 0; j < count * lanes; j += lanes)
            {
                Vector<T> a = Vector.Load(task->Inputs + j) + Vector.Load(task->Products + j);
                (cell == RecurrentCell.Relu ? default(Relu).Invoke(a) : VectorMath.Tanh(a)).Store(task->Outputs + j);
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Gate<T>(Vector<T> x) where T : unmanaged =>
        typeof(T) == typeof(float) ? Vector.As<float, T>(SingleMath.Gate(Vector.As<T, float>(x))) : VectorMath.Sigmoid(x);

    // New cell states, and the output gate in place of the outputs: what waits for the cell states comes later, all rows together.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Lstm<T>(CellTask<T>* task, nint product, nint count)
        where T : unmanaged
    {
        T* x = task->Inputs, p = task->Products, cell = task->Cell, outputs = task->Outputs, kept = task->Kept;
        nint gate = task->Gate, lanes = Vector<T>.Count;
        do
        {
            Vector<T> i = Gate(Vector.Load(x) + Vector.Load(p)), f = Gate(Vector.Load(x + gate) + Vector.Load(p + product));
            Vector<T> g = VectorMath.Tanh(Vector.Load(x + 2 * gate) + Vector.Load(p + 2 * product));
            Vector<T> o = Gate(Vector.Load(x + 3 * gate) + Vector.Load(p + 3 * product)), c = f * Vector.Load(cell) + i * g;
            c.Store(cell);
            o.Store(outputs);
            if (kept != null)
            {
                Keep(kept, gate, i, f, g, o);
                c.Store(kept + 4 * gate);
                kept += lanes;
            }
            x += lanes;
            p += lanes;
            cell += lanes;
            outputs += lanes;
        }
        while (--count > 0);
    }

    /// <summary>The outputs of an LSTM's unit for some rows: the output gate times the squashed cell state.</summary>
    private static void Finish<T>(Job<T>* job, nint row, nint rows, nint first)
        where T : unmanaged
    {
        nint hidden = job->Shape.Hidden, count = Math.Min(TileShape<T>.Columns, hidden - first) / Vector<T>.Count;
        for (nint end = row + rows; row < end && count > 0; row++) Finish(job->Cell + row * hidden + first, job->Outputs + row * hidden + first, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Finish<T>(T* cell, T* outputs, nint count)
        where T : unmanaged
    {
        for (nint j = 0; j < count * Vector<T>.Count; j += Vector<T>.Count)
            (Vector.Load(outputs + j) * VectorMath.Tanh(Vector.Load(cell + j))).Store(outputs + j);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Gru<T>(CellTask<T>* task, nint product, nint count)
        where T : unmanaged
    {
        T* x = task->Inputs, p = task->Products, kept = task->Kept;
        nint gate = task->Gate, lanes = Vector<T>.Count, j = 0;
        do
        {
            Vector<T> r = Gate(Vector.Load(x + j) + Vector.Load(p + j));
            Vector<T> z = Gate(Vector.Load(x + gate + j) + Vector.Load(p + product + j)), m = Vector.Load(p + 2 * product + j);
            if (task->NewBias != null) m += Vector.Load(task->NewBias + j);
            Vector<T> g = VectorMath.Tanh(Vector.Load(x + 2 * gate + j) + r * m);
            (g + z * (Vector.Load(task->State + j) - g)).Store(task->Outputs + j);
            if (kept != null) Keep(kept + j, gate, r, z, g, m);
            j += lanes;
        }
        while (--count > 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep<T>(T* kept, nint gate, Vector<T> a, Vector<T> b, Vector<T> c, Vector<T> d)
        where T : unmanaged
    {
        a.Store(kept);
        b.Store(kept + gate);
        c.Store(kept + 2 * gate);
        d.Store(kept + 3 * gate);
    }

    /// <summary>A unit's elements of a row, backward: gradients of the gates; in StateGradient stays what passes the gates by.</summary>
    [SkipLocalsInit]
    private static void CellSlopes<T>(Job<T>* job, nint row, nint first)
        where T : unmanaged
    {
        nint hidden = job->Shape.Hidden, lanes = Vector<T>.Count, width = Math.Min(TileShape<T>.Columns, hidden - first), at = row * hidden + first;
        nint gates = job->Shape.GateCount, kept = job->Shape.KeptCount, inGates = gates * (at - first) + first;
        CellTask<T> task = new()
        {
            Carried = job->StateGradient + at, Gradient = job->Gradient + at, Outputs = job->Outputs + at, Before = job->Before + at, Gate = hidden,
            Kept = kept == 0 ? null : job->Kept + kept * (at - first) + first, Slopes = job->Slopes + inGates, HiddenSlopes = job->HiddenSlopes + inGates,
            Made = job->MadeSlopes + row * job->StateRow + first,
        };
        if (job->Shape.Cell == RecurrentCell.Lstm)
        {
            task.CellGradient = job->CellGradient + at;
            task.CellBefore = row < job->BeforeRows ? job->KeptBefore + kept * (at - first) + 4 * hidden + first : job->CellStart + at;
        }
        if (width >= lanes) CellSlopes(job->Shape.Cell, &task, width / lanes);
        nint n = width % lanes, done = width - n;
        if (n == 0) return;
        T* free = stackalloc T[20 * Vector<T>.Count];
        CellTask<T> whole = task;
        whole.Gate = lanes;
        whole.Carried = Staged(task.Carried + done, 1, hidden, n, ref free);
        whole.Gradient = Staged(task.Gradient + done, 1, hidden, n, ref free);
        whole.Outputs = Staged(task.Outputs + done, 1, hidden, n, ref free);
        whole.Before = Staged(task.Before + done, 1, hidden, n, ref free);
        whole.Kept = Staged(task.Kept == null ? null : task.Kept + done, kept, hidden, n, ref free);
        whole.CellGradient = Staged(task.CellGradient == null ? null : task.CellGradient + done, 1, hidden, n, ref free);
        whole.CellBefore = Staged(task.CellBefore == null ? null : task.CellBefore + done, 1, hidden, n, ref free);
        whole.Slopes = free;
        whole.HiddenSlopes = job->Shape.Cell == RecurrentCell.Gru ? free + gates * lanes : free;
        whole.Made = whole.HiddenSlopes;
        CellSlopes(job->Shape.Cell, &whole, 1);
        Unstage(whole.Carried, task.Carried + done, 1, hidden, n);
        Unstage(whole.Slopes, task.Slopes + done, gates, hidden, n);
        if (job->Shape.Cell == RecurrentCell.Gru) Unstage(whole.HiddenSlopes, task.HiddenSlopes + done, gates, hidden, n);
        Unstage(whole.Made, task.Made + done, gates, hidden, n);
        if (task.CellGradient != null) Unstage(whole.CellGradient, task.CellGradient + done, 1, hidden, n);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CellSlopes<T>(RecurrentCell cell, CellTask<T>* task, nint count)
        where T : unmanaged
    {
        nint gate = task->Gate, lanes = Vector<T>.Count;
        Vector<T> one = VectorMath.Constant<T>(1);
        for (nint j = 0; j < count * lanes; j += lanes)
        {
            T* kept = task->Kept + j, slopes = task->Slopes + j, hiddenSlopes = task->HiddenSlopes + j, made = task->Made + j;
            Vector<T> dh = Vector.Load(task->Carried + j) + Vector.Load(task->Gradient + j), rest = Vector<T>.Zero;
            if (cell == RecurrentCell.Lstm)
            {
                Vector<T> i = Vector.Load(kept), f = Vector.Load(kept + gate), g = Vector.Load(kept + 2 * gate), o = Vector.Load(kept + 3 * gate);
                Vector<T> squashed = VectorMath.Tanh(Vector.Load(kept + 4 * gate));
                Vector<T> dc = Vector.Load(task->CellGradient + j) + dh * o * (one - squashed * squashed);
                Vector<T> di = dc * g * i * (one - i), df = dc * Vector.Load(task->CellBefore + j) * f * (one - f), dg = dc * i * (one - g * g);
                Vector<T> ofOutput = dh * squashed * o * (one - o);
                Keep(slopes, gate, di, df, dg, ofOutput);
                Keep(made, gate, di, df, dg, ofOutput);
                (dc * f).Store(task->CellGradient + j);
            }
            else if (cell == RecurrentCell.Gru)
            {
                Vector<T> r = Vector.Load(kept), z = Vector.Load(kept + gate), g = Vector.Load(kept + 2 * gate), m = Vector.Load(kept + 3 * gate);
                Vector<T> dn = dh * (one - z) * (one - g * g), dr = dn * m * r * (one - r);
                Vector<T> dz = dh * (Vector.Load(task->Before + j) - g) * z * (one - z), dm = dn * r;
                dr.Store(slopes);
                dz.Store(slopes + gate);
                dn.Store(slopes + 2 * gate);
                for (int copy = 0; copy < 2; copy++, hiddenSlopes = made)
                {
                    dr.Store(hiddenSlopes);
                    dz.Store(hiddenSlopes + gate);
                    dm.Store(hiddenSlopes + 2 * gate);
                }
                rest = dh * z;
            }
            else
            {
                Vector<T> h = Vector.Load(task->Outputs + j);
                Vector<T> d = cell == RecurrentCell.Relu ? default(ReluBackward).Invoke(dh, h) : dh * (one - h * h);
                d.Store(slopes);
                d.Store(made);
            }
            rest.Store(task->Carried + j);
        }
    }
}
