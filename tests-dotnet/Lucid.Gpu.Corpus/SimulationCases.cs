using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Lucid.Gpu.Drivers;
using static Lucid.Gpu.Corpus.Expect;

namespace Lucid.Gpu.Corpus;

internal static class SimulationCases
{
    private const string File = "simulation.metal";

    public static IReadOnlyList<KernelCase> All { get; } =
    [
        new("nbody", NBody),
        new("mandelbrot", r =>
        {
            var steps = new uint[48 * 32];
            r.Run(File, "mandelbrot", new(48, 32), new(16, 8), steps, ByValue.Of(48u, 32));
            int differ = 0;
            for (int i = 0; i < steps.Length; i++)
            {
                double cx = i % 48 / 48.0 * 3 - 2, cy = i / 48 / 32.0 * 2 - 1, x = 0, y = 0;
                uint n = 0;
                while (n < 100 && x * x + y * y <= 4) { (x, y) = (x * x - y * y + cx, 2 * x * y + cy); n++; }
                if (n != steps[i]) differ++;
            }
            // Points on the edge escape one step apart in float and double.
            if (differ > 15) throw new InvalidOperationException($"{differ} of {steps.Length} points differ");
        }),
        new("life", r =>
        {
            byte[] cells = Bytes(20 * 13, 1, 2), next = new byte[260];
            r.Run(File, "life", new(20, 13), new(8, 8), cells, next, ByValue.Of(20u, 13));
            Equal(next, i => { int n = 0; for (int d = 0; d < 9; d++) if (d != 4) n += cells[(i / 20 + d / 3 + 12) % 13 * 20 + (i % 20 + d % 3 + 19) % 20]; return n == 3 || cells[i] == 1 && n == 2 ? (byte)1 : (byte)0; });
        }),
        new("philox", r => { var y = new uint[8]; r.Run(File, "philox_fill", new(2), new(2), y, ByValue.Of(0u, 0)); Equal(y[..4], i => new uint[] { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 }[i]); }),
        new("monte_carlo_pi", r => { var hits = new uint[256]; r.Run(File, "monte_carlo_pi", new(256), new(64), hits, 400u); double sum = 0; foreach (uint h in hits) sum += h; if (Math.Abs(4 * sum / (256 * 400) - Math.PI) > 0.03) throw new InvalidOperationException($"pi is about {4 * sum / (256 * 400)}"); }),
        new("jacobi", r => { float[] u = Floats(144, 1), f = Floats(144, 2), v = new float[144]; r.Run(File, "jacobi", new(12, 12), new(8, 8), u, f, v, 12u); Close(v, i => i < 12 || i >= 132 || i % 12 is 0 or 11 ? u[i] : 0.25 * ((double)u[i - 1] + u[i + 1] + u[i - 12] + u[i + 12] - f[i]), 1e-6); }),
        new("collatz", r => { var x = new uint[200]; for (int i = 0; i < 200; i++) x[i] = (uint)(i * 37 + 1); var y = new ushort[200]; r.Run(File, "collatz", new(200), new(64), x, y); Equal(y, i => { ulong v = x[i]; ushort n = 0; while (v != 1) { v = (v & 1) == 0 ? v >> 1 : v * 3 + 1; n++; } return n; }); }),
        new("gcd", r => { int[] x = Ints(200, 3, -5000, 5000), y = new int[100]; r.Run(File, "gcd_pairs", new(100), new(32), x, y); Equal(y, i => (int)System.Numerics.BigInteger.GreatestCommonDivisor(x[2 * i], x[2 * i + 1])); }),
        new("classify_text", r => { byte[] t = System.Text.Encoding.ASCII.GetBytes("The quick brown fox, 42 years old;\tjumps\nover 7 lazy dogs!"), k = new byte[t.Length]; r.Run(File, "classify_text", new((uint)t.Length), new(16), t, k); Equal(k, i => char.IsWhiteSpace((char)t[i]) ? (byte)2 : char.IsDigit((char)t[i]) ? (byte)0 : char.IsLetter((char)t[i]) ? (byte)1 : (byte)3); }),
        new("crc32", r => { byte[] d = System.Text.Encoding.ASCII.GetBytes("123456789"); var y = new uint[1]; r.Run(File, "crc32", new(1), new(1), d, y, 9u); Equal(y, _ => 0xCBF43926u); }),
        new("k_means_assign", r => { float[] p = Floats(200, 1), c = Floats(10, 2); var y = new uint[100]; r.Run(File, "k_means_assign", new(100), new(32), p, c, y, 5u); Equal(y, i => { uint best = 0; double nearest = 1e9; for (uint k = 0; k < 5; k++) { double d = Math.Pow(p[2 * i] - (double)c[2 * k], 2) + Math.Pow(p[2 * i + 1] - (double)c[2 * k + 1], 2); if (d < nearest) (nearest, best) = (d, k); } return best; }); }),
        new("levenshtein", Levenshtein),
        new("particles", Particles),
        new("fast_inverse", r => { float[] x = Floats(100, 1, 0.1f, 100), y = new float[100]; r.Run(File, "fast_inverse", new(100), new(32), x, y); Close(y, i => 1 / Math.Sqrt(x[i]), 1e-5); }),
        new("blur", Blur),
        new("postfix", r => { int[] p = [3, 4, -1, 5, -3, 9, 2, -2, 7, -3, 8, 2, -4, 1, -1, 0, -1, -1]; var program = new int[14]; Array.Copy(p, program, 5); int[] two = [3, 4, -1, 5, -3, 9, 2, -2, 7, -3]; var y = new float[2]; r.Run(File, "postfix", new(2), new(2), new[] { 3, 4, -1, 5, -3, 9, 2, -2, 7, -3 }, y, 5); Equal(y, i => (i == 0 ? 35f : 49f) + 1.5f); _ = program; _ = two; }),
        new("bfs_step", r =>
        {
            // A ring with a chord: distances are known.
            const int n = 50;
            var offsets = new int[n + 1];
            var edges = new List<int>();
            for (int v = 0; v < n; v++) { offsets[v] = edges.Count; edges.Add((v + 1) % n); edges.Add((v + n - 1) % n); if (v == 0) edges.Add(25); if (v == 25) edges.Add(0); }
            offsets[n] = edges.Count;
            var level = new int[n];
            Array.Fill(level, -1);
            level[0] = 0;
            for (int depth = 0; depth < 14; depth++) { int[] next = Copy(level); r.Run(File, "bfs_step", new(n), new(32), offsets, edges.ToArray(), level, next, depth); level = next; }
            Equal(level, v => Math.Min(Math.Min(v, n - v), 1 + Math.Abs(v - 25)));
        }),
    ];

