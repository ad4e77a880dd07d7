namespace Lucid.Gpu.Drivers.Cuda.Emission;

internal static partial class CudaPrelude
{
    // m is always the exact set of lanes that take part: the emitter follows it through control flow.
    private static System.ReadOnlySpan<byte> Lanes => """
        #ifdef LUCID_EMULATE
        FN u32 lane_id() { return lucid_lane(); }
        #else
        FN u32 lane_id() { u32 r; asm("mov.u32 %0, %%laneid;" : "=r"(r)); return r; }
        #endif
        template <class T> FN T shfl(u32 m, T v, u32 from) {
          if constexpr (sizeof(T) == 8) { union Both { T t; u64 w; } p; p.t = v; p.w = __shfl_sync(m, p.w, (int)from); return p.t; }
          else { union Both { T t; u32 w; } p; p.w = 0; p.t = v; p.w = __shfl_sync(m, p.w, (int)from); return p.t; }
        }
        template <class T> FN Vec<T, 2> shfl(u32 m, Vec<T, 2> v, u32 f) { return mk(shfl(m, v.x, f), shfl(m, v.y, f)); }
        template <class T> FN Vec<T, 3> shfl(u32 m, Vec<T, 3> v, u32 f) { return mk(shfl(m, v.x, f), shfl(m, v.y, f), shfl(m, v.z, f)); }
        template <class T> FN Vec<T, 4> shfl(u32 m, Vec<T, 4> v, u32 f) { return mk(shfl(m, v.x, f), shfl(m, v.y, f), shfl(m, v.z, f), shfl(m, v.w, f)); }
        template <int W> FN u32 within() { return lane_id() & (W - 1); }
        template <int W> FN u32 start() { return lane_id() & ~(u32)(W - 1); }
        template <int W> FN u32 lane_at(u32 n) { return n < W ? start<W>() + n : lane_id(); }
        template <int W> FN u32 lane_first(u32 m) { return __ffs((int)(m >> start<W>() & (W == 32 ? ~0u : 15u))) - 1 + start<W>(); }
        template <int W> FN u32 lane_up(u32 n) { return within<W>() >= n ? lane_id() - n : lane_id(); }
        template <int W> FN u32 lane_down(u32 n) { return n < W && within<W>() + n < W ? lane_id() + n : lane_id(); }
        template <int W> FN u32 lane_xor(u32 n) { return lane_at<W>(within<W>() ^ n); }
        template <int W> FN u32 lane_rotate_up(u32 n) { return start<W>() + ((within<W>() - n) & (W - 1)); }
        template <int W> FN u32 lane_rotate_down(u32 n) { return start<W>() + ((within<W>() + n) & (W - 1)); }
        template <int W, class T> FN T shfl_fill_up(u32 m, T v, T fill, u32 n) {
          T inside = shfl(m, v, lane_up<W>(n)), outside = shfl(m, fill, lane_rotate_up<W>(n));
          return within<W>() >= n ? inside : outside;
        }
        template <int W, class T> FN T shfl_fill_down(u32 m, T v, T fill, u32 n) {
          T inside = shfl(m, v, lane_down<W>(n)), outside = shfl(m, fill, lane_rotate_down<W>(n));
          return n < W && within<W>() + n < W ? inside : outside;
        }
        struct OpSum { template <class T> FN T of(T a, T b) { return (T)(a + b); } template <class T> FN T unit() { return (T)0; } };
        struct OpProduct { template <class T> FN T of(T a, T b) { return (T)(a * b); } template <class T> FN T unit() { return (T)1; } };
        struct OpMin { template <class T> FN T of(T a, T b) { return m_min(a, b); } };
        struct OpMax { template <class T> FN T of(T a, T b) { return m_max(a, b); } };
        struct OpAnd { template <class T> FN T of(T a, T b) { return (T)(a & b); } };
        struct OpOr { template <class T> FN T of(T a, T b) { return (T)(a | b); } };
        struct OpXor { template <class T> FN T of(T a, T b) { return (T)(a ^ b); } };
        template <class Op, int W, class T> FN T reduce(u32 m, T v) {
          if constexpr (W == 32) {
            if (m == ~0u) {
              #pragma unroll
              for (u32 d = 16; d; d >>= 1) v = Op::of(v, shfl(m, v, lane_id() ^ d));
              return v;
            }
            T r = shfl(m, v, __ffs((int)m) - 1);
            for (u32 rest = m & (m - 1); rest; rest &= rest - 1) r = Op::of(r, shfl(m, v, __ffs((int)rest) - 1));
            return r;
          } else {
            u32 first = start<W>();
            T r = v;
            bool any = false;
            for (u32 k = 0; k < W; k++) {
              T other = shfl(m, v, first + k);
              if (m >> (first + k) & 1) { r = any ? Op::of(r, other) : other; any = true; }
            }
            return r;
          }
        }
        template <class Op, int W, bool Inclusive, class T> FN T prefix(u32 m, T v) {
          u32 lane = lane_id();
          if (W == 32 && m == ~0u) {
            T s = v;
            #pragma unroll
            for (u32 d = 1; d < 32; d <<= 1) { T other = shfl(m, s, lane - d); if (lane >= d) s = Op::of(other, s); }
            if (Inclusive) return s;
            s = shfl(m, s, lane - 1);
            return lane == 0 ? Op::template unit<T>() : s;
          }
          u32 first = start<W>();
          T r = Op::template unit<T>();
          bool any = false;
          for (u32 k = first; k < first + W; k++) {
            T other = shfl(m, v, k);
            if ((m >> k & 1) && (k < lane || (Inclusive && k == lane))) { r = any ? Op::of(r, other) : other; any = true; }
          }
          return r;
        }
        #define SHORT_LANES(T) \
          template <class Op, int W> FN T reduce(u32 m, T v) { return Conv<T>::of(reduce<Op, W>(m, widen(v))); } \
          template <class Op, int W, bool I> FN T prefix(u32 m, T v) { return Conv<T>::of(prefix<Op, W, I>(m, widen(v))); }
        SHORT_LANES(f16)
        SHORT_LANES(b16)
        template <class Op, int W, class T, int N> FN Vec<T, N> reduce(u32 m, Vec<T, N> v) { for (int i = 0; i < N; i++) at(v, i) = reduce<Op, W>(m, at(v, i)); return v; }
        template <class Op, int W, bool I, class T, int N> FN Vec<T, N> prefix(u32 m, Vec<T, N> v) {
          for (int i = 0; i < N; i++) at(v, i) = prefix<Op, W, I>(m, at(v, i));
          return v;
        }
        template <int W> FN u64 ballot(u32 m, bool p) { u32 b = __ballot_sync(m, p); return W == 32 ? b : b >> start<W>() & 15; }
        template <int W> FN u64 active(u32 m) { return W == 32 ? m : m >> start<W>() & 15; }
        template <int W> FN bool every(u32 m, bool p) { return ballot<W>(m, !p) == 0; }
        template <int W> FN bool some(u32 m, bool p) { return ballot<W>(m, p) != 0; }

        """u8;

