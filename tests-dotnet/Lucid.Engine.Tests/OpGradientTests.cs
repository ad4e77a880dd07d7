using System;
using System.Collections.Generic;
using Lucid.Graph;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Xunit;

namespace Lucid.Engine.Tests;

/// <summary>First and second derivatives of every registered op against finite differences in float64.</summary>
public sealed class OpGradientTests
{
    private const double Step = 1e-6;
    private const double Tolerance = 2e-6;

    /// <summary>Ops that this comparison does not fit, each with the reason.</summary>
    private static readonly Dictionary<string, string> s_excluded = new()
    {
        ["half"] = "differences vanish in float16",
        ["bfloat16"] = "differences vanish in bfloat16",
        ["float"] = "differences drown in float32",
        ["_grid_sample"] = "a kernel of float32; compared in the kernel tests and, as grid_sampler, in the parity tests",
        ["imag"] = "needs complex input; see ComplexGradientsAreConjugate",
        ["view_as_real"] = "needs complex input; the parity tests have it",
        ["view_as_complex"] = "gives complex numbers; the parity tests have it",
        ["unravel_index"] = "takes integers",
        ["fill_diagonal_"] = "writes into its operand, which is a leaf here; the parity tests have it",
        ["resize_"] = "is refused for tensors that require gradients",
        ["resize_as_"] = "is refused for tensors that require gradients",
        ["linalg_cholesky"] = "reads one triangle; test_every_op.py has it",
        ["linalg_cholesky_ex"] = "reads one triangle; test_every_op.py has it",
        ["cholesky_solve"] = "reads one triangle; test_every_op.py has it",
        ["cholesky_inverse"] = "reads one triangle; test_every_op.py has it",
        ["linalg_eigh"] = "reads one triangle; test_every_op.py has it",
        ["linalg_eigvalsh"] = "reads one triangle; test_every_op.py has it",
        ["linalg_eig"] = "gives complex numbers; the parity tests have it",
        ["linalg_eigvals"] = "gives complex numbers; the parity tests have it",
        ["linalg_ldl_factor"] = "has no derivative, as in PyTorch",
        ["linalg_ldl_solve"] = "needs what ldl_factor returns; the parity tests have it",
        ["linalg_lu_solve"] = "needs what lu_factor returns; the parity tests have it",
        ["lu_solve"] = "needs what lu_factor returns; the parity tests have it",
        ["lu_unpack"] = "needs what lu_factor returns; linalg_lu is made of it",
        ["linalg_matrix_rank"] = "gives integers",
        ["ctc_loss"] = "has no second derivative, as in PyTorch; test_ctc.py has the first",
        ["_ctc_loss_forward"] = "is compared through ctc_loss",
        ["_ctc_loss_backward"] = "is ctc_loss's derivative; it has none itself",
        ["_attention"] = "is compared through scaled_dot_product_attention",
        ["_normalise"] = "is compared through batch_norm and instance_norm",
        ["_root_mean_square_norm"] = "is compared through rms_norm",
        ["_recurrence"] = "is compared through lstm, gru and rnn",
        ["_resample_axis"] = "is compared through interpolate",
        ["_bin_pool"] = "is compared through adaptive and fractional pooling",
        ["_max_pool"] = "is compared through max_pool2d and max_pool3d",
        ["_max_pool_backward"] = "is compared through the second derivative of max_pool2d",
        ["_avg_pool"] = "is compared through avg_pool2d and avg_pool3d",
        ["_avg_pool_backward"] = "is compared through the second derivative of avg_pool2d",
        ["set_"] = "is refused for tensors that require gradients",
    };

    /// <summary>Internal ops whose further results are for their backward only: gradients flow through the first, as in PyTorch.</summary>
    private static readonly string[] s_firstOnly = ["native_layer_norm", "_cross_entropy_forward"];

    public static TheoryData<string> Ops
    {
        get
        {
            var names = new TheoryData<string>();
            foreach (OpEntry entry in OpTable.Entries)
            {
                if (entry.Differentiable && !s_excluded.ContainsKey(entry.FullName) && !IsRandom(entry)) names.Add(entry.FullName);
            }
            return names;
        }
    }

