using System;
using Lucid.Cpu.Optimizers;
using Xunit;

namespace Lucid.Cpu.Tests.Optimizers;

/// <summary>Steps against the papers' recurrences in double, over tensors of many lengths in one call.</summary>
public sealed unsafe class OptimizerTests
{
    private static readonly int[] Lengths = [1, 0, 7, 8, 33, 8192, 8193, 20011];

    [Theory]
    [InlineData(0, 0, 0, false, false), InlineData(0.9, 0, 0.01, false, false), InlineData(0.9, 0.1, 0, false, true), InlineData(0.9, 0, 0.1, true, false)]
    public void Sgd(double momentum, double dampening, double decay, bool nesterov, bool maximize)
    {
        int count = Lengths.Length;
        GuardedBuffer<double>[] p = new GuardedBuffer<double>[count], g = new GuardedBuffer<double>[count], m = new GuardedBuffer<double>[count];
        double** ps = stackalloc double*[count], gs = stackalloc double*[count], ms = stackalloc double*[count];
        nint* lengths = stackalloc nint[count];
        bool* first = stackalloc bool[count];
        double[][] parameter = new double[count][], buffer = new double[count][];
        System.Random random = new(1);
        for (int t = 0; t < count; t++)
        {
            p[t] = new(Lengths[t]);
            g[t] = new(Lengths[t]);
            m[t] = new(Lengths[t]);
            ps[t] = p[t].Pointer;
            gs[t] = g[t].Pointer;
            ms[t] = m[t].Pointer;
            lengths[t] = Lengths[t];
            for (int i = 0; i < Lengths[t]; i++) p[t].Pointer[i] = random.NextDouble() - 0.5;
            parameter[t] = p[t].Span.ToArray();
            buffer[t] = new double[Lengths[t]];
        }
        for (int step = 0; step < 4; step++)
        {
            for (int t = 0; t < count; t++)
            {
                first[t] = step == 0;
                for (int i = 0; i < Lengths[t]; i++)
                {
                    g[t].Pointer[i] = random.NextDouble() - 0.5;
                    double d = (maximize ? -g[t].Pointer[i] : g[t].Pointer[i]) + decay * parameter[t][i];
                    buffer[t][i] = step == 0 ? d : momentum * buffer[t][i] + (1 - dampening) * d;
                    parameter[t][i] -= 0.1 * (momentum == 0 ? d : nesterov ? d + momentum * buffer[t][i] : buffer[t][i]);
                }
            }
            Lucid.Cpu.Optimizers.Sgd.Step(ps, gs, momentum == 0 ? null : ms, first, lengths, count, new(0.1, momentum, dampening, decay, nesterov, maximize));
        }
        for (int t = 0; t < count; t++)
        {
            for (int i = 0; i < Lengths[t]; i++) Assert.Equal(parameter[t][i], p[t].Pointer[i], 1e-13);
            p[t].Dispose();
            g[t].Dispose();
            m[t].Dispose();
        }
    }

    [Theory]
    [InlineData(0, false, false), InlineData(0.1, false, false), InlineData(0.1, true, false), InlineData(0.1, true, true), InlineData(0, false, true)]
    public void Adam(double decay, bool decoupled, bool amsgrad)
    {
        const double rate = 0.01, beta1 = 0.9, beta2 = 0.99, epsilon = 1e-8;
        int count = Lengths.Length;
        GuardedBuffer<float>[][] all = new GuardedBuffer<float>[5][];
        float*** lists = stackalloc float**[5];
        float** addresses = stackalloc float*[5 * count];
        nint* lengths = stackalloc nint[count];
        double* steps = stackalloc double[count];
        System.Random random = new(1);
        for (int k = 0; k < 5; k++)
        {
            all[k] = new GuardedBuffer<float>[count];
            lists[k] = addresses + k * count;
            for (int t = 0; t < count; t++)
            {
                all[k][t] = new(Lengths[t]);
                lists[k][t] = all[k][t].Pointer;
                lengths[t] = Lengths[t];
            }
        }
        double[][] p = new double[count][], m = new double[count][], v = new double[count][], top = new double[count][];
        for (int t = 0; t < count; t++)
        {
            p[t] = new double[Lengths[t]];
            m[t] = new double[Lengths[t]];
            v[t] = new double[Lengths[t]];
            top[t] = new double[Lengths[t]];
            for (int i = 0; i < Lengths[t]; i++) p[t][i] = lists[0][t][i] = (float)(random.NextDouble() - 0.5);
        }
        for (int step = 1; step <= 5; step++)
        {
            for (int t = 0; t < count; t++)
            {
                steps[t] = step;
                for (int i = 0; i < Lengths[t]; i++)
                {
                    double g = lists[1][t][i] = (float)((random.NextDouble() - 0.5) / step);
                    if (decoupled) p[t][i] *= 1 - rate * decay;
                    else g += decay * p[t][i];
                    m[t][i] = beta1 * m[t][i] + (1 - beta1) * g;
                    v[t][i] = beta2 * v[t][i] + (1 - beta2) * g * g;
                    top[t][i] = Math.Max(top[t][i], v[t][i]);
                    double mHat = m[t][i] / (1 - Math.Pow(beta1, step)), vHat = (amsgrad ? top[t][i] : v[t][i]) / (1 - Math.Pow(beta2, step));
                    p[t][i] -= rate * mHat / (Math.Sqrt(vHat) + epsilon);
                }
            }
            Lucid.Cpu.Optimizers.Adam.Step(lists[0], lists[1], lists[2], lists[3], amsgrad ? lists[4] : null, steps, lengths, count,
                new(rate, beta1, beta2, epsilon, decay, decoupled, false));
        }
        for (int t = 0; t < count; t++)
            for (int i = 0; i < Lengths[t]; i++) Assert.Equal(p[t][i], lists[0][t][i], 3e-5);
        foreach (GuardedBuffer<float>[] list in all)
            foreach (GuardedBuffer<float> buffer in list) buffer.Dispose();
    }
}