    // Lane l holds (row, column) and (row, column + 1): the layout that Apple GPUs use.
    private static System.ReadOnlySpan<byte> Matrices => """
        FN u32 sgm_row() { u32 l = lane_id(); return (l >> 1 & 3) | (l >> 4 & 1) << 2; }
        FN u32 sgm_column() { u32 l = lane_id(); return (l & 1) << 1 | (l >> 3 & 1) << 2; }
        FN u32 sgm_lane(u32 row, u32 column) { return (column >> 1 & 1) | (row & 3) << 1 | (column >> 2 & 1) << 3 | (row >> 2) << 4; }
        template <class T> FN Sgm<T> sgm_fill(T v) { return Sgm<T>{{v, v}}; }
        template <class T> FN Sgm<T> sgm_diagonal(T v) {
          u32 r = sgm_row(), c = sgm_column();
          return Sgm<T>{{c == r ? v : T{}, c + 1 == r ? v : T{}}};
        }
        template <class T, class S> FN Sgm<T> sgm_convert(Sgm<S> s) { return Sgm<T>{ToV<Vec<T, 2>>::of(s.e)}; }
        template <class T> FN u64 sgm_place(u64 stride, Vec<u64, 2> origin, bool transposed, u32 e) {
          u32 r = sgm_row(), c = sgm_column() + e;
          return transposed ? (origin.y + c) * stride + origin.x + r : (origin.y + r) * stride + origin.x + c;
        }
        template <class T> FN void sgm_load(Sgm<T>& to, const T* from, u64 stride, Vec<u64, 2> origin, bool transposed) {
          to.e.x = from[sgm_place<T>(stride, origin, transposed, 0)];
          to.e.y = from[sgm_place<T>(stride, origin, transposed, 1)];
        }
        template <class T> FN void sgm_store(Sgm<T>& from, T* to, u64 stride, Vec<u64, 2> origin, bool transposed) {
          to[sgm_place<T>(stride, origin, transposed, 0)] = from.e.x;
          to[sgm_place<T>(stride, origin, transposed, 1)] = from.e.y;
        }
        template <class D, class X, class Y, class Z> FN void sgm_mma(u32 m, Sgm<D>& d, Sgm<X> a, Sgm<Y> b, Sgm<Z> c) {
          u32 row = sgm_row(), column = sgm_column();
          f32 x = widen(c.e.x), y = widen(c.e.y);
          f32 ax = widen(a.e.x), ay = widen(a.e.y), bx = widen(b.e.x), by = widen(b.e.y);
          #pragma unroll
          for (u32 k = 0; k < 8; k += 2) {
            u32 left = sgm_lane(row, k), upper = sgm_lane(k, column), lower = sgm_lane(k + 1, column);
            f32 p = shfl(m, ax, left), q = shfl(m, ay, left);
            x = fmaf(p, shfl(m, bx, upper), x);
            y = fmaf(p, shfl(m, by, upper), y);
            x = fmaf(q, shfl(m, bx, lower), x);
            y = fmaf(q, shfl(m, by, lower), y);
          }
          d.e.x = Conv<D>::of(x);
          d.e.y = Conv<D>::of(y);
        }

        """u8;

