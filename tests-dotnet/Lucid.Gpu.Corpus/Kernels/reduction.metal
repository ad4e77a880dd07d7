#include <metal_stdlib>
#include <metal_simdgroup>
using namespace metal;

kernel void sum_threadgroup(device const float* x, device float* out, constant uint& n, uint lid [[thread_index_in_threadgroup]],
                            uint gid [[threadgroup_position_in_grid]], uint size [[threads_per_threadgroup]], uint groups [[threadgroups_per_grid]]) {
  threadgroup float partial[256];
  float sum = 0;
  for (uint i = gid * size + lid; i < n; i += size * groups) sum += x[i];
  partial[lid] = sum;
  threadgroup_barrier(mem_flags::mem_threadgroup);
  for (uint half_size = size / 2; half_size > 0; half_size >>= 1) {
    if (lid < half_size) partial[lid] += partial[lid + half_size];
    threadgroup_barrier(mem_flags::mem_threadgroup);
  }
  if (lid == 0) out[gid] = partial[0];
}

template <typename T> struct Sum { static constexpr constant T start = T(0); T operator()(T a, T b) const { return a + b; } T lanes(T v) const { return simd_sum(v); } };
template <typename T> struct Max { static constexpr constant T start = numeric_limits<T>::lowest(); T operator()(T a, T b) const { return max(a, b); } T lanes(T v) const { return simd_max(v); } };

template <typename T, typename Op>
[[kernel]] void reduce_rows(device const T* x [[buffer(0)]], device T* out [[buffer(1)]], constant uint& columns [[buffer(2)]],
                            threadgroup T* shared [[threadgroup(0)]], uint row [[threadgroup_position_in_grid]],
                            uint lid [[thread_position_in_threadgroup]], uint size [[threads_per_threadgroup]],
                            uint lane [[thread_index_in_simdgroup]], uint simd [[simdgroup_index_in_threadgroup]], uint simds [[simdgroups_per_threadgroup]]) {
  Op op;
  T total = Op::start;
  x += row * columns;
  for (uint i = lid; i < columns; i += size) total = op(total, x[i]);
  total = op.lanes(total);
  if (lane == 0) shared[simd] = total;
  threadgroup_barrier(mem_flags::mem_threadgroup);
  if (simd == 0) {
    total = lane < simds ? shared[lane] : Op::start;
    total = op.lanes(total);
    if (lane == 0) out[row] = total;
  }
}
#define INSTANTIATE(name, T, Op) template [[host_name("reduce_" #name)]] [[kernel]] decltype(reduce_rows<T, Op<T>>) reduce_rows<T, Op<T>>;
INSTANTIATE(sum_float, float, Sum)
INSTANTIATE(max_float, float, Max)
INSTANTIATE(sum_int, int, Sum)
INSTANTIATE(max_int, int, Max)

struct Best { float value; uint index; };
kernel void argmax_rows(device const float* x, device uint* out, constant uint& columns, uint row [[threadgroup_position_in_grid]], ushort lane [[thread_index_in_simdgroup]]) {
  Best best = {-INFINITY, 0};
  for (uint i = lane; i < columns; i += 32) {
    float v = x[row * columns + i];
    if (v > best.value) best = {v, i};
  }
  for (ushort offset = 16; offset > 0; offset /= 2) {
    Best other = {simd_shuffle_down(best.value, offset), simd_shuffle_down(best.index, offset)};
    if (other.value > best.value || (other.value == best.value && other.index < best.index)) best = other;
  }
  if (lane == 0) out[row] = best.index;
}

kernel void welford_rows(device const float* x, device float2* out, constant uint& columns, uint row [[thread_position_in_grid]]) {
  float mean = 0, m2 = 0;
  for (uint i = 0; i < columns; ++i) {
    float v = x[row * columns + i], delta = v - mean;
    mean += delta / (i + 1);
    m2 += delta * (v - mean);
  }
  out[row] = float2(mean, m2 / columns);
}

kernel void dot_atomic(device const float* a, device const float* b, device atomic_float* out, uint i [[thread_position_in_grid]], uint lane [[thread_index_in_simdgroup]]) {
  float sum = simd_sum(a[i] * b[i]);
  if (lane == 0) atomic_fetch_add_explicit(out, sum, memory_order_relaxed);
}

