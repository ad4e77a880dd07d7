// What emitted kernels see instead of a CUDA compiler's own declarations: the tests compile them with a C++ compiler and run the
// threads of a threadgroup as fibers. Written from the CUDA C++ programming guide; no part of CUDA is used.
#pragma once
#include <math.h>
#include <string.h>

#define LUCID_EMULATE 1
#define __device__
#define __global__
#define __forceinline__ inline
#define __shared__ static
#define __launch_bounds__(n)
#define __grid_constant__

struct LucidDim { unsigned x, y, z; };
enum LucidOperation { LUCID_BALLOT, LUCID_SHUFFLE, LUCID_WARP_BARRIER, LUCID_ACTIVE, LUCID_BARRIER };
struct LucidThread {
  LucidDim thread;
  unsigned lane;
};
struct LucidRuntime {
  LucidThread* now;
  LucidDim block, size, grid;
  // Waits until the other lanes have come as far; gives the result of the operation.
  unsigned long long (*wait)(int operation, unsigned mask, unsigned long long value, int source, const void* place);
};
extern "C" LucidRuntime* lucid_runtime;
LucidRuntime* lucid_runtime;

#define threadIdx (lucid_runtime->now->thread)
#define blockIdx (lucid_runtime->block)
#define blockDim (lucid_runtime->size)
#define gridDim (lucid_runtime->grid)
#define LUCID_SYNC static inline __attribute__((noinline))
#define LUCID_PLACE __builtin_return_address(0)

static inline unsigned lucid_lane() { return lucid_runtime->now->lane; }
LUCID_SYNC void __syncthreads() { lucid_runtime->wait(LUCID_BARRIER, 0, 0, 0, LUCID_PLACE); }
LUCID_SYNC void __syncwarp(unsigned m) { lucid_runtime->wait(LUCID_WARP_BARRIER, m, 0, 0, LUCID_PLACE); }
LUCID_SYNC unsigned __ballot_sync(unsigned m, int p) { return (unsigned)lucid_runtime->wait(LUCID_BALLOT, m, p != 0, 0, LUCID_PLACE); }
LUCID_SYNC unsigned __activemask() { return (unsigned)lucid_runtime->wait(LUCID_ACTIVE, 0, 0, 0, LUCID_PLACE); }
LUCID_SYNC unsigned __shfl_sync(unsigned m, unsigned v, int source) { return (unsigned)lucid_runtime->wait(LUCID_SHUFFLE, m, v, source & 31, LUCID_PLACE); }
LUCID_SYNC unsigned long long __shfl_sync(unsigned m, unsigned long long v, int source) {
  return lucid_runtime->wait(LUCID_SHUFFLE, m, v, source & 31, LUCID_PLACE);
}
static inline void __threadfence() {}

template <class To, class From> static inline To lucid_pun(From v) { To r; memcpy(&r, &v, sizeof r); return r; }
static inline float __uint_as_float(unsigned v) { return lucid_pun<float>(v); }
static inline unsigned __float_as_uint(float v) { return lucid_pun<unsigned>(v); }
static inline float __fmul_rn(float a, float b) { return a * b; }
static inline float rsqrtf(float x) { return (float)(1.0 / sqrt((double)x)); }
static inline float sinpif(float x) { return (float)sin(M_PI * fmod((double)x, 2.0)); }
static inline float cospif(float x) { return (float)cos(M_PI * fmod((double)x, 2.0)); }
#define __expf expf
#define __exp10f exp10f
#define __logf logf
#define __log2f log2f
#define __log10f log10f
#define __sinf sinf
#define __cosf cosf
#define __tanf tanf
#define __powf powf
static inline float __fdividef(float a, float b) { return a / b; }
static inline int __mulhi(int a, int b) { return (int)((long long)a * b >> 32); }
static inline unsigned __umulhi(unsigned a, unsigned b) { return (unsigned)((unsigned long long)a * b >> 32); }
static inline long long __mul64hi(long long a, long long b) { return (long long)((__int128)a * b >> 64); }
static inline unsigned long long __umul64hi(unsigned long long a, unsigned long long b) { return (unsigned long long)((unsigned __int128)a * b >> 64); }
static inline int __clz(int a) { return a ? __builtin_clz((unsigned)a) : 32; }
static inline int __clzll(long long a) { return a ? __builtin_clzll((unsigned long long)a) : 64; }
static inline int __ffs(int a) { return __builtin_ffs(a); }
static inline int __ffsll(long long a) { return __builtin_ffsll(a); }
static inline int __popc(unsigned a) { return __builtin_popcount(a); }
static inline int __popcll(unsigned long long a) { return __builtin_popcountll(a); }
static inline unsigned __brev(unsigned a) { unsigned r = 0; for (int i = 0; i < 32; i++) r |= (a >> i & 1) << (31 - i); return r; }
static inline unsigned long long __brevll(unsigned long long a) { return (unsigned long long)__brev((unsigned)a) << 32 | __brev((unsigned)(a >> 32)); }

// One fiber runs at a time, so plain reads and writes are atomic.
#define LUCID_ATOMIC(name, expression) template <class T> static inline T name(T* p, T v) { T old = *p; *p = (T)(expression); return old; }
LUCID_ATOMIC(atomicExch, v)
LUCID_ATOMIC(atomicAdd, old + v)
LUCID_ATOMIC(atomicAnd, old & v)
LUCID_ATOMIC(atomicOr, old | v)
LUCID_ATOMIC(atomicXor, old ^ v)
LUCID_ATOMIC(atomicMin, v < old ? v : old)
LUCID_ATOMIC(atomicMax, old < v ? v : old)
template <class T> static inline T atomicCAS(T* p, T expected, T v) { T old = *p; if (old == expected) *p = v; return old; }
