using System;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;
using Lucid.Numerics;

namespace Lucid.Cpu.Reduce;

/// <summary>Starts <see cref="ReduceDriver"/> with the steps of an <see cref="IReducer{T, TState}"/>.</summary>
internal static unsafe class ReduceSteps<TIn, T, TState, TOut, TReducer, TFinisher>
    where TIn : unmanaged
    where T : unmanaged
    where TState : unmanaged
    where TOut : unmanaged
    where TReducer : unmanaged, IReducer<T, TState>
    where TFinisher : unmanaged, IFinisher<TState, TOut>
{
    internal static void Run(TReducer reducer, TFinisher finisher, ReadOnlySpan<long> shape, TIn* x, ReadOnlySpan<long> xs,
        ReadOnlySpan<bool> reduced, TOut* o, long* second, bool ordered)
    {
        ReduceJob job;
        Unsafe.SkipInit(out job);
        TState empty = reducer.Empty;
        job.Input = (byte*)x;
        job.Output = (byte*)o;
        job.Second = second;
        job.Reducer = &reducer;
        job.Finisher = &finisher;
        job.Empty = &empty;
        job.InputSize = sizeof(TIn);
        job.ElementSize = sizeof(T);
        job.StateSize = sizeof(TState);
        job.LongestRow = TReducer.LongestRow;
        job.Convert = typeof(TIn) == typeof(T) ? null : &ConversionStep<TIn, T>.Convert;
        job.Row = &ReducerSteps<T, TState, TReducer>.Row;
        bool unconverted = typeof(TIn) == typeof(BFloat16) && typeof(TReducer) == typeof(SumReducer<SumFold, float>);
        job.UnconvertedRow = typeof(TIn) == typeof(T) ? job.Row : unconverted ? &BFloat16Sum.Row : null;
        job.Block = &ReducerSteps<T, TState, TReducer>.Block;
        job.Merge = &ReducerSteps<T, TState, TReducer>.Merge;
        job.Store = &FinisherStep<TState, TOut, TFinisher>.Store;
        ReduceDriver.Run(&job, shape, xs, reduced, ordered);
    }
}

/// <summary>A reducer's methods without its types.</summary>
internal static unsafe class ReducerSteps<T, TState, TReducer>
    where T : unmanaged
    where TState : unmanaged
    where TReducer : unmanaged, IReducer<T, TState>
{
    internal static void Row(void* reducer, void* state, void* x, nint count, long position) =>
        ((TReducer*)reducer)->Row(ref *(TState*)state, (T*)x, count, position);

    internal static void Block(void* reducer, void* states, void** rows, int count, nint width, long position) =>
        ((TReducer*)reducer)->Block((TState*)states, (T**)rows, count, width, position);

    internal static void Merge(void* reducer, void* states, void* later, nint count)
    {
        for (nint i = 0; i < count; i++) ((TReducer*)reducer)->Merge(ref ((TState*)states)[i], ((TState*)later)[i]);
    }
}

/// <summary>Dense conversion without its types.</summary>
internal static unsafe class ConversionStep<TIn, T>
    where TIn : unmanaged
    where T : unmanaged
{
    internal static void Convert(void* from, void* to, nint count) => DenseConvert.Run((TIn*)from, (T*)to, count);
}

/// <summary>A finisher's methods without its types.</summary>
internal static unsafe class FinisherStep<TState, TOut, TFinisher>
    where TState : unmanaged
    where TOut : unmanaged
    where TFinisher : unmanaged, IFinisher<TState, TOut>
{
    internal static void Store(ReduceJob* job, void* states, nint count, long output, long step)
    {
        TFinisher finisher = *(TFinisher*)job->Finisher;
        for (nint i = 0; i < count; i++, output += step)
        {
            ((TOut*)job->Output)[output] = finisher.Finish(((TState*)states)[i], job->Plan.Count);
            if (job->Second != null) job->Second[output] = finisher.Second(((TState*)states)[i]);
        }
    }
}
