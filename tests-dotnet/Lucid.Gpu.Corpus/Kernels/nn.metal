#include <metal_stdlib>
using namespace metal;

kernel void softmax_rows(device const float* x, device float* y, constant uint& columns, uint row [[threadgroup_position_in_grid]],
                         uint lid [[thread_position_in_threadgroup]], uint size [[threads_per_threadgroup]],
                         uint lane [[thread_index_in_simdgroup]], uint simd [[simdgroup_index_in_threadgroup]], uint simds [[simdgroups_per_threadgroup]]) {
  threadgroup float shared[32];
  device const float* in = x + row * columns;
  float best = -INFINITY;
  for (uint i = lid; i < columns; i += size) best = max(best, in[i]);
  best = simd_max(best);
  if (lane == 0) shared[simd] = best;
  threadgroup_barrier(mem_flags::mem_threadgroup);
  best = simd_max(lane < simds ? shared[lane] : -INFINITY);
  threadgroup_barrier(mem_flags::mem_threadgroup);
  float sum = 0;
  for (uint i = lid; i < columns; i += size) sum += exp(in[i] - best);
  sum = simd_sum(sum);
  if (lane == 0) shared[simd] = sum;
  threadgroup_barrier(mem_flags::mem_threadgroup);
  sum = simd_sum(lane < simds ? shared[lane] : 0.0f);
  for (uint i = lid; i < columns; i += size) y[row * columns + i] = exp(in[i] - best) / sum;
}

kernel void log_softmax_online(device const float* x, device float* y, constant uint& columns, uint row [[thread_position_in_grid]]) {
  float best = -INFINITY, sum = 0;
  for (uint i = 0; i < columns; ++i) {
    float v = x[row * columns + i], bigger = max(best, v);
    sum = sum * exp(best - bigger) + exp(v - bigger);
    best = bigger;
  }
  float shift = best + log(sum);
  for (uint i = 0; i < columns; ++i) y[row * columns + i] = x[row * columns + i] - shift;
}

kernel void layer_norm(device const float* x, device const float* w, device const float* b, device float* y, constant uint& columns,
                       constant float& eps, uint row [[threadgroup_position_in_grid]], uint lane [[thread_index_in_simdgroup]]) {
  float sum = 0, square = 0;
  for (uint i = lane; i < columns; i += 32) sum += x[row * columns + i];
  float mean = simd_sum(sum) / columns;
  for (uint i = lane; i < columns; i += 32) { float d = x[row * columns + i] - mean; square += d * d; }
  float scale = rsqrt(simd_sum(square) / columns + eps);
  for (uint i = lane; i < columns; i += 32) y[row * columns + i] = (x[row * columns + i] - mean) * scale * w[i] + b[i];
}

kernel void rms_norm_half(device const half4* x, device const half4* w, device half4* y, constant uint& quarters, uint row [[threadgroup_position_in_grid]], uint lane [[thread_index_in_simdgroup]]) {
  float sum = 0;
  for (uint i = lane; i < quarters; i += 32) { float4 v = float4(x[row * quarters + i]); sum += dot(v, v); }
  float scale = rsqrt(simd_sum(sum) / (quarters * 4) + 1e-5f);
  for (uint i = lane; i < quarters; i += 32) y[row * quarters + i] = half4(float4(x[row * quarters + i]) * scale) * w[i];
}

kernel void batch_norm(device float* x, device const float4* stats, constant uint2& shape, uint2 at [[thread_position_in_grid]]) {
  float4 s = stats[at.y];
  uint i = at.y * shape.x + at.x;
  x[i] = (x[i] - s.x) * rsqrt(s.y + 1e-5f) * s.z + s.w;
}

kernel void cross_entropy(device const float* x, device const int* target, device float* loss, constant uint& classes, uint row [[thread_position_in_grid]]) {
  float best = -MAXFLOAT, sum = 0;
  for (uint c = 0; c < classes; c++) best = fmax(best, x[row * classes + c]);
  for (uint c = 0; c < classes; c++) sum += exp(x[row * classes + c] - best);
  loss[row] = log(sum) + best - x[row * classes + target[row]];
}

struct Conv { int channels, height, width, kernels, size, stride, pad, out_height, out_width; };
kernel void conv2d(device const float* x, device const float* w, device float* y, constant Conv& p, uint3 at [[thread_position_in_grid]]) {
  float sum = 0;
  for (int c = 0; c < p.channels; c++)
    for (int dy = 0; dy < p.size; dy++)
      for (int dx = 0; dx < p.size; dx++) {
        int iy = int(at.y) * p.stride + dy - p.pad, ix = int(at.x) * p.stride + dx - p.pad;
        if (iy < 0 || ix < 0 || iy >= p.height || ix >= p.width) continue;
        sum += x[(c * p.height + iy) * p.width + ix] * w[((at.z * p.channels + c) * p.size + dy) * p.size + dx];
      }
  y[(at.z * p.out_height + at.y) * p.out_width + at.x] = sum;
}

