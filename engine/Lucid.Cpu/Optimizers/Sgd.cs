using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Simd;

namespace Lucid.Cpu.Optimizers;

/// <summary>Hyperparameters of one SGD step, named as torch.optim.SGD names them.</summary>
/// <param name="LearningRate">Step size.</param>
/// <param name="Momentum">0 for none.</param>
/// <param name="Dampening">Dampening of the momentum.</param>
/// <param name="WeightDecay">L2 penalty.</param>
/// <param name="Nesterov">Nesterov momentum.</param>
/// <param name="Maximize">Ascend instead of descend.</param>
public readonly record struct SgdParameters(double LearningRate, double Momentum, double Dampening, double WeightDecay, bool Nesterov, bool Maximize);

/// <summary>Stochastic gradient descent over many tensors in one call; T is float or double.</summary>
public static unsafe class Sgd
{
    private struct Job
    {
        internal void** Parameters, Gradients, Momenta;
        internal SgdParameters Settings;
        internal bool* First;
    }

    /// <summary>One step as torch.optim.SGD computes it.</summary>
    /// <param name="parameters">Addresses of count dense arrays, updated in place.</param>
    /// <param name="gradients">Addresses of their gradients.</param>
    /// <param name="momenta">Addresses of their momentum buffers; ignored (may be null) without momentum.</param>
    /// <param name="firstSteps">Per tensor, whether its buffer is new and takes the gradient itself; null means none is.</param>
    /// <param name="lengths">Elements of each array.</param>
    /// <param name="count">Number of arrays.</param>
    /// <param name="settings">Hyperparameters.</param>
    public static void Step<T>(T** parameters, T** gradients, T** momenta, bool* firstSteps, nint* lengths, nint count, SgdParameters settings)
        where T : unmanaged
    {
        Job job = new()
        {
            Parameters = (void**)parameters, Gradients = (void**)gradients, Momenta = (void**)momenta, Settings = settings, First = firstSteps,
        };
        TensorList.Run(lengths, count, &Stretch<T>, &job);
    }

    private static void Stretch<T>(void* context, nint tensor, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        T* p = (T*)job->Parameters[tensor], g = (T*)job->Gradients[tensor];
        T* m = job->Settings.Momentum != 0 ? (T*)job->Momenta[tensor] : null;
        bool first = job->First != null && job->First[tensor];
        nint w = Vector<T>.Count, i = begin;
        for (; i <= end - w; i += w)
        {
            Vector<T> parameter = Vector.Load(p + i), momentum = m == null ? Vector<T>.Zero : Vector.Load(m + i);
            Update(in job->Settings, first, Vector.Load(g + i), ref parameter, ref momentum);
            parameter.Store(p + i);
            if (m != null) momentum.Store(m + i);
        }
        if (i == end) return;
        nint n = end - i;
        Vector<T> lastParameter = VectorLoops.LoadShort(p + i, n, -1), lastMomentum = m == null ? Vector<T>.Zero : VectorLoops.LoadShort(m + i, n, -1);
        Update(in job->Settings, first, VectorLoops.LoadShort(g + i, n, -1), ref lastParameter, ref lastMomentum);
        VectorLoops.StoreShort(lastParameter, p + i, n);
        if (m != null) VectorLoops.StoreShort(lastMomentum, m + i, n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Update<T>(in SgdParameters s, bool first, Vector<T> g, ref Vector<T> p, ref Vector<T> m) where T : unmanaged
    {
        if (s.Maximize) g = -g;
        if (s.WeightDecay != 0) g += p * VectorMath.Constant<T>(s.WeightDecay);
        if (s.Momentum != 0)
        {
            m = first ? g : m * VectorMath.Constant<T>(s.Momentum) + g * VectorMath.Constant<T>(1 - s.Dampening);
            g = s.Nesterov ? g + m * VectorMath.Constant<T>(s.Momentum) : m;
        }
        p += g * VectorMath.Constant<T>(-s.LearningRate);
    }
}