    // Two runs of a random op are two functions.
    private static bool IsRandom(OpEntry entry) => Array.Exists(entry.Schema.Parameters, p => p.Type == SchemaType.Generator);

    [Theory]
    [MemberData(nameof(Ops))]
    public void DerivativesAreThoseOfFiniteDifferences(string name)
    {
        OpEntry entry = OpTable.Find(name)!;
        using TensorScope scope = TensorScope.Open();
        object?[] arguments = GradientCases.Arguments(entry);
        List<Tensor> inputs = Leaves(arguments);
        Func<Tensor> value = () => Weighted(GradientCases.Call(entry, arguments).AsSpan(..(Array.IndexOf(s_firstOnly, name) < 0 ? ^0 : new System.Index(1))));
        Compare(name, value, inputs);
        // The gradient is a function of the inputs too.
        Compare(name + ", second", () => Weighted(Array.ConvertAll(Gradients(value(), inputs, createGraph: true), g => g ?? TensorFunctions.Zeros([]))), inputs);
    }

    [Fact]
    public void AWrongDerivativeIsFound()
    {
        using TensorScope scope = TensorScope.Open();
        Tensor x = Tensor.From([0.3, 0.7], requiresGrad: true);
        // The detached factor is missing from the gradient.
        Assert.ThrowsAny<Exception>(() => Compare("wrong", () => (x * x.Detach()).Sum(), [x]));
    }

    [Fact]
    public void ExclusionsNameOpsThatExist() => Assert.All(s_excluded.Keys, name => Assert.NotNull(OpTable.Find(name)));

    private static List<Tensor> Leaves(object?[] arguments)
    {
        var leaves = new List<Tensor>();
        foreach (object? argument in arguments)
        {
            if (argument is Tensor { RequiresGrad: true } single) leaves.Add(single);
            if (argument is not Tensor[] list) continue;
            foreach (Tensor tensor in list)
            {
                if (tensor.RequiresGrad) leaves.Add(tensor);
            }
        }
        return leaves;
    }

    // One number from all floating results, each element with a weight of its own.
    private static Tensor Weighted(ReadOnlySpan<Tensor> results)
    {
        Tensor sum = TensorFunctions.Zeros([], dtype: DType.Float64);
        int salt = 0;
        foreach (Tensor result in results)
        {
            if (result.DType != DType.Float64) continue;
            var weights = new double[result.Count];
            for (int i = 0; i < weights.Length; i++) weights[i] = Math.Sin(1.7 * ++salt) + 1.2;
            sum = sum + (result.To(device: Device.Cpu) * ((ReadOnlySpan<double>)weights).ToTensor(result.Shape)).Sum();
        }
        return sum;
    }

    // A result that needs no gradient does not depend on the inputs, or says so.
    private static Tensor?[] Gradients(Tensor value, List<Tensor> inputs, bool createGraph = false) => value.RequiresGrad
        ? value.GradientsOf(inputs.ToArray(), createGraph: createGraph)
        : new Tensor?[inputs.Count];

    private static unsafe void Compare(string name, Func<Tensor> value, List<Tensor> inputs)
    {
        Tensor?[] analytic = Gradients(value(), inputs);
        for (int which = 0; which < inputs.Count; which++)
        {
            double[] found = analytic[which]?.ToArray<double>() ?? new double[inputs[which].Count];
            for (int i = 0; i < found.Length; i++)
            {
                double* element = (double*)inputs[which].Storage.Data + i;
                double before = *element;
                *element = before + Step;
                double above = value().Item<double>();
                *element = before - Step;
                double below = value().Item<double>();
                *element = before;
                double expected = (above - below) / (2 * Step);
                Assert.True(Math.Abs(expected - found[i]) <= Tolerance * Math.Max(1, Math.Abs(expected)),
                    $"{name}: input {which}, element {i}: the difference quotient is {expected:R}, the gradient {found[i]:R}");
            }
        }
    }
}
