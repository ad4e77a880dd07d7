using System;
using System.Collections.Generic;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Engine.Tests;

/// <summary>Arguments for every op, made from its schema; where the schema does not say enough, from the table below.</summary>
internal static partial class GradientCases
{
    private static readonly long[] s_usual = [2, 3];

    /// <summary>A float64 tensor of this shape, its values irregular within [0.2, 0.8] plus an offset.</summary>
    private sealed record Real(long[] Shape, double Offset = 0);

    /// <summary>An int64 tensor.</summary>
    private sealed record Index(long[] Values, long[] Shape);

    /// <summary>A square matrix well away from singular ones, with a positive determinant.</summary>
    private sealed record Square(int Size);

    private static Real R(params long[] shape) => new(shape);

    private static readonly Dictionary<string, Dictionary<string, object?>> s_special = new()
    {
        ["acosh"] = new() { ["input"] = new Real([2, 3], 1) },
        ["matmul"] = new() { ["other"] = R(3, 2) },
        ["mm"] = new() { ["mat2"] = R(3, 2) },
        ["bmm"] = new() { ["input"] = R(2, 2, 3), ["mat2"] = R(2, 3, 2) },
        ["mv"] = new() { ["vec"] = R(3) },
        ["dot"] = new() { ["input"] = R(3), ["other"] = R(3) },
        ["addmm"] = new() { ["input"] = R(4), ["mat1"] = R(2, 3), ["mat2"] = R(3, 4), ["beta"] = 0.7, ["alpha"] = 1.3 },
        ["linear"] = new() { ["weight"] = R(4, 3), ["bias"] = R(4) },
        ["fused_linear_relu"] = new() { ["weight"] = R(4, 3), ["bias"] = R(4) },
        ["fused_linear_gelu"] = new() { ["weight"] = R(4, 3), ["bias"] = R(4) },
        ["layer_norm"] = new() { ["normalized_shape"] = new long[] { 3 }, ["weight"] = R(3), ["bias"] = R(3) },
        ["native_layer_norm"] = new() { ["normalized_shape"] = new long[] { 3 }, ["weight"] = R(3), ["bias"] = R(3), ["eps"] = 1e-5 },
        ["cross_entropy"] = new() { ["target"] = new Index([2, 0], [2]), ["weight"] = new float[] { 1, 2, 3 }, ["label_smoothing"] = 0.1 },
        ["_cross_entropy_forward"] = new() { ["target"] = new Index([2, 0], [2]), ["weight"] = null, ["ignore_index"] = -100L, ["label_smoothing"] = 0.0 },
        ["nll_loss"] = new() { ["target"] = new Index([2, 0], [2]) },
        ["embedding"] = new() { ["weight"] = R(4, 3), ["indices"] = new Index([1, 3, 1], [3]) },
        ["_embedding_backward"] = new() { ["grad_output"] = R(2, 3), ["indices"] = new Index([1, 1], [2]), ["num_weights"] = 4L, ["padding_idx"] = -1L },
        ["softmax"] = new() { ["dim"] = 1L },
        ["log_softmax"] = new() { ["dim"] = 1L },
        ["_dropout_apply"] = new() { ["mask"] = new bool[] { true, false, true, true, false, true }, ["scale"] = 2.0 },
        ["threshold_backward"] = new() { ["threshold"] = 0.5 },
        ["view"] = new() { ["shape"] = new long[] { 3, 2 } },
        ["reshape"] = new() { ["shape"] = new long[] { 3, -1 } },
        ["expand"] = new() { ["input"] = R(1, 3), ["size"] = new long[] { 4, -1, 3 } },
        ["broadcast_to"] = new() { ["input"] = R(1, 3), ["shape"] = new long[] { 2, 3 } },
        ["expand_as"] = new() { ["input"] = R(1, 3) },
        ["as_strided"] = new() { ["size"] = new long[] { 2, 2 }, ["stride"] = new long[] { 1, 2 }, ["storage_offset"] = 1L },
        ["unflatten"] = new() { ["dim"] = 1L, ["sizes"] = new long[] { 3, 1 } },
        ["repeat"] = new() { ["repeats"] = new long[] { 2, 1, 2 } },
        ["flip"] = new() { ["dims"] = new long[] { 0, 1 } },
        ["permute"] = new() { ["dims"] = new long[] { 1, 0 } },
        ["movedim"] = new() { ["source"] = new long[] { 0 }, ["destination"] = new long[] { 1 } },
        ["transpose"] = new() { ["dim0"] = 0L, ["dim1"] = 1L },
        ["narrow"] = new() { ["dim"] = 1L, ["start"] = 1L, ["length"] = 2L },
        ["slice"] = new() { ["dim"] = 1L, ["start"] = 0L, ["end"] = 3L, ["step"] = 2L },
        ["pad"] = new() { ["pad"] = new long[] { 1, 2 } },
        ["split.sizes"] = new() { ["split_size"] = new long[] { 1, 2 }, ["dim"] = 1L },
        ["chunk"] = new() { ["chunks"] = 2L },
        ["gather"] = new() { ["dim"] = 1L, ["index"] = new Index([0, 2, 2, 1], [2, 2]) },
        ["scatter"] = new() { ["dim"] = 1L, ["index"] = new Index([0, 2, 1, 0], [2, 2]), ["src"] = R(2, 2) },
        ["scatter_add"] = new() { ["dim"] = 1L, ["index"] = new Index([0, 0, 1, 0], [2, 2]), ["src"] = R(2, 2) },
        ["scatter.value"] = new() { ["dim"] = 1L, ["index"] = new Index([0, 2], [2, 1]) },
        ["index_select"] = new() { ["dim"] = 1L, ["index"] = new Index([2, 0, 2], [3]) },
        ["index_fill"] = new() { ["dim"] = 1L, ["index"] = new Index([2], [1]) },
        ["index_copy"] = new() { ["dim"] = 1L, ["index"] = new Index([2, 0], [2]), ["source"] = R(2, 2) },
        ["index_add"] = new() { ["dim"] = 1L, ["index"] = new Index([2, 2], [2]), ["source"] = R(2, 2), ["alpha"] = 1.5 },
        ["index_put"] = new() { ["indices"] = new Index[] { new([0, 1], [2]) }, ["values"] = R(2, 3) },
        ["masked_fill"] = new() { ["value"] = R() },
        ["clamp"] = new() { ["min"] = 0.35, ["max"] = 0.65 },
        ["cat"] = new() { ["tensors"] = new Real[] { R(2, 3), R(1, 3) } },
        ["stack"] = new() { ["tensors"] = new Real[] { R(2, 3), R(2, 3) } },
        ["as_real"] = [],
        ["_cartesian_prod"] = new() { ["tensors"] = new Real[] { R(2), R(3) } },
        ["addbmm"] = new() { ["input"] = R(2, 4), ["batch1"] = R(2, 2, 3), ["batch2"] = R(2, 3, 4), ["beta"] = 0.7, ["alpha"] = 1.3 },
        ["baddbmm"] = new() { ["input"] = R(2, 4), ["batch1"] = R(2, 2, 3), ["batch2"] = R(2, 3, 4), ["beta"] = 0.7, ["alpha"] = 1.3 },
        ["addmv"] = new() { ["input"] = R(2), ["mat"] = R(2, 3), ["vec"] = R(3), ["beta"] = 0.7, ["alpha"] = 1.3 },
        ["addr"] = new() { ["input"] = R(2, 3), ["vec1"] = R(2), ["vec2"] = R(3), ["beta"] = 0.7, ["alpha"] = 1.3 },
        ["as_strided_scatter"] = new() { ["src"] = R(2, 2), ["size"] = new long[] { 2, 2 }, ["stride"] = new long[] { 1, 2 }, ["storage_offset"] = 1L },
        ["diagonal_scatter"] = new() { ["src"] = R(2) },
        ["select_scatter"] = new() { ["src"] = R(2), ["dim"] = 1L, ["index"] = 2L },
        ["combinations"] = new() { ["input"] = R(4) },
        ["det"] = new() { ["input"] = R(3, 3) },
        ["logdet"] = new() { ["input"] = new Square(3) },
        ["slogdet"] = new() { ["input"] = new Square(3) },
        ["inverse"] = new() { ["input"] = new Square(3) },
        ["matrix_power"] = new() { ["input"] = new Square(3), ["n"] = 3L },
        ["dsplit"] = new() { ["input"] = R(2, 1, 4), ["sections"] = 2L },
        ["dsplit.indices"] = new() { ["input"] = R(2, 1, 4), ["indices"] = new long[] { 1, 3 } },
        ["einsum"] = new() { ["equation"] = "ij,jk->ik", ["operands"] = new Real[] { R(2, 3), R(3, 2) } },
        ["fft_c2r"] = new() { ["dim"] = new long[] { 1 }, ["normalization"] = 1L, ["last_dim_size"] = 5L },
        ["gather.indices"] = new() { ["indices"] = new Index([0, 2, 2, 1], [2, 2]) },
        ["take"] = new() { ["index"] = new Index([0, 5, 5, 1], [2, 2]) },
        ["take_along_dim"] = new() { ["indices"] = new Index([0, 2, 2, 1], [2, 2]), ["dim"] = 1L },
        ["put"] = new() { ["index"] = new Index([0, 4], [2]), ["source"] = R(2) },
        ["index_fill.tensor"] = new() { ["dim"] = 1L, ["index"] = new Index([2], [1]), ["value"] = R() },
        ["index_reduce"] = new() { ["dim"] = 1L, ["index"] = new Index([2, 2], [2]), ["source"] = R(2, 2), ["reduce"] = "prod" },
        ["scatter.src_reduce"] = new() { ["dim"] = 1L, ["index"] = new Index([0, 2, 1, 0], [2, 2]), ["src"] = R(2, 2), ["reduce"] = "add" },
        ["scatter.value_reduce"] = new() { ["dim"] = 1L, ["index"] = new Index([0, 2], [2, 1]), ["reduce"] = "multiply" },
        ["scatter_reduce"] = new() { ["dim"] = 1L, ["index"] = new Index([0, 0, 1, 0], [2, 2]), ["src"] = R(2, 2), ["reduce"] = "mean" },
        ["meshgrid"] = new() { ["tensors"] = new Real[] { R(2), R(3) }, ["indexing"] = "ij" },
        ["quantile"] = new() { ["q"] = 0.3 },
        ["nanquantile"] = new() { ["q"] = 0.3, ["dim"] = 1L },
        ["norm.named"] = new() { ["p"] = "fro" },
        ["outer"] = new() { ["input"] = R(2), ["vec2"] = R(3) },
        ["vdot"] = new() { ["input"] = R(3), ["other"] = R(3) },
        ["prelu"] = new() { ["weight"] = R(3) },
        ["repeat_interleave"] = new() { ["repeats"] = new Index([2, 1, 3], [3]), ["dim"] = 1L },
        ["tensor_split"] = new() { ["indices_or_sections"] = new Index([1, 2], [2]), ["dim"] = 1L },
        ["linalg_cond"] = new() { ["A"] = new Square(3), ["p"] = 1.0 },
        ["linalg_cond.p_str"] = new() { ["A"] = new Square(3), ["p"] = "fro" },
        ["linalg_det"] = new() { ["A"] = new Square(3) },
        ["linalg_diagonal"] = new() { ["offset"] = 0L, ["dim1"] = 0L, ["dim2"] = 1L },
        ["linalg_householder_product"] = new() { ["input"] = R(3, 2), ["tau"] = R(2) },
        ["linalg_inv"] = new() { ["A"] = new Square(3) },
        ["linalg_inv_ex"] = new() { ["A"] = new Square(3), ["check_errors"] = false },
        ["linalg_lu"] = new() { ["A"] = new Square(3), ["pivot"] = true },
        ["linalg_lu_factor"] = new() { ["A"] = new Square(3), ["pivot"] = true },
        ["linalg_lu_factor_ex"] = new() { ["A"] = new Square(3), ["pivot"] = true, ["check_errors"] = false },
        ["linalg_matrix_norm"] = new() { ["ord"] = 1.0, ["dim"] = new long[] { 0, 1 } },
        ["linalg_matrix_norm.str_ord"] = new() { ["ord"] = "fro", ["dim"] = new long[] { 0, 1 } },
        ["linalg_norm"] = new() { ["ord"] = 1.0, ["dim"] = new long[] { 0, 1 } },
        ["linalg_norm.ord_str"] = new() { ["ord"] = "nuc", ["dim"] = new long[] { 0, 1 } },
        ["linalg_multi_dot"] = new() { ["tensors"] = new Real[] { R(2, 3), R(3, 2) } },
        ["linalg_pinv"] = new() { ["A"] = R(3, 2), ["rcond"] = Default, ["hermitian"] = false, ["atol"] = Default, ["rtol"] = Default },
        ["linalg_qr"] = new() { ["A"] = R(3, 2), ["mode"] = "reduced" },
        ["linalg_slogdet"] = new() { ["A"] = new Square(3) },
        ["linalg_solve"] = new() { ["A"] = new Square(3), ["B"] = R(3, 2), ["left"] = true },
        ["linalg_solve_ex"] = new() { ["A"] = new Square(3), ["B"] = R(3, 2), ["left"] = true, ["check_errors"] = false },
        ["linalg_solve_triangular"] = new() { ["A"] = new Square(3), ["B"] = R(3, 2), ["upper"] = true, ["left"] = true, ["unitriangular"] = false },
        ["triangular_solve"] = new() { ["input"] = R(3, 2), ["A"] = new Square(3), ["upper"] = true, ["transpose"] = false, ["unitriangular"] = false },
        ["linalg_svd"] = new() { ["A"] = R(3, 2), ["full_matrices"] = false, ["driver"] = Default },
        ["svd"] = new() { ["input"] = R(3, 2), ["some"] = true, ["compute_uv"] = true },
        ["linalg_svdvals"] = new() { ["A"] = R(3, 2), ["driver"] = Default },
        ["linalg_tensorinv"] = new() { ["A"] = new Square(3), ["ind"] = 1L },
        ["linalg_tensorsolve"] = new() { ["A"] = new Square(3), ["B"] = R(3), ["dims"] = Default },
        ["linalg_vander"] = new() { ["x"] = R(3), ["N"] = 4L },
        ["linalg_vecdot"] = new() { ["x"] = R(2, 3), ["y"] = R(2, 3), ["dim"] = 1L },
        ["matrix_exp"] = new() { ["input"] = R(3, 3) },
        ["_linalg_lstsq"] = new() { ["A"] = R(3, 2), ["B"] = R(3, 1), ["rcond"] = Default, ["driver"] = "gelsy" },
        ["ormqr"] = new() { ["input"] = R(3, 2), ["tau"] = R(2), ["other"] = R(3, 2), ["left"] = true, ["transpose"] = false },
        ["nuclear_norm"] = new() { ["input"] = R(2, 3), ["dim"] = new long[] { 0, 1 } },
        ["pinverse"] = new() { ["input"] = R(3, 2), ["rcond"] = 1e-15 },
        ["vander"] = new() { ["x"] = R(3), ["N"] = 4L },
    };

