using System.Collections.Generic;

namespace Lucid.Engine.Tests;

internal static partial class GradientCases
{
    private static readonly long[] s_one = [1], s_two = [2], s_pair = [2, 2], s_cube = [2, 2, 2];

    /// <summary>Convolutions, pooling, resampling, norms and recurrent layers.</summary>
    private static readonly Dictionary<string, Dictionary<string, object?>> s_layers = new()
    {
        ["conv1d"] = new() { ["input"] = R(1, 2, 5), ["weight"] = R(2, 2, 3), ["bias"] = R(2), ["padding"] = s_one },
        ["conv1d.padding"] = new() { ["input"] = R(1, 2, 5), ["weight"] = R(2, 2, 3), ["padding"] = "same" },
        ["conv2d"] = new() { ["input"] = R(1, 2, 4, 4), ["weight"] = R(2, 1, 3, 3), ["bias"] = R(2), ["padding"] = s_one, ["stride"] = s_two, ["groups"] = 2L },
        ["conv2d.padding"] = new() { ["input"] = R(1, 1, 4, 4), ["weight"] = R(2, 1, 2, 3), ["padding"] = "same" },
        ["conv3d"] = new() { ["input"] = R(1, 1, 3, 3, 3), ["weight"] = R(2, 1, 2, 2, 2), ["bias"] = R(2) },
        ["conv3d.padding"] = new() { ["input"] = R(1, 1, 2, 2, 3), ["weight"] = R(1, 1, 2, 2, 2), ["padding"] = "same" },
        ["conv_transpose1d"] = new() { ["input"] = R(1, 2, 3), ["weight"] = R(2, 2, 3), ["bias"] = R(2), ["stride"] = s_two, ["output_padding"] = s_one },
        ["conv_transpose2d"] = new() { ["input"] = R(1, 2, 2, 3), ["weight"] = R(2, 1, 3, 3), ["bias"] = R(2), ["stride"] = s_two, ["groups"] = 2L },
        ["conv_transpose3d"] = new() { ["input"] = R(1, 1, 2, 2, 2), ["weight"] = R(1, 2, 2, 2, 2), ["bias"] = R(2) },
        ["convolution"] = new()
        {
            ["input"] = R(1, 2, 3, 3), ["weight"] = R(2, 1, 2, 2), ["bias"] = R(2), ["stride"] = s_pair, ["padding"] = new long[] { 1, 0 },
            ["dilation"] = new long[] { 1, 2 }, ["transposed"] = true, ["output_padding"] = new long[] { 1, 0 }, ["groups"] = 2L,
        },
        ["_convolution_output"] = Pass(("input", R(1, 2, 4, 4)), ("weight", R(2, 2, 3, 3)), [1, 2, 2, 2]),
        ["_convolution_input"] = Pass(("grad_output", R(1, 2, 2, 2)), ("weight", R(2, 2, 3, 3)), [1, 2, 4, 4]),
        ["_convolution_weight"] = Pass(("input", R(1, 2, 4, 4)), ("grad_output", R(1, 2, 2, 2)), [2, 2, 3, 3]),
        ["max_pool2d"] = new() { ["input"] = R(1, 1, 4, 4), ["kernel_size"] = s_pair },
        ["max_pool3d"] = new() { ["input"] = R(1, 1, 2, 2, 4), ["kernel_size"] = s_cube },
        ["max_pool2d_with_indices"] = new() { ["input"] = R(1, 1, 4, 4), ["kernel_size"] = s_pair },
        ["max_pool3d_with_indices"] = new() { ["input"] = R(1, 1, 2, 2, 4), ["kernel_size"] = s_cube },
        ["avg_pool2d"] = new() { ["input"] = R(1, 1, 4, 4), ["kernel_size"] = new long[] { 3, 2 }, ["padding"] = s_one },
        ["avg_pool3d"] = new() { ["input"] = R(1, 1, 2, 2, 4), ["kernel_size"] = s_cube },
        ["adaptive_avg_pool2d"] = new() { ["input"] = R(1, 1, 4, 5), ["output_size"] = new long[] { 3, 2 } },
        ["adaptive_avg_pool3d"] = new() { ["input"] = R(1, 1, 2, 3, 4), ["output_size"] = s_cube },
        ["adaptive_max_pool2d"] = new() { ["input"] = R(1, 1, 4, 5), ["output_size"] = new long[] { 3, 2 } },
        ["adaptive_max_pool3d"] = new() { ["input"] = R(1, 1, 2, 3, 4), ["output_size"] = s_cube },
        ["fractional_max_pool2d"] = new() { ["input"] = R(1, 1, 5, 5), ["kernel_size"] = s_pair, ["output_size"] = s_pair, ["random_samples"] = R(1, 1, 2) },
        ["fractional_max_pool3d"] = new()
        {
            ["input"] = R(1, 1, 3, 3, 4), ["kernel_size"] = s_cube, ["output_size"] = s_cube, ["random_samples"] = R(1, 1, 3),
        },
        ["max_unpool2d"] = new() { ["input"] = R(1, 1, 2, 2), ["indices"] = new Index([0, 3, 9, 14], [1, 1, 2, 2]), ["output_size"] = new long[] { 4, 4 } },
        ["max_unpool3d"] = new() { ["input"] = R(1, 1, 1, 1, 2), ["indices"] = new Index([1, 6], [1, 1, 1, 1, 2]), ["output_size"] = new long[] { 2, 2, 4 } },
        ["im2col"] = new()
        {
            ["input"] = R(1, 1, 3, 4), ["kernel_size"] = s_pair, ["dilation"] = new long[] { 1, 1 }, ["padding"] = new long[] { 1, 0 }, ["stride"] = s_pair,
        },
        ["col2im"] = new()
        {
            ["input"] = R(1, 4, 4), ["output_size"] = new long[] { 3, 3 }, ["kernel_size"] = s_pair, ["dilation"] = new long[] { 1, 1 },
            ["padding"] = new long[] { 0, 0 }, ["stride"] = new long[] { 1, 1 },
        },
        ["interpolate"] = new() { ["input"] = R(1, 1, 2, 3), ["size"] = new long[] { 3, 4 }, ["mode"] = "bilinear", ["align_corners"] = false },
        ["grid_sampler"] = new()
        {
            ["input"] = R(1, 1, 3, 3), ["grid"] = R(1, 2, 2, 2), ["interpolation_mode"] = 0L, ["padding_mode"] = 0L, ["align_corners"] = true,
        },
        ["affine_grid_generator"] = new() { ["theta"] = R(1, 2, 3), ["size"] = new long[] { 1, 1, 2, 3 } },
        ["instance_norm"] = new()
        {
            ["input"] = R(2, 2, 3), ["weight"] = R(2), ["bias"] = R(2), ["use_input_stats"] = true, ["momentum"] = 0.1, ["eps"] = 1e-5,
        },
        ["batch_norm"] = new() { ["input"] = R(3, 2, 2), ["weight"] = R(2), ["bias"] = R(2), ["training"] = true, ["momentum"] = 0.1, ["eps"] = 1e-5 },
        // Three observations would be in proportion: at 1 rounding decides whether the bound is passed.
        ["corrcoef"] = new() { ["input"] = R(2, 4) },
        ["rms_norm"] = new() { ["normalized_shape"] = new long[] { 3 }, ["weight"] = R(3) },
        ["repeat.along"] = new() { ["repeats"] = s_two, ["dim"] = 1L },
        ["lstm_cell"] = Cell(4, new Real[] { R(2, 2), R(2, 2) }),
        ["gru_cell"] = Cell(3, R(2, 2)),
        ["rnn_tanh_cell"] = Cell(1, R(2, 2)),
        ["rnn_relu_cell"] = Cell(1, R(2, 2)),
        ["lstm"] = Layer(4, new Real[] { R(1, 2, 2), R(1, 2, 2) }),
        ["gru"] = Layer(3, R(1, 2, 2)),
        ["rnn_tanh"] = Layer(1, R(1, 2, 2)),
        ["rnn_relu"] = Layer(1, R(1, 2, 2)),
        ["lstm.packed"] = Packed(4, new Real[] { R(1, 2, 2), R(1, 2, 2) }),
        ["gru.packed"] = Packed(3, R(1, 2, 2)),
        ["rnn_tanh.packed"] = Packed(1, R(1, 2, 2)),
        ["rnn_relu.packed"] = Packed(1, R(1, 2, 2)),
        ["_special_unary"] = new() { ["function"] = "bessel_j0" },
        ["_special_binary"] = new() { ["function"] = "xlog1py" },
    };

