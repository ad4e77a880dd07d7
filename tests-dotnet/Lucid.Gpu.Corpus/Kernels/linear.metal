#include <metal_stdlib>
#include <metal_simdgroup_matrix>
using namespace metal;

struct Size { uint m, n, k; };

kernel void gemm_naive(device const float* a, device const float* b, device float* c, constant Size& s, uint2 at [[thread_position_in_grid]]) {
  float sum = 0;
  for (uint k = 0; k < s.k; ++k) sum += a[at.y * s.k + k] * b[k * s.n + at.x];
  c[at.y * s.n + at.x] = sum;
}

constant constexpr uint TILE = 16;
kernel void gemm_tiled(device const float* a, device const float* b, device float* c, constant Size& s, uint2 at [[thread_position_in_grid]],
                       uint2 local [[thread_position_in_threadgroup]]) {
  threadgroup float as[TILE][TILE], bs[TILE][TILE];
  float sum = 0;
  for (uint t = 0; t < s.k; t += TILE) {
    as[local.y][local.x] = at.y < s.m && t + local.x < s.k ? a[at.y * s.k + t + local.x] : 0.0f;
    bs[local.y][local.x] = at.x < s.n && t + local.y < s.k ? b[(t + local.y) * s.n + at.x] : 0.0f;
    threadgroup_barrier(mem_flags::mem_threadgroup);
    for (uint k = 0; k < TILE; ++k) sum += as[local.y][k] * bs[k][local.x];
    threadgroup_barrier(mem_flags::mem_threadgroup);
  }
  if (at.y < s.m && at.x < s.n) c[at.y * s.n + at.x] = sum;
}

template <typename T>
kernel void gemm_simdgroup(device const T* a [[buffer(0)]], device const T* b [[buffer(1)]], device float* c [[buffer(2)]], constant Size& s [[buffer(3)]], uint2 group [[threadgroup_position_in_grid]]) {
  simdgroup_matrix<float, 8, 8> sums[2][2];
  for (int i = 0; i < 2; i++)
    for (int j = 0; j < 2; j++) sums[i][j] = make_filled_simdgroup_matrix<float, 8, 8>(0.0f);
  a += group.y * 16 * s.k;
  b += group.x * 16;
  for (uint k = 0; k < s.k; k += 8) {
    simdgroup_matrix<T, 8, 8> left[2], right[2];
    for (int i = 0; i < 2; i++) {
      simdgroup_load(left[i], a + i * 8 * s.k + k, s.k);
      simdgroup_load(right[i], b + k * s.n + i * 8, s.n);
    }
    for (int i = 0; i < 2; i++)
      for (int j = 0; j < 2; j++) simdgroup_multiply_accumulate(sums[i][j], left[i], right[j], sums[i][j]);
  }
  for (int i = 0; i < 2; i++)
    for (int j = 0; j < 2; j++) simdgroup_store(sums[i][j], c + (group.y * 16 + i * 8) * s.n + group.x * 16 + j * 8, s.n);
}
template [[host_name("gemm_simdgroup_float")]] kernel void gemm_simdgroup<float>(device const float*, device const float*, device float*, constant Size&, uint2);
template [[host_name("gemm_simdgroup_half")]] kernel void gemm_simdgroup<half>(device const half*, device const half*, device float*, constant Size&, uint2);

kernel void gemv(device const float4* a, device const float4* x, device float* y, constant uint& quarters, uint row [[threadgroup_position_in_grid]], uint lane [[thread_index_in_simdgroup]]) {
  float4 sum = 0;
  for (uint i = lane; i < quarters; i += 32) sum += a[row * quarters + i] * x[i];
  float total = simd_sum(sum.x + sum.y + sum.z + sum.w);
  if (lane == 0) y[row] = total;
}

kernel void transform_points(device const packed_float3* p, device packed_float3* q, constant float4x4& m, uint i [[thread_position_in_grid]]) {
  float4 v = m * float4(float3(p[i]), 1.0f);
  q[i] = packed_float3(v.xyz / v.w);
}

struct Quaternion {
  float4 v;
  Quaternion operator*(Quaternion o) const {
    return Quaternion{float4(v.w * o.v.xyz + o.v.w * v.xyz + cross(v.xyz, o.v.xyz), v.w * o.v.w - dot(v.xyz, o.v.xyz))};
  }
  Quaternion conjugate() const { return Quaternion{float4(-v.xyz, v.w)}; }
  float3 rotate(float3 p) const { return ((*this) * Quaternion{float4(p, 0)} * conjugate()).v.xyz; }
};
kernel void rotate_points(device const float4* q, device const float3* p, device float3* r, uint i [[thread_position_in_grid]]) {
  Quaternion rotation = {normalize(q[i])};
  r[i] = rotation.rotate(p[i]);
}

kernel void matrix_algebra(device const float* x, device float* y, uint i [[thread_position_in_grid]]) {
  float3x3 m = float3x3(float3(x[i], 1, 2), float3(0, x[i] + 3, 1), float3(1, 0, 2));
  float3 v = (m * transpose(m) - m * 0.5f) * float3(1, 2, 3);
  v = v * m;
  m[1][2] += x[i];
  m[2] = v;
  y[i] = determinant(m) + m[1].z + length(v);
}

kernel void fft_radix2(device const float2* x, device float2* y, constant uint& log_n, uint lid [[thread_position_in_threadgroup]], uint batch [[threadgroup_position_in_grid]]) {
  threadgroup float2 work[512];
  uint n = 1u << log_n, half_n = n / 2;
  for (uint i = lid; i < n; i += half_n) work[reverse_bits(i) >> (32 - log_n)] = x[batch * n + i];
  threadgroup_barrier(mem_flags::mem_threadgroup);
  for (uint span = 1; span < n; span <<= 1) {
    uint k = lid & (span - 1), at = ((lid - k) << 1) + k;
    float angle = -M_PI_F * float(k) / float(span);
    float2 w = float2(cos(angle), sin(angle)), a = work[at], b = work[at + span];
    float2 t = float2(b.x * w.x - b.y * w.y, b.x * w.y + b.y * w.x);
    work[at] = a + t;
    work[at + span] = a - t;
    threadgroup_barrier(mem_flags::mem_threadgroup);
  }
  for (uint i = lid; i < n; i += half_n) y[batch * n + i] = work[i];
}
