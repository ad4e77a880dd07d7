using System;

namespace Lucid.Cpu.NN;

/// <summary>How values between samples are found.</summary>
public enum ResamplingMode
{
    /// <summary>The sample at floor(i scale).</summary>
    Nearest,
    /// <summary>The sample whose centre is nearest.</summary>
    NearestExact,
    /// <summary>Between two samples.</summary>
    Linear,
    /// <summary>Keys' cubic convolution, a = -0.75; with antialiasing a = -0.5.</summary>
    Cubic,
    /// <summary>The mean of the samples from floor(i n / m) to ceil((i + 1) n / m).</summary>
    Area,
}

/// <summary>A linear map along one axis, from Inputs samples to Outputs: PyTorch's interpolation rules in any mode.</summary>
public readonly struct ResamplingAxis
{
    /// <summary>How values are found.</summary>
    public ResamplingMode Mode { get; init; }

    /// <summary>Samples given.</summary>
    public nint Inputs { get; init; }

    /// <summary>Samples wanted.</summary>
    public nint Outputs { get; init; }

    /// <summary>Outputs per input, where the caller named it; 0 to take the ratio of the sizes.</summary>
    public double Scale { get; init; }

    /// <summary>Whether the first and last samples of both sides coincide, rather than the edges of the samples' cells.</summary>
    public bool AlignsCorners { get; init; }

    /// <summary>Whether filters widen when there are fewer outputs than inputs.</summary>
    public bool Antialias { get; init; }

    /// <summary>Whether the map is transposed, from Outputs to Inputs: what gradients need.</summary>
    public bool Transposed { get; init; }

    /// <summary>Whether nearest samples are found in float32, as PyTorch does for elements of at most that precision.</summary>
    public bool SinglePrecision { get; init; }

    /// <summary>First input and weights for each output, in order; transposed where asked.</summary>
    internal (int[] Starts, double[][] Weights) Table()
    {
        var starts = new int[Outputs];
        var weights = new double[Outputs][];
        for (int i = 0; i < starts.Length; i++) weights[i] = Row(i, out starts[i]);
        return Transposed ? Transpose(starts, weights) : (starts, weights);
    }

    private double Ratio => AlignsCorners
        ? Outputs > 1 ? (double)(Inputs - 1) / (Outputs - 1) : 0
        : Scale > 0 ? 1 / Scale : (double)Inputs / Outputs;

    private double[] Row(int output, out int start)
    {
        switch (Mode)
        {
            case ResamplingMode.Nearest or ResamplingMode.NearestExact:
                start = (int)Math.Min(MathF.Floor(NearestPosition(output)), Inputs - 1);
                return [1];
            case ResamplingMode.Area:
                start = (int)(output * Inputs / Outputs);
                var mean = new double[(output + 1) * Inputs / Outputs + ((output + 1) * Inputs % Outputs == 0 ? 0 : 1) - start];
                Array.Fill(mean, 1.0 / mean.Length);
                return mean;
            default:
                return Antialias ? Filtered(output, out start) : Between(output, out start);
        }
    }

    // PyTorch's arithmetic to the last bit (aten/src/ATen/native/cpu/UpSampleKernel.cpp): the rounding decides which sample is nearest.
    private float NearestPosition(int output)
    {
        double half = Mode == ResamplingMode.Nearest ? 0 : 0.5, ratio = Ratio;
        double position = SinglePrecision ? (float)((float)((float)ratio * (float)(output + half)) - half) : ratio * (output + half) - half;
        return (float)(Math.Max(position, 0) + half);
    }

    private double[] Between(int output, out int start)
    {
        double position = AlignsCorners ? Ratio * output : Ratio * (output + 0.5) - 0.5;
        int last = (int)Inputs - 1;
        if (Mode == ResamplingMode.Linear)
        {
            position = Math.Max(position, 0);
            start = (int)Math.Min(Math.Floor(position), last);
            double share = Math.Clamp(position - start, 0, 1);
            return start < last ? [1 - share, share] : [1];
        }
        int first = (int)Math.Floor(position);
        double t = position - first;
        // Taps beyond the border repeat the sample there.
        start = Math.Clamp(first - 1, 0, last);
        var row = new double[Math.Clamp(first + 2, 0, last) - start + 1];
        for (int k = -1; k <= 2; k++) row[Math.Clamp(first + k, 0, last) - start] += Cubic(k - t, -0.75);
        return row;
    }

    private double[] Filtered(int output, out int start)
    {
        double stretch = Math.Max(Ratio, 1), support = (Mode == ResamplingMode.Linear ? 1 : 2) * stretch, center = Ratio * (output + 0.5);
        start = (int)Math.Max((long)(center - support + 0.5), 0);
        int count = (int)Math.Min((long)(center + support + 0.5), (long)Inputs) - start;
        var row = new double[Math.Max(count, 0)];
        double total = 0;
        for (int j = 0; j < row.Length; j++)
        {
            double x = (j + start - center + 0.5) / stretch;
            row[j] = Mode == ResamplingMode.Linear ? Math.Max(1 - Math.Abs(x), 0) : Cubic(x, -0.5);
            total += row[j];
        }
        for (int j = 0; j < row.Length && total != 0; j++) row[j] /= total;
        return row;
    }

    // R. G. Keys, "Cubic convolution interpolation for digital image processing" (1981), equation 15 with a free.
    private static double Cubic(double x, double a)
    {
        x = Math.Abs(x);
        if (x <= 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
    }

    private (int[] Starts, double[][] Weights) Transpose(int[] starts, double[][] weights)
    {
        var first = new int[Inputs];
        var counts = new int[Inputs];
        for (int i = 0; i < starts.Length; i++)
            for (int j = starts[i]; j < starts[i] + weights[i].Length; j++)
            {
                if (counts[j] == 0) first[j] = i;
                counts[j] = i - first[j] + 1;
            }
        var rows = new double[Inputs][];
        for (int j = 0; j < rows.Length; j++) rows[j] = new double[counts[j]];
        for (int i = 0; i < starts.Length; i++)
            for (int k = 0; k < weights[i].Length; k++) rows[starts[i] + k][i - first[starts[i] + k]] += weights[i][k];
        return (first, rows);
    }
}
