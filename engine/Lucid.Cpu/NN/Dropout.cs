using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;
using Lucid.Numerics;

namespace Lucid.Cpu.NN;

/// <summary>Applies a dropout mask; the same kernel is its own backward.</summary>
public static unsafe class Dropout
{
    private const nint Block = 512;

    private struct Job
    {
        internal void* X, O;
        internal byte* Mask;
        internal double Scale;
        internal nint Count;
    }

    private readonly struct Scaled(double scale) : IBinaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Invoke<T>(Vector<T> x, Vector<T> mask) where T : unmanaged =>
            Vector.AndNot(x * VectorMath.Constant<T>(scale), Vector.Equals(mask, Vector<T>.Zero));
    }

    /// <summary>o = x * scale where the mask byte is not 0, else 0. Dense; o may be x. T is float, double, Half or BFloat16.</summary>
    public static void Apply<T>(T* x, byte* mask, double scale, T* o, nint count) where T : unmanaged
    {
        Job job = new() { X = x, O = o, Mask = mask, Scale = scale, Count = count };
        Team.Run((count + Block - 1) / Block, 64, &Blocks<T>, &job);
    }

    [SkipLocalsInit]
    private static void Blocks<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        float* a = stackalloc float[(int)Block], m = stackalloc float[(int)Block];
        double* wide = stackalloc double[(int)Block];
        for (nint block = begin; block < end; block++)
        {
            nint at = block * Block, n = Math.Min(Block, job->Count - at);
            T* x = (T*)job->X + at, o = (T*)job->O + at;
            DenseConvert.Run(job->Mask + at, m, n);
            if (typeof(T) == typeof(double))
            {
                DenseConvert.Run(m, wide, n);
                VectorLoops.Binary(new Scaled(job->Scale), (double*)x, false, wide, false, (double*)o, n, false);
                continue;
            }
            float* source = (float*)x, target = (float*)o;
            if (typeof(T) != typeof(float))
            {
                DenseConvert.Run(x, a, n);
                source = target = a;
            }
            VectorLoops.Binary(new Scaled(job->Scale), source, false, m, false, target, n, false);
            if (typeof(T) != typeof(float)) DenseConvert.Run(a, o, n);
        }
    }
}