    /// <summary>The arguments of an op; differentiable tensors require gradients.</summary>
    internal static object?[] Arguments(OpEntry entry)
    {
        if (!s_special.TryGetValue(entry.FullName, out Dictionary<string, object?>? special)) s_layers.TryGetValue(entry.FullName, out special);
        SchemaParameter[] parameters = entry.Schema.Parameters;
        var arguments = new object?[parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            SchemaParameter parameter = parameters[i];
            object? value = special is not null && special.TryGetValue(parameter.Name, out object? given) ? given : General(parameter);
            arguments[i] = Made(value, i);
        }
        return arguments;
    }

    /// <summary>Marks an argument that takes the schema's default.</summary>
    internal static object Default { get; } = new();

    private static object? General(SchemaParameter parameter)
    {
        if (parameter.DefaultText is not null) return Default;
        if (parameter.IsOptional) return null;
        if (parameter.IsList) return parameter.Type == SchemaType.Tensor ? new Real[] { R(2, 3) } : new long[] { 1 };
        return parameter.Type switch
        {
            SchemaType.Tensor or SchemaType.TensorOrScalar => parameter.Name is "mask" or "condition"
                ? new[] { true, false, false, true, true, false }
                : new Real(s_usual),
            SchemaType.Scalar => 1.5,
            SchemaType.Int => 1L,
            SchemaType.Float => 0.5,
            SchemaType.Bool => false,
            SchemaType.DType => DType.Float64,
            SchemaType.Device => Device.Cpu,
            _ => Default,
        };
    }