    private static Dictionary<string, object?> Pass((string Name, Real Value) first, (string Name, Real Value) second, long[] size) => new()
    {
        [first.Name] = first.Value, [second.Name] = second.Value, ["size"] = size, ["stride"] = new long[] { 1, 1 }, ["padding"] = new long[] { 0, 0 },
        ["dilation"] = new long[] { 1, 1 }, ["groups"] = 1L,
    };

    // Three inputs, two hidden units.
    private static Dictionary<string, object?> Cell(int gates, object hidden) => new()
    {
        ["input"] = R(2, 3), ["hx"] = hidden, ["w_ih"] = R(2 * gates, 3), ["w_hh"] = R(2 * gates, 2), ["b_ih"] = R(2 * gates), ["b_hh"] = R(2 * gates),
    };

    private static Dictionary<string, object?> Layer(int gates, object hidden) => new()
    {
        ["input"] = R(3, 2, 3), ["hx"] = hidden, ["params"] = Parameters(gates), ["has_biases"] = true, ["num_layers"] = 1L, ["dropout"] = 0.0,
        ["train"] = true, ["bidirectional"] = false, ["batch_first"] = false,
    };

    private static Dictionary<string, object?> Packed(int gates, object hidden) => new()
    {
        ["data"] = R(3, 3), ["batch_sizes"] = new Index([2, 1], [2]), ["hx"] = hidden, ["params"] = Parameters(gates), ["has_biases"] = true,
        ["num_layers"] = 1L, ["dropout"] = 0.0, ["train"] = true, ["bidirectional"] = false,
    };

    private static Real[] Parameters(int gates) => [R(2 * gates, 3), R(2 * gates, 2), R(2 * gates), R(2 * gates)];
}