    // Atomics are relaxed in CUDA; stronger orders come from fences around them.
    private static System.ReadOnlySpan<byte> Memory => """
        template <class T> FN T a_load(T* p) { return *(volatile T*)p; }
        template <class T> FN void a_store(T* p, T v) { *(volatile T*)p = v; }
        FN i32 a_exchange(i32* p, i32 v) { return atomicExch(p, v); }
        FN u32 a_exchange(u32* p, u32 v) { return atomicExch(p, v); }
        FN f32 a_exchange(f32* p, f32 v) { return atomicExch(p, v); }
        FN u64 a_exchange(u64* p, u64 v) { return atomicExch(p, v); }
        FN i64 a_exchange(i64* p, i64 v) { return (i64)atomicExch((u64*)p, (u64)v); }
        FN i32 a_swap(i32* p, i32 e, i32 v) { return atomicCAS(p, e, v); }
        FN u32 a_swap(u32* p, u32 e, u32 v) { return atomicCAS(p, e, v); }
        FN u64 a_swap(u64* p, u64 e, u64 v) { return atomicCAS(p, e, v); }
        FN i64 a_swap(i64* p, i64 e, i64 v) { return (i64)atomicCAS((u64*)p, (u64)e, (u64)v); }
        FN f32 a_swap(f32* p, f32 e, f32 v) { return bits_f32(atomicCAS((u32*)p, f32_bits(e), f32_bits(v))); }
        template <class T> FN bool same_bits(T a, T b) { return a == b; }
        FN bool same_bits(f32 a, f32 b) { return f32_bits(a) == f32_bits(b); }
        template <class T> FN bool a_compare(T* p, T* e, T v) { T want = *e, old = a_swap(p, want, v); *e = old; return same_bits(old, want); }
        FN i32 a_add(i32* p, i32 v) { return atomicAdd(p, v); }
        FN u32 a_add(u32* p, u32 v) { return atomicAdd(p, v); }
        FN f32 a_add(f32* p, f32 v) { return atomicAdd(p, v); }
        FN u64 a_add(u64* p, u64 v) { return atomicAdd(p, v); }
        FN i64 a_add(i64* p, i64 v) { return (i64)atomicAdd((u64*)p, (u64)v); }
        FN f32 a_sub(f32* p, f32 v) { return atomicAdd(p, -v); }
        template <class T> FN T a_sub(T* p, T v) { return a_add(p, (T)(0 - v)); }
        FN i64 a_sub(i64* p, i64 v) { return (i64)atomicAdd((u64*)p, 0 - (u64)v); }
        #define ATOMIC(name, cuda) \
          FN i32 a_##name(i32* p, i32 v) { return cuda(p, v); } FN u32 a_##name(u32* p, u32 v) { return cuda(p, v); } \
          FN u64 a_##name(u64* p, u64 v) { return cuda(p, v); }
        ATOMIC(and, atomicAnd) ATOMIC(or, atomicOr) ATOMIC(xor, atomicXor) ATOMIC(min, atomicMin) ATOMIC(max, atomicMax)
        FN i64 a_and(i64* p, i64 v) { return (i64)atomicAnd((u64*)p, (u64)v); }
        FN i64 a_or(i64* p, i64 v) { return (i64)atomicOr((u64*)p, (u64)v); }
        FN i64 a_xor(i64* p, i64 v) { return (i64)atomicXor((u64*)p, (u64)v); }
        FN i64 a_min(i64* p, i64 v) { return atomicMin(p, v); }
        FN i64 a_max(i64* p, i64 v) { return atomicMax(p, v); }
        // One-byte flags have no atomic of their own: their word's bytes are exchanged.
        FN u32 byte_shift(void* p) { return (u32)((u64)p & 3) * 8; }
        FN u32* word_of(void* p) { return (u32*)((u64)p & ~3ull); }
        FN bool a_exchange(bool* p, bool v) {
          u32 old = *(volatile u32*)word_of(p), seen;
          do { seen = old; old = atomicCAS(word_of(p), seen, (seen & ~(255u << byte_shift(p))) | (u32)v << byte_shift(p)); } while (old != seen);
          return (old >> byte_shift(p) & 255) != 0;
        }
        FN bool a_compare(bool* p, bool* e, bool v) {
          u32 old = *(volatile u32*)word_of(p), seen;
          do {
            seen = old;
            bool now = (seen >> byte_shift(p) & 255) != 0;
            if (now != *e) { *e = now; return false; }
            old = atomicCAS(word_of(p), seen, (seen & ~(255u << byte_shift(p))) | (u32)v << byte_shift(p));
          } while (old != seen);
          return true;
        }

        FN i64 texel_at(const Tex& t, u32 x, u32 y, u32 z) { return x < t.w && y < t.h && z < t.d ? ((i64)z * t.h + y) * t.w + x : -1; }
        FN i64 texel_at(const Tex& t, u32 x) { return texel_at(t, x, 0, 0); }
        FN i64 texel_at(const Tex& t, Vec<u32, 2> p) { return texel_at(t, p.x, p.y, 0); }
        FN i64 texel_at(const Tex& t, Vec<u32, 3> p) { return texel_at(t, p.x, p.y, p.z); }
        template <class T> struct Texel { FN T in(u32 b) { return (T)b; } FN u32 out(T v) { return (u32)(i32)v; } };
        template <> struct Texel<f32> { FN f32 in(u32 b) { return bits_f32(b); } FN u32 out(f32 v) { return f32_bits(v); } };
        template <> struct Texel<f16> { FN f16 in(u32 b) { return Conv<f16>::of(bits_f32(b)); } FN u32 out(f16 v) { return f32_bits(widen(v)); } };
        // Reads outside give zero and writes outside vanish, as the specification has it.
        template <class T, class P> FN Vec<T, 4> tex_read(const Tex& t, P p) {
          i64 at = texel_at(t, p);
          if (at < 0) return Vec<T, 4>{};
          const u32* s = t.data + at * 4;
          return mk(Texel<T>::in(s[0]), Texel<T>::in(s[1]), Texel<T>::in(s[2]), Texel<T>::in(s[3]));
        }
        template <class T, class P> FN void tex_write(const Tex& t, Vec<T, 4> v, P p) {
          i64 at = texel_at(t, p);
          if (at < 0) return;
          u32* s = t.data + at * 4;
          s[0] = Texel<T>::out(v.x); s[1] = Texel<T>::out(v.y); s[2] = Texel<T>::out(v.z); s[3] = Texel<T>::out(v.w);
        }
        FN bool tex_wrap(i32& at, i32 n, i32 mode) {
          if (mode == 1) { at = (at % n + n) % n; return true; }
          if (mode == 2) { i32 p = (at % (2 * n) + 2 * n) % (2 * n); at = p < n ? p : 2 * n - 1 - p; return true; }
          if (mode >= 3) return at >= 0 && at < n;
          at = at < 0 ? 0 : at >= n ? n - 1 : at;
          return true;
        }
        FN Vec<f32, 4> tex_value(const Tex& t, i32 x, i32 y, i32 z, i32 mode) {
          if (!tex_wrap(x, (i32)t.w, mode) || !tex_wrap(y, (i32)t.h, mode) || !tex_wrap(z, (i32)t.d, mode)) return Vec<f32, 4>{};
          return tex_read<f32>(t, mk((u32)x, (u32)y, (u32)z));
        }
        FN i32 tex_floor(f32 v) { return v != v ? 0 : (i32)fminf(fmaxf(floorf(v), -1e9f), 1e9f); }
        FN Vec<f32, 4> tex_sample3(const Tex& t, i32 sampler, f32 x, f32 y, f32 z, int dimensions) {
          if (sampler & 2) { x *= t.w; if (dimensions > 1) y *= t.h; if (dimensions > 2) z *= t.d; }
          i32 mode = sampler >> 2 & 7;
          if (!(sampler & 1)) return tex_value(t, tex_floor(x), tex_floor(y), tex_floor(z), mode);
          f32 lx = floorf(x - 0.5f), ly = floorf(y - 0.5f), lz = floorf(z - 0.5f);
          Vec<f32, 4> sum{};
          for (int corner = 0; corner < 1 << dimensions; corner++) {
            f32 px = x - 0.5f - lx, py = y - 0.5f - ly, pz = z - 0.5f - lz, weight = corner & 1 ? px : 1 - px;
            if (dimensions > 1) weight *= corner & 2 ? py : 1 - py;
            if (dimensions > 2) weight *= corner & 4 ? pz : 1 - pz;
            Vec<f32, 4> v = tex_value(t, tex_floor(lx) + (corner & 1), dimensions > 1 ? tex_floor(ly) + (corner >> 1 & 1) : 0,
              dimensions > 2 ? tex_floor(lz) + (corner >> 2 & 1) : 0, mode);
            sum = sum + ToV<Vec<f32, 4>>::all(weight) * v;
          }
          return sum;
        }
        template <class T> FN Vec<T, 4> tex_sample(const Tex& t, i32 s, f32 x) { return ToV<Vec<T, 4>>::of(tex_sample3(t, s, x, 0.5f, 0.5f, 1)); }
        template <class T> FN Vec<T, 4> tex_sample(const Tex& t, i32 s, Vec<f32, 2> p) { return ToV<Vec<T, 4>>::of(tex_sample3(t, s, p.x, p.y, 0.5f, 2)); }
        template <class T> FN Vec<T, 4> tex_sample(const Tex& t, i32 s, Vec<f32, 3> p) { return ToV<Vec<T, 4>>::of(tex_sample3(t, s, p.x, p.y, p.z, 3)); }

        """u8;
}