kernel void depthwise3(device const float* x, device const float* w, device float* y, constant uint2& size, uint3 at [[thread_position_in_grid]]) {
  float sum = 0;
  for (int dy = -1; dy <= 1; ++dy)
    for (int dx = -1; dx <= 1; ++dx) {
      int2 q = int2(at.xy) + int2(dx, dy);
      if (all(q >= 0) && q.x < int(size.x) && q.y < int(size.y)) sum += x[(at.z * size.y + q.y) * size.x + q.x] * w[at.z * 9 + (dy + 1) * 3 + dx + 1];
    }
  y[(at.z * size.y + at.y) * size.x + at.x] = sum;
}

kernel void max_pool2(device const float* x, device float* y, device int* where_max, constant uint& width, uint2 at [[thread_position_in_grid]], uint2 grid [[threads_per_grid]]) {
  float best = -INFINITY;
  int place = -1;
  for (uint k = 0; k < 4; k++) {
    uint i = (at.y * 2 + k / 2) * width + at.x * 2 + k % 2;
    if (x[i] > best) { best = x[i]; place = i; }
  }
  y[at.y * grid.x + at.x] = best;
  where_max[at.y * grid.x + at.x] = place;
}

kernel void im2col3(device const float* x, device float* columns, constant uint2& size, uint2 at [[thread_position_in_grid]]) {
  for (int k = 0; k < 9; k++) {
    int ix = int(at.x) + k % 3 - 1, iy = int(at.y) + k / 3 - 1;
    bool inside = ix >= 0 && iy >= 0 && ix < int(size.x) && iy < int(size.y);
    columns[k * size.x * size.y + at.y * size.x + at.x] = inside ? x[iy * size.x + ix] : 0.0f;
  }
}

kernel void attention(device const float* q, device const float* k, device const float* v, device float* o, constant uint2& shape,
                      uint row [[thread_position_in_grid]]) {
  uint length = shape.x, width = shape.y;
  float acc[64] = {0}, best = -INFINITY, sum = 0;
  float scale = rsqrt(float(width));
  for (uint j = 0; j <= row && j < length; ++j) {
    float score = 0;
    for (uint d = 0; d < width; ++d) score = fma(q[row * width + d], k[j * width + d], score);
    score *= scale;
    float bigger = max(best, score), keep = exp(best - bigger), weight = exp(score - bigger);
    sum = sum * keep + weight;
    for (uint d = 0; d < width; ++d) acc[d] = acc[d] * keep + weight * v[j * width + d];
    best = bigger;
  }
  for (uint d = 0; d < width; ++d) o[row * width + d] = acc[d] / sum;
}

kernel void rope(device float2* x, constant uint& pairs, constant float& base, uint2 at [[thread_position_in_grid]]) {
  float theta = float(at.y) * pow(base, -2.0f * at.x / (2.0f * pairs));
  float c, s = sincos(theta, c);
  float2 v = x[at.y * pairs + at.x];
  x[at.y * pairs + at.x] = float2(v.x * c - v.y * s, v.x * s + v.y * c);
}

#define BLOCK 32
struct block_q4 { half d; uchar qs[BLOCK / 2]; };
template <typename block> float dot_block(device const block* b, device const float* y);
template <> float dot_block<block_q4>(device const block_q4* b, device const float* y) {
  float sum = 0;
  for (int i = 0; i < BLOCK / 2; i++) sum += (int(b->qs[i] & 0xF) - 8) * y[i] + (int(b->qs[i] >> 4) - 8) * y[i + BLOCK / 2];
  return sum * float(b->d);
}
kernel void matvec_q4(device const block_q4* w, device const float* x, device float* y, constant uint& blocks, uint row [[threadgroup_position_in_grid]], ushort lane [[thread_index_in_simdgroup]]) {
  float sum = 0;
  for (uint b = lane; b < blocks; b += 32) sum += dot_block(w + row * blocks + b, x + b * BLOCK);
  sum = simd_sum(sum);
  if (lane == 0) y[row] = sum;
}

typedef struct { half d; char qs[32]; } block_q8;
template <typename B> void dequantize(device const B* b, thread float* out) { for (int i = 0; i < 32; ++i) out[i] = float(b->d) * b->qs[i]; }
template <typename B, void (*unpack)(device const B*, thread float*)>
kernel void dequantize_rows(device const B* b, device float* y, uint i [[thread_position_in_grid]]) {
  float values[32];
  unpack(b + i, values);
  for (int k = 0; k < 32; ++k) y[i * 32 + k] = values[k];
}
typedef decltype(dequantize_rows<block_q8, dequantize>) rows_t;
template [[host_name("dequantize_q8")]] kernel rows_t dequantize_rows<block_q8, dequantize>;

kernel void embedding(device const float* table, device const int* ids, device float* y, constant uint& width, uint2 at [[thread_position_in_grid]]) {
  y[at.y * width + at.x] = table[ids[at.y] * width + at.x];
}

kernel void scatter_add(device atomic_float* table, device const int* ids, device const float* g, constant uint& width, uint2 at [[thread_position_in_grid]]) {
  atomic_fetch_add_explicit(table + ids[at.y] * width + at.x, g[at.y * width + at.x], memory_order_relaxed);
}