kernel void histogram_global(device const uchar* x, device atomic_uint* bins, uint i [[thread_position_in_grid]]) {
  atomic_fetch_add_explicit(&bins[x[i]], 1u, memory_order_relaxed);
}

kernel void histogram_shared(device const uchar* x, device atomic_uint* bins, constant uint& n, uint lid [[thread_index_in_threadgroup]],
                             uint i [[thread_position_in_grid]], uint size [[threads_per_threadgroup]]) {
  threadgroup atomic_uint local[256];
  for (uint b = lid; b < 256; b += size) atomic_store_explicit(&local[b], 0u, memory_order_relaxed);
  threadgroup_barrier(mem_flags::mem_threadgroup);
  if (i < n) atomic_fetch_add_explicit(&local[x[i]], 1u, memory_order_relaxed);
  threadgroup_barrier(mem_flags::mem_threadgroup);
  for (uint b = lid; b < 256; b += size) {
    uint count = atomic_load_explicit(&local[b], memory_order_relaxed);
    if (count > 0) atomic_fetch_add_explicit(&bins[b], count, memory_order_relaxed);
  }
}

kernel void scan_simd(device const uint* x, device uint* y, uint i [[thread_position_in_grid]]) { y[i] = simd_prefix_inclusive_sum(x[i]) * 2 + simd_prefix_exclusive_sum(x[i]); }

kernel void scan_block(device const int* x, device int* y, uint lid [[thread_position_in_threadgroup]], uint size [[threads_per_threadgroup]], uint i [[thread_position_in_grid]]) {
  threadgroup int buffers[2][256];
  int side = 0;
  buffers[0][lid] = lid > 0 ? x[i - 1] : 0;
  threadgroup_barrier(mem_flags::mem_threadgroup);
  for (uint offset = 1; offset < size; offset <<= 1) {
    int v = buffers[side][lid];
    if (lid >= offset) v += buffers[side][lid - offset];
    buffers[1 - side][lid] = v;
    side = 1 - side;
    threadgroup_barrier(mem_flags::mem_threadgroup);
  }
  y[i] = buffers[side][lid];
}

kernel void bitonic_step(device uint* keys, constant uint2& stage, uint i [[thread_position_in_grid]]) {
  uint partner = i ^ stage.y;
  if (partner <= i) return;
  bool ascending = (i & stage.x) == 0;
  uint a = keys[i], b = keys[partner];
  if ((a > b) == ascending) { keys[i] = b; keys[partner] = a; }
}

kernel void radix_sort_block(device uint* keys, uint lid [[thread_position_in_threadgroup]], uint lane [[thread_index_in_simdgroup]],
                             uint simd [[simdgroup_index_in_threadgroup]], uint simds [[simdgroups_per_threadgroup]], uint size [[threads_per_threadgroup]]) {
  threadgroup uint values[256], totals[8];
  uint key = keys[lid];
  for (uint bit = 0; bit < 32; ++bit) {
    uint zero = (key >> bit & 1) ^ 1;
    uint before = simd_prefix_exclusive_sum(zero);
    if (lane == 31) totals[simd] = before + zero;
    threadgroup_barrier(mem_flags::mem_threadgroup);
    uint base = 0, all = 0;
    for (uint s = 0; s < simds; ++s) { if (s < simd) base += totals[s]; all += totals[s]; }
    uint place = zero ? base + before : all + lid - (base + before);
    values[place] = key;
    threadgroup_barrier(mem_flags::mem_threadgroup);
    key = values[lid];
    threadgroup_barrier(mem_flags::mem_threadgroup);
  }
  keys[lid] = key;
  (void)size;
}

kernel void vote_counts(device const int* x, device uint4* out, uint i [[thread_position_in_grid]], uint lane [[thread_index_in_simdgroup]]) {
  bool odd = x[i] & 1;
  ulong ballot = (ulong)simd_ballot(odd);
  uint4 r = uint4(popcount(uint(ballot)), simd_all(odd), simd_any(odd), quad_sum(uint(odd)));
  if (odd) r.x += simd_is_first() ? 1000u : 0u;
  out[i] = r + simd_broadcast(lane, 5) + simd_shuffle_xor(lane, 1) - lane;
}
