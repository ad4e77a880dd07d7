using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Simd;

namespace Lucid.Cpu.Optimizers;

/// <summary>Hyperparameters of one Adam step, named as torch.optim.Adam names them.</summary>
/// <param name="LearningRate">Step size.</param>
/// <param name="Beta1">Decay of the first moment.</param>
/// <param name="Beta2">Decay of the second moment.</param>
/// <param name="Epsilon">Added to the denominator.</param>
/// <param name="WeightDecay">L2 penalty, or decoupled decay.</param>
/// <param name="Decoupled">AdamW: the decay multiplies the parameter instead of joining the gradient.</param>
/// <param name="Maximize">Ascend instead of descend.</param>
public readonly record struct AdamParameters(double LearningRate, double Beta1, double Beta2, double Epsilon, double WeightDecay,
    bool Decoupled, bool Maximize);

/// <summary>Adam, AdamW and AMSGrad over many tensors in one call (D. P. Kingma, J. Ba, 2015; I. Loshchilov, F. Hutter, 2019;
/// S. J. Reddi et al., 2018); T is float or double.</summary>
public static unsafe class Adam
{
    private struct Job
    {
        internal void** Parameters, Gradients, First, Second, Largest;
        internal double* Steps;
        internal AdamParameters Settings;
    }

    /// <summary>One step as torch.optim.Adam and AdamW compute it.</summary>
    /// <param name="parameters">Addresses of count dense arrays, updated in place.</param>
    /// <param name="gradients">Addresses of their gradients.</param>
    /// <param name="firstMoments">Addresses of the running means of the gradients.</param>
    /// <param name="secondMoments">Addresses of the running means of their squares.</param>
    /// <param name="largestSecondMoments">Addresses of the largest second moments so far (AMSGrad), or null.</param>
    /// <param name="steps">Per tensor, the number of this step, from 1.</param>
    /// <param name="lengths">Elements of each array.</param>
    /// <param name="count">Number of arrays.</param>
    /// <param name="settings">Hyperparameters.</param>
    public static void Step<T>(T** parameters, T** gradients, T** firstMoments, T** secondMoments, T** largestSecondMoments,
        double* steps, nint* lengths, nint count, AdamParameters settings)
        where T : unmanaged
    {
        Job job = new()
        {
            Parameters = (void**)parameters, Gradients = (void**)gradients, First = (void**)firstMoments, Second = (void**)secondMoments,
            Largest = (void**)largestSecondMoments, Steps = steps, Settings = settings,
        };
        TensorList.Run(lengths, count, &Stretch<T>, &job);
    }

    // Scalars of the update as vectors of one value, made once a stretch.
    private readonly struct Scalars<T> where T : unmanaged
    {
        internal readonly Vector<T> GradientSign, Decay, Shrink, FirstStep, Beta2, SecondStep, RootCorrection, Epsilon, Size;

        internal Scalars(in AdamParameters s, double step)
        {
            double correction1 = 1 - Math.Pow(s.Beta1, step), correction2 = 1 - Math.Pow(s.Beta2, step);
            GradientSign = VectorMath.Constant<T>(s.Maximize ? -1 : 1);
            Decay = VectorMath.Constant<T>(s.Decoupled ? 0 : s.WeightDecay);
            Shrink = VectorMath.Constant<T>(s.Decoupled ? 1 - s.LearningRate * s.WeightDecay : 1);
            FirstStep = VectorMath.Constant<T>(1 - s.Beta1);
            Beta2 = VectorMath.Constant<T>(s.Beta2);
            SecondStep = VectorMath.Constant<T>(1 - s.Beta2);
            RootCorrection = VectorMath.Constant<T>(Math.Sqrt(correction2));
            Epsilon = VectorMath.Constant<T>(s.Epsilon);
            Size = VectorMath.Constant<T>(-s.LearningRate / correction1);
        }
    }

    private static void Stretch<T>(void* context, nint tensor, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        T* p = (T*)job->Parameters[tensor], g = (T*)job->Gradients[tensor], m = (T*)job->First[tensor], v = (T*)job->Second[tensor];
        T* largest = job->Largest == null ? null : (T*)job->Largest[tensor];
        Scalars<T> s = new(in job->Settings, job->Steps[tensor]);
        nint w = Vector<T>.Count, i = begin;
        for (; i <= end - w; i += w)
        {
            Vector<T> first = Vector.Load(m + i), second = Vector.Load(v + i), top = largest == null ? second : Vector.Load(largest + i);
            Vector<T> result = Update(in s, Vector.Load(p + i), Vector.Load(g + i), ref first, ref second, ref top, largest != null);
            first.Store(m + i);
            second.Store(v + i);
            if (largest != null) top.Store(largest + i);
            result.Store(p + i);
        }
        if (i == end) return;
        nint n = end - i;
        Vector<T> lastFirst = VectorLoops.LoadShort(m + i, n, -1), lastSecond = VectorLoops.LoadShort(v + i, n, -1);
        Vector<T> lastTop = largest == null ? lastSecond : VectorLoops.LoadShort(largest + i, n, -1);
        Vector<T> last = Update(in s, VectorLoops.LoadShort(p + i, n, -1), VectorLoops.LoadShort(g + i, n, -1), ref lastFirst,
            ref lastSecond, ref lastTop, largest != null);
        VectorLoops.StoreShort(lastFirst, m + i, n);
        VectorLoops.StoreShort(lastSecond, v + i, n);
        if (largest != null) VectorLoops.StoreShort(lastTop, largest + i, n);
        VectorLoops.StoreShort(last, p + i, n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Update<T>(in Scalars<T> s, Vector<T> p, Vector<T> g, ref Vector<T> m, ref Vector<T> v, ref Vector<T> largest, bool amsgrad)
        where T : unmanaged
    {
        g *= s.GradientSign;
        g += p * s.Decay;
        p *= s.Shrink;
        m += (g - m) * s.FirstStep;
        v = v * s.Beta2 + g * g * s.SecondStep;
        Vector<T> second = v;
        if (amsgrad)
        {
            largest = VectorMath.Maximum(largest, v);
            second = largest;
        }
        Vector<T> denominator = Vector.SquareRoot(second) / s.RootCorrection + s.Epsilon;
        return p + m / denominator * s.Size;
    }
}