    private static object? Made(object? value, int salt) => value switch
    {
        Real real => Numbers(real, salt),
        Square square => Heavy(square, salt),
        Real[] list => Array.ConvertAll(list, real => Numbers(real, salt++)),
        Index index => Tensor.From<long>(index.Values, index.Shape),
        Index[] list => Array.ConvertAll(list, index => Tensor.From<long>(index.Values, index.Shape)),
        bool[] truths => Tensor.From<bool>(truths, s_usual),
        float[] weights => Tensor.From<double>(Array.ConvertAll(weights, w => (double)w)),
        _ => value,
    };

    private static Tensor Numbers(Real real, int salt)
    {
        long count = 1;
        foreach (long size in real.Shape) count *= size;
        var values = new double[count];
        for (int i = 0; i < values.Length; i++)
        {
            double golden = (i + 1) * 0.6180339887498949 + salt * 0.3090169943749475;
            values[i] = real.Offset + 0.2 + 0.6 * (golden - Math.Floor(golden));
        }
        return ((ReadOnlySpan<double>)values).ToTensor(real.Shape).SetRequiresGrad(true);
    }

    private static Tensor Heavy(Square square, int salt)
    {
        Tensor matrix = Numbers(new Real([square.Size, square.Size]), salt).Detach() + TensorFunctions.Eye(square.Size, dtype: DType.Float64) * 2;
        return matrix.SetRequiresGrad(true);
    }

    /// <summary>Calls an op and returns its tensors.</summary>
    internal static unsafe Tensor[] Call(OpEntry entry, object?[] arguments)
    {
        var frame = new CallFrame();
        for (int i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case null: frame.SetAbsent(i); break;
                case Tensor tensor: frame.SetTensor(i, tensor); break;
                case double real: frame.SetScalar(i, real); break;
                case long integer: frame.SetScalar(i, integer); break;
                case bool truth: frame.SetScalar(i, truth); break;
                case { } other when ReferenceEquals(other, Default):
                    ArgumentDefaults.Set(frame, i, entry.Schema.Parameters[i], entry.FullName);
                    break;
                case { } other: frame.SetObject(i, other); break;
            }
        }
        entry.Invoke(frame);
        return frame.ResultKind switch
        {
            CallResult.Tensor => [frame.First!],
            CallResult.Pair => [frame.First!, frame.Second!],
            CallResult.Triple => [frame.First!, frame.Second!, frame.Third!],
            CallResult.List => frame.List!,
            _ => [],
        };
    }
}
