#include <metal_stdlib>
using namespace metal;

kernel void saxpy(device const float* x [[buffer(0)]], device float* y [[buffer(1)]], constant float& a [[buffer(2)]],
                  uint i [[thread_position_in_grid]]) {
  y[i] = a * x[i] + y[i];
}

kernel void add_float4(device const float4* a, device const float4* b, device float4* c, uint i [[thread_position_in_grid]]) {
  c[i] = a[i] + b[i];
}

inline float gelu_erf(float x) {
  // Abramowitz and Stegun 7.1.26, |error| < 1.5e-7.
  float z = fabs(x) * 0.70710678f, t = 1.0f / (1.0f + 0.3275911f * z);
  float p = t * (0.254829592f + t * (-0.284496736f + t * (1.421413741f + t * (-1.453152027f + t * 1.061405429f))));
  float e = 1.0f - p * exp(-z * z);
  return 0.5f * x * (1.0f + copysign(e, x));
}
kernel void gelu(device const float* x, device float* y, uint i [[thread_position_in_grid]]) { y[i] = gelu_erf(x[i]); }

kernel void relu_half(device const half* x, device half* y, uint i [[thread_position_in_grid]]) { y[i] = max(x[i], 0.0h) * 2.0h + 0.1h; }

kernel void clamp_int(device int* x, constant int2& range, uint i [[thread_position_in_grid]]) { x[i] = clamp(x[i], range.x, range.y); }

kernel void cast_bfloat(device const float* x, device bfloat* y, uint i [[thread_position_in_grid]]) { y[i] = bfloat(x[i] * 1.5f); }

struct Layout { uint rows; uint columns; uint row_stride; uint column_stride; };
kernel void strided_copy(device const float* from, device float* to, constant Layout& layout, uint2 at [[thread_position_in_grid]]) {
  if (at.x >= layout.columns || at.y >= layout.rows) return;
  to[at.y * layout.columns + at.x] = from[at.y * layout.row_stride + at.x * layout.column_stride];
}

kernel void broadcast_add(device const float* a, device const float* b, device float* c, constant uint3& shape, uint3 at [[thread_position_in_grid]]) {
  uint i = (at.z * shape.y + at.y) * shape.x + at.x;
  c[i] = a[i] + b[at.y];
}

kernel void transpose_tiled(device const float* from, device float* to, constant uint2& size, uint2 at [[thread_position_in_grid]],
                            uint2 local [[thread_position_in_threadgroup]], uint2 group [[threadgroup_position_in_grid]]) {
  threadgroup float tile[16][17];
  if (at.x < size.x && at.y < size.y) tile[local.y][local.x] = from[at.y * size.x + at.x];
  threadgroup_barrier(mem_flags::mem_threadgroup);
  uint2 target = uint2(group.y * 16 + local.x, group.x * 16 + local.y);
  if (target.x < size.y && target.y < size.x) to[target.y * size.y + target.x] = tile[local.x][local.y];
}

kernel void where_kernel(device const uchar* mask, device const float* a, device const float* b, device float* c, uint i [[thread_position_in_grid]]) {
  c[i] = mask[i] != 0 ? a[i] : b[i];
}

kernel void adam_step(device float* w, device const float* g, device float* m, device float* v, constant float4& h, uint i [[thread_position_in_grid]]) {
  float mi = mix(g[i], m[i], h.y), vi = mix(g[i] * g[i], v[i], h.z);
  m[i] = mi;
  v[i] = vi;
  w[i] -= h.x * mi / (sqrt(vi) + h.w);
}

kernel void black_scholes(device const float* price, device const float* strike, device float* call, constant float3& rvt, uint i [[thread_position_in_grid]]) {
  float s = price[i], k = strike[i], root = rvt.y * sqrt(rvt.z);
  float d1 = (log(s / k) + (rvt.x + 0.5f * rvt.y * rvt.y) * rvt.z) / root, d2 = d1 - root;
  auto cdf = [](float x) {
    float l = fabs(x), t = 1.0f / (1.0f + 0.2316419f * l);
    float w = 1.0f - 0.39894228f * exp(-l * l / 2) * t * (0.31938153f + t * (-0.356563782f + t * (1.781477937f + t * (-1.821255978f + t * 1.330274429f))));
    return x < 0 ? 1.0f - w : w;
  };
  call[i] = s * cdf(d1) - k * exp(-rvt.x * rvt.z) * cdf(d2);
}

kernel void bits(device const uint* x, device uint4* y, uint i [[thread_position_in_grid]]) {
  y[i] = uint4(popcount(x[i]), clz(x[i]), reverse_bits(x[i]), rotate(x[i], 7u));
}

kernel void long_mul(device const ulong* x, device ulong* y, uint i [[thread_position_in_grid]]) {
  ulong v = x[i] * 6364136223846793005ul + 1442695040888963407ul;
  y[i] = (v ^ (v >> 33)) % 1000003ul + mulhi(x[i], v);
}

kernel void trig(device const float* x, device float* y, uint i [[thread_position_in_grid]]) {
  float c, s = sincos(x[i], c);
  y[i] = s * c + atan2(s, c) + tanh(x[i]) + log2(1.0f + fabs(x[i])) + pow(fabs(x[i]), 1.5f) + fract(x[i]) + rsqrt(1.0f + x[i] * x[i]);
}

constant bool use_bias [[function_constant(0)]];
constant int scale_by [[function_constant(1)]];
kernel void specialised(device float* x, uint i [[thread_position_in_grid]]) {
  float v = x[i] * scale_by;
  if (use_bias) v += 100.0f;
  x[i] = v;
}

kernel void saturating(device const char4* a, device const char4* b, device char4* c, uint i [[thread_position_in_grid]]) {
  c[i] = addsat(a[i], b[i]) - hadd(a[i], b[i]);
}

kernel void pack_colors(device const float4* c, device uint* packed, uint i [[thread_position_in_grid]]) {
  packed[i] = pack_float_to_unorm4x8(c[i]) ^ (uint)(unpack_unorm4x8_to_float(0x80402010u).y * 255.0f + 0.5f);
}