    private static void NBody(KernelRunner r)
    {
        const int n = 128;
        float[] p = Floats(n * 4, 1), a = new float[n * 4];
        r.Run(File, "nbody", new(n), new(64), p, a, (uint)n);
        Close(a, i =>
        {
            if (i % 4 == 3) return 0;
            double sum = 0;
            for (int j = 0; j < n; j++)
            {
                double distance = 0.01f;
                for (int c = 0; c < 3; c++) distance += Math.Pow(p[j * 4 + c] - (double)p[i / 4 * 4 + c], 2);
                sum += (p[j * 4 + i % 4] - (double)p[i]) * p[j * 4 + 3] / Math.Pow(distance, 1.5);
            }
            return sum;
        }, 2e-4);
    }

    private static void Levenshtein(KernelRunner r)
    {
        const int length = 30, pairs = 3;
        byte[] a = Bytes(length * pairs, 1, 4), b = Bytes(length * pairs, 2, 4);
        var y = new uint[pairs];
        r.Run(File, "levenshtein", new(64 * pairs), new(64), a, b, y, (uint)length);
        Equal(y, pair =>
        {
            var row = new uint[length + 1];
            for (uint j = 0; j <= length; j++) row[j] = j;
            for (int i = 1; i <= length; i++)
            {
                uint diagonal = row[0];
                row[0] = (uint)i;
                for (int j = 1; j <= length; j++)
                {
                    uint best = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[pair * length + i - 1] == b[pair * length + j - 1] ? 0u : 1));
                    diagonal = row[j];
                    row[j] = best;
                }
            }
            return row[length];
        });
    }

    private static void Particles(KernelRunner r)
    {
        // Particle: float2 position, float2 velocity, uint bounces, padded to 24 bytes.
        var bytes = new byte[10 * 24];
        Span<float> floats = MemoryMarshal.Cast<byte, float>(bytes.AsSpan());
        var start = Floats(40, 1, 0.1f, 0.9f);
        for (int i = 0; i < 10; i++)
            for (int c = 0; c < 4; c++) floats[i * 6 + c] = start[i * 4 + c] * (c < 2 ? 1 : 3);
        r.Run(File, "particles", new(10), new(10), bytes, 200);
        for (int i = 0; i < 10; i++)
            for (int c = 0; c < 2; c++)
            {
                // Unfolded motion: the distance travelled, folded back into [0, 1].
                double x = start[i * 4 + c] + start[i * 4 + 2 + c] * 3 * 200 * 0.01, folded = x % 2;
                Close([MemoryMarshal.Cast<byte, float>(bytes.AsSpan())[i * 6 + c]], _ => folded > 1 ? 2 - folded : folded, 2e-4);
            }
    }

    private static void Blur(KernelRunner r)
    {
        using ITexture from = r.Device.AllocateTexture(new Extent(12, 9)), to = r.Device.AllocateTexture(new Extent(12, 9));
        float[] x = Floats(12 * 9 * 4, 1), y = new float[x.Length];
        from.Write(MemoryMarshal.AsBytes(x.AsSpan()));
        r.Run(File, "blur", new(12, 9), new(4, 4), from, to);
        to.Read(MemoryMarshal.AsBytes(y.AsSpan()));
        Close(y, i =>
        {
            int texel = i / 4, px = texel % 12, py = texel / 12;
            double sum = 0;
            for (int t = 0; t < 9; t++) sum += x[(Math.Clamp(py + t / 3 - 1, 0, 8) * 12 + Math.Clamp(px + t % 3 - 1, 0, 11)) * 4 + i % 4];
            return sum / 9;
        }, 1e-5);
    }
}
