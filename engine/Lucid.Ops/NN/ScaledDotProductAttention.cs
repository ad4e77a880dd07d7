using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>
/// softmax(scale query keyᵀ + mask) value (A. Vaswani et al., 2017) of (..., rows, features); a mask of bools says which keys
/// are seen, one of numbers is added. The score matrix is not stored unless there is dropout or the mask needs a gradient.
/// </summary>
[Op(
    "scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, float dropout_p=0.0, bool "
    + "is_causal=False, *, float? scale=None, bool enable_gqa=False) -> Tensor",
    NoOut = true, Surface = OpSurface.Function, Composite = true, Amp = AmpPolicy.Float16)]
internal static class ScaledDotProductAttention
{
    internal static Tensor Forward(Tensor query, Tensor key, Tensor value, Tensor? attnMask, double dropoutP, bool isCausal, double? scale, bool enableGqa) =>
        AttentionDispatch.Run(query, key, value, attnMask, dropoutP, isCausal, scale, enableGqa);
}
