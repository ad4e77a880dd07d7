namespace Lucid.Gpu.Drivers.Cuda.Emission;

/// <summary>
/// CUDA C++ that every emitted kernel starts with: the types of the Metal Shading Language and its standard library. It needs no
/// header, so that NVRTC compiles it without a toolkit; with <c>LUCID_EMULATE</c> defined a C++ compiler takes it too.
/// </summary>
internal static partial class CudaPrelude
{
    /// <summary>The whole prelude.</summary>
    // Kept as bytes, half the size of strings in the library; made into one string when a kernel is first compiled.
    public static string Text => s_text ??= string.Concat(
        [Decode(Types), Decode(Operators), Decode(Mathematics), Decode(Integers), Decode(Lanes), Decode(Matrices), Decode(Memory)]);

    private static string? s_text;

    private static string Decode(System.ReadOnlySpan<byte> part) => System.Text.Encoding.UTF8.GetString(part);

    // Components are plain members of trivial structs: shared memory takes no constructors.
    private static System.ReadOnlySpan<byte> Types => """
        #line 1 "lucid_prelude"
        typedef signed char i8; typedef unsigned char u8; typedef short i16; typedef unsigned short u16; typedef int i32; typedef unsigned int u32;
        typedef long long i64; typedef unsigned long long u64; typedef float f32;
        #define FN static __device__ __forceinline__
        #define CFN static __device__ __forceinline__ constexpr
        struct f16 { u16 bits; };
        struct b16 { u16 bits; };
        template <class T, int N> using A = T[N];
        template <class T, int N> struct Vec;
        template <class T> struct alignas(2 * sizeof(T)) Vec<T, 2> { T x, y; };
        template <class T> struct alignas(4 * sizeof(T)) Vec<T, 3> { T x, y, z; };
        template <class T> struct alignas(4 * sizeof(T)) Vec<T, 4> { T x, y, z, w; };
        template <class T, int N> struct Packed;
        template <class T> struct Packed<T, 2> { T x, y; };
        template <class T> struct Packed<T, 3> { T x, y, z; };
        template <class T> struct Packed<T, 4> { T x, y, z, w; };
        template <class T, int C, int R> struct Mat { Vec<T, R> c[C]; };
        template <class T> struct Sgm { Vec<T, 2> e; };
        struct Tex { u32* data; u32 w, h, d; };
        struct Closure { };
        template <class T> FN T& lv(T&& v) { return (T&)v; }
        template <class T> FN T& lv(T& v) { return v; }
        template <class T> FN void zero(T& t) { t = T{}; }
        template <class T, int N> FN void zero(T (&t)[N]) { for (int i = 0; i < N; i++) zero(t[i]); }
        template <class T> FN void copy(T& t, T& s) { t = s; }
        template <class T, int N> FN void copy(T (&t)[N], T (&s)[N]) { for (int i = 0; i < N; i++) copy(t[i], s[i]); }
        FN f32 bits_f32(u32 b) { return __uint_as_float(b); }
        FN u32 f32_bits(f32 v) { return __float_as_uint(v); }

        #ifdef LUCID_EMULATE
        FN f32 half_to_float(u16 h) {
          u32 s = (u32)(h & 0x8000) << 16, e = h >> 10 & 31, m = h & 1023;
          if (e == 31) return bits_f32(s | 0x7f800000u | m << 13);
          if (e) return bits_f32(s | (e + 112) << 23 | m << 13);
          f32 v = (f32)m * 5.9604644775390625e-8f;
          return bits_f32(f32_bits(v) | s);
        }
        FN u16 float_to_half(f32 v) {
          u32 b = f32_bits(v), s = b >> 16 & 0x8000, a = b & 0x7fffffff;
          if (a > 0x7f800000u) return (u16)(s | 0x7e00);
          if (a >= 0x47800000u) return (u16)(s | 0x7c00);
          if (a < 0x38800000u) {
            if (a < 0x33000000u) return (u16)s;
            u32 shift = 126 - (a >> 23), m = (a & 0x7fffff) | 0x800000, r = m >> shift, left = m & ((1u << shift) - 1), h = 1u << (shift - 1);
            return (u16)(s | (r + (left > h || (left == h && (r & 1)))));
          }
          u32 r = a + 0xfff + (a >> 13 & 1);
          return (u16)(s | (r - 0x38000000u) >> 13);
        }
        FN u16 float_to_bfloat(f32 v) {
          u32 b = f32_bits(v);
          if ((b & 0x7fffffff) > 0x7f800000u) return (u16)(b >> 16 | 64);
          return (u16)((b + 0x7fff + (b >> 16 & 1)) >> 16);
        }
        #define HALF_OPERATOR(op, name) FN f16 operator op(f16 a, f16 b) { return f16{float_to_half(half_to_float(a.bits) op half_to_float(b.bits))}; }
        #else
        FN f32 half_to_float(u16 h) { f32 r; asm("cvt.f32.f16 %0, %1;" : "=f"(r) : "h"(h)); return r; }
        FN u16 float_to_half(f32 v) { u16 r; asm("cvt.rn.f16.f32 %0, %1;" : "=h"(r) : "f"(v)); return r; }
        FN u16 float_to_bfloat(f32 v) {
          u32 b = f32_bits(v);
          if ((b & 0x7fffffff) > 0x7f800000u) return (u16)(b >> 16 | 64);
          return (u16)((b + 0x7fff + (b >> 16 & 1)) >> 16);
        }
        #define HALF_OPERATOR(op, name) \
          FN f16 operator op(f16 a, f16 b) { u16 r; asm(name ".rn.f16 %0, %1, %2;" : "=h"(r) : "h"(a.bits), "h"(b.bits)); return f16{r}; }
        #endif
        HALF_OPERATOR(+, "add")
        HALF_OPERATOR(-, "sub")
        HALF_OPERATOR(*, "mul")

        template <class T> CFN T widen(T v) { return v; }
        FN f32 widen(f16 v) { return half_to_float(v.bits); }
        FN f32 widen(b16 v) { return bits_f32((u32)v.bits << 16); }
        template <class To> struct Conv { template <class F> CFN To of(F v) { return (To)widen(v); } };
        template <> struct Conv<f16> {
          template <class F> FN f16 of(F v) { return f16{float_to_half((f32)widen(v))}; }
          FN f16 of(f16 v) { return v; }
        };
        template <> struct Conv<b16> {
          template <class F> FN b16 of(F v) { return b16{float_to_bfloat((f32)widen(v))}; }
          FN b16 of(b16 v) { return v; }
        };
        template <> struct Conv<bool> { template <class F> CFN bool of(F v) { return widen(v) != 0; } };
        template <class To, class Wide> struct ConvNarrow {
          template <class F> CFN To of(F v) { return (To)v; }
          CFN To of(f32 v) { return (To)(Wide)v; }
          FN To of(f16 v) { return (To)(Wide)widen(v); }
          FN To of(b16 v) { return (To)(Wide)widen(v); }
        };
        template <> struct Conv<i8> : ConvNarrow<i8, i32> { };
        template <> struct Conv<u8> : ConvNarrow<u8, u32> { };
        template <> struct Conv<i16> : ConvNarrow<i16, i32> { };
        template <> struct Conv<u16> : ConvNarrow<u16, u32> { };
        template <class T> CFN Vec<T, 2> mk(T x, T y) { return Vec<T, 2>{x, y}; }
        template <class T> CFN Vec<T, 3> mk(T x, T y, T z) { return Vec<T, 3>{x, y, z}; }
        template <class T> CFN Vec<T, 4> mk(T x, T y, T z, T w) { return Vec<T, 4>{x, y, z, w}; }
        template <class V> struct ToV;
        #define TOV(V) \
          template <class T> struct ToV<V<T, 2>> { \
            template <class S> CFN V<T, 2> of(const S& s) { return V<T, 2>{Conv<T>::of(s.x), Conv<T>::of(s.y)}; } \
            CFN V<T, 2> all(T s) { return V<T, 2>{s, s}; } }; \
          template <class T> struct ToV<V<T, 3>> { \
            template <class S> CFN V<T, 3> of(const S& s) { return V<T, 3>{Conv<T>::of(s.x), Conv<T>::of(s.y), Conv<T>::of(s.z)}; } \
            CFN V<T, 3> all(T s) { return V<T, 3>{s, s, s}; } }; \
          template <class T> struct ToV<V<T, 4>> { \
            template <class S> CFN V<T, 4> of(const S& s) { return V<T, 4>{Conv<T>::of(s.x), Conv<T>::of(s.y), Conv<T>::of(s.z), Conv<T>::of(s.w)}; } \
            CFN V<T, 4> all(T s) { return V<T, 4>{s, s, s, s}; } };
        TOV(Vec)
        TOV(Packed)
        template <class V> FN auto& at(V& v, i64 i) { return (&v.x)[i]; }
        template <int I, class V> FN auto& part(V& v) {
          if constexpr (I == 0) return v.x; else if constexpr (I == 1) return v.y; else if constexpr (I == 2) return v.z; else return v.w;
        }
        template <int... I, class V> FN auto swz(const V& v) { return mk(part<I>(v)...); }
        template <int I, int J, class V, class S> FN void put(V& v, S s) { part<I>(v) = s.x; part<J>(v) = s.y; }
        template <int I, int J, int K, class V, class S> FN void put(V& v, S s) { part<I>(v) = s.x; part<J>(v) = s.y; part<K>(v) = s.z; }
        template <int I, int J, int K, int L, class V, class S> FN void put(V& v, S s) {
          part<I>(v) = s.x; part<J>(v) = s.y; part<K>(v) = s.z; part<L>(v) = s.w;
        }
        template <class T> FN void lay(T*& at, T v) { *at++ = v; }
        template <class T> FN void lay(T*& at, Vec<T, 2> v) { *at++ = v.x; *at++ = v.y; }
        template <class T> FN void lay(T*& at, Vec<T, 3> v) { *at++ = v.x; *at++ = v.y; *at++ = v.z; }
        template <class T, int N, class... P> FN Vec<T, N> cat(P... parts) { Vec<T, N> r; T* at = &r.x; (lay(at, parts), ...); return r; }

        """u8;

    private static System.ReadOnlySpan<byte> Operators => """
        FN f16 operator/(f16 a, f16 b) { return Conv<f16>::of(widen(a) / widen(b)); }
        FN f16 operator-(f16 a) { return f16{(u16)(a.bits ^ 0x8000)}; }
        FN b16 operator+(b16 a, b16 b) { return Conv<b16>::of(widen(a) + widen(b)); }
        FN b16 operator-(b16 a, b16 b) { return Conv<b16>::of(widen(a) - widen(b)); }
        FN b16 operator*(b16 a, b16 b) { return Conv<b16>::of(__fmul_rn(widen(a), widen(b))); }
        FN b16 operator/(b16 a, b16 b) { return Conv<b16>::of(widen(a) / widen(b)); }
        FN b16 operator-(b16 a) { return b16{(u16)(a.bits ^ 0x8000)}; }
        #define COMPARE_SHORT(T) \
          FN bool operator==(T a, T b) { return widen(a) == widen(b); } FN bool operator!=(T a, T b) { return widen(a) != widen(b); } \
          FN bool operator<(T a, T b) { return widen(a) < widen(b); } FN bool operator<=(T a, T b) { return widen(a) <= widen(b); } \
          FN bool operator>(T a, T b) { return widen(a) > widen(b); } FN bool operator>=(T a, T b) { return widen(a) >= widen(b); }
        COMPARE_SHORT(f16)
        COMPARE_SHORT(b16)
        #define BINARY(op) \
          template <class T> CFN Vec<T, 2> operator op(Vec<T, 2> a, Vec<T, 2> b) { return Vec<T, 2>{(T)(a.x op b.x), (T)(a.y op b.y)}; } \
          template <class T> CFN Vec<T, 3> operator op(Vec<T, 3> a, Vec<T, 3> b) { \
            return Vec<T, 3>{(T)(a.x op b.x), (T)(a.y op b.y), (T)(a.z op b.z)}; } \
          template <class T> CFN Vec<T, 4> operator op(Vec<T, 4> a, Vec<T, 4> b) { \
            return Vec<T, 4>{(T)(a.x op b.x), (T)(a.y op b.y), (T)(a.z op b.z), (T)(a.w op b.w)}; }
        BINARY(+) BINARY(-) BINARY(*) BINARY(/) BINARY(%) BINARY(&) BINARY(|) BINARY(^)
        #define COMPARE(op) \
          template <class T> CFN Vec<bool, 2> operator op(Vec<T, 2> a, Vec<T, 2> b) { return Vec<bool, 2>{a.x op b.x, a.y op b.y}; } \
          template <class T> CFN Vec<bool, 3> operator op(Vec<T, 3> a, Vec<T, 3> b) { return Vec<bool, 3>{a.x op b.x, a.y op b.y, a.z op b.z}; } \
          template <class T> CFN Vec<bool, 4> operator op(Vec<T, 4> a, Vec<T, 4> b) { \
            return Vec<bool, 4>{a.x op b.x, a.y op b.y, a.z op b.z, a.w op b.w}; }
        COMPARE(==) COMPARE(!=) COMPARE(<) COMPARE(<=) COMPARE(>) COMPARE(>=)
        #define UNARY(op) \
          template <class T> CFN Vec<T, 2> operator op(Vec<T, 2> a) { return Vec<T, 2>{(T)(op a.x), (T)(op a.y)}; } \
          template <class T> CFN Vec<T, 3> operator op(Vec<T, 3> a) { return Vec<T, 3>{(T)(op a.x), (T)(op a.y), (T)(op a.z)}; } \
          template <class T> CFN Vec<T, 4> operator op(Vec<T, 4> a) { return Vec<T, 4>{(T)(op a.x), (T)(op a.y), (T)(op a.z), (T)(op a.w)}; }
        UNARY(-) UNARY(~) UNARY(!)

        #define VECTORS1(name) \
          template <class T> FN auto name(Vec<T, 2> a) { return mk(name(a.x), name(a.y)); } \
          template <class T> FN auto name(Vec<T, 3> a) { return mk(name(a.x), name(a.y), name(a.z)); } \
          template <class T> FN auto name(Vec<T, 4> a) { return mk(name(a.x), name(a.y), name(a.z), name(a.w)); }
        #define VECTORS2(name) \
          template <class T> FN auto name(Vec<T, 2> a, Vec<T, 2> b) { return mk(name(a.x, b.x), name(a.y, b.y)); } \
          template <class T> FN auto name(Vec<T, 3> a, Vec<T, 3> b) { return mk(name(a.x, b.x), name(a.y, b.y), name(a.z, b.z)); } \
          template <class T> FN auto name(Vec<T, 4> a, Vec<T, 4> b) { \
            return mk(name(a.x, b.x), name(a.y, b.y), name(a.z, b.z), name(a.w, b.w)); }
        #define MIXED2(name) \
          template <class T, class U> FN auto name(Vec<T, 2> a, Vec<U, 2> b) { return mk(name(a.x, b.x), name(a.y, b.y)); } \
          template <class T, class U> FN auto name(Vec<T, 3> a, Vec<U, 3> b) { return mk(name(a.x, b.x), name(a.y, b.y), name(a.z, b.z)); } \
          template <class T, class U> FN auto name(Vec<T, 4> a, Vec<U, 4> b) { \
            return mk(name(a.x, b.x), name(a.y, b.y), name(a.z, b.z), name(a.w, b.w)); }
        #define VECTORS3T(name, U) \
          template <class T> FN auto name(Vec<T, 2> a, Vec<T, 2> b, Vec<U, 2> c) { return mk(name(a.x, b.x, c.x), name(a.y, b.y, c.y)); } \
          template <class T> FN auto name(Vec<T, 3> a, Vec<T, 3> b, Vec<U, 3> c) { \
            return mk(name(a.x, b.x, c.x), name(a.y, b.y, c.y), name(a.z, b.z, c.z)); } \
          template <class T> FN auto name(Vec<T, 4> a, Vec<T, 4> b, Vec<U, 4> c) { \
            return mk(name(a.x, b.x, c.x), name(a.y, b.y, c.y), name(a.z, b.z, c.z), name(a.w, b.w, c.w)); }
        #define VECTORS3(name) VECTORS3T(name, T)
        // Shift amounts count modulo the width.
        template <class T, class U> CFN T shl(T a, U b) { return (T)(a << (int)(b & (U)(sizeof(T) * 8 - 1))); }
        template <class T, class U> CFN T shr(T a, U b) { return (T)(a >> (int)(b & (U)(sizeof(T) * 8 - 1))); }
        MIXED2(shl)
        MIXED2(shr)

        template <class T, int C, int R> FN Mat<T, C, R> operator+(Mat<T, C, R> a, Mat<T, C, R> b) { for (int i = 0; i < C; i++) a.c[i] = a.c[i] + b.c[i]; return a; }
        template <class T, int C, int R> FN Mat<T, C, R> operator-(Mat<T, C, R> a, Mat<T, C, R> b) { for (int i = 0; i < C; i++) a.c[i] = a.c[i] - b.c[i]; return a; }
        template <class T, int C, int R> FN Mat<T, C, R> operator-(Mat<T, C, R> a) { for (int i = 0; i < C; i++) a.c[i] = -a.c[i]; return a; }
        template <class T, int C, int R> FN Mat<T, C, R> mat_scale(Mat<T, C, R> a, T s) {
          for (int i = 0; i < C; i++) a.c[i] = a.c[i] * ToV<Vec<T, R>>::all(s);
          return a;
        }
        template <class T, int C, int R> FN Mat<T, C, R> mat_divide(Mat<T, C, R> a, T s) {
          for (int i = 0; i < C; i++) a.c[i] = a.c[i] / ToV<Vec<T, R>>::all(s);
          return a;
        }
        template <class T, int C, int R> FN Vec<T, R> mat_mul(Mat<T, C, R> a, Vec<T, C> v) {
          Vec<T, R> r = a.c[0] * ToV<Vec<T, R>>::all(at(v, 0));
          for (int i = 1; i < C; i++) r = r + a.c[i] * ToV<Vec<T, R>>::all(at(v, i));
          return r;
        }
        template <class T, int C, int R, int K> FN Mat<T, K, R> mat_mul(Mat<T, C, R> a, Mat<T, K, C> b) {
          Mat<T, K, R> r;
          for (int i = 0; i < K; i++) r.c[i] = mat_mul(a, b.c[i]);
          return r;
        }
        template <class T, int C, int R> FN Vec<T, C> mat_mul(Vec<T, R> v, Mat<T, C, R> b) {
          Vec<T, C> r;
          for (int i = 0; i < C; i++) { T s = at(v, 0) * at(b.c[i], 0); for (int k = 1; k < R; k++) s = s + at(v, k) * at(b.c[i], k); at(r, i) = s; }
          return r;
        }
        template <class T, int C, int R> FN bool mat_equal(Mat<T, C, R> a, Mat<T, C, R> b) {
          bool same = true;
          for (int i = 0; i < C; i++) for (int k = 0; k < R; k++) same &= at(a.c[i], k) == at(b.c[i], k);
          return same;
        }
        template <class T, int C, int R> FN Mat<T, C, R> mat_diagonal(T s) {
          Mat<T, C, R> r{};
          for (int i = 0; i < (C < R ? C : R); i++) at(r.c[i], i) = s;
          return r;
        }
        template <class T, int C, int R, class S> FN Mat<T, C, R> mat_convert(Mat<S, C, R> a) {
          Mat<T, C, R> r;
          for (int i = 0; i < C; i++) r.c[i] = ToV<Vec<T, R>>::of(a.c[i]);
          return r;
        }
        template <class T, int C, int R> FN Mat<T, R, C> m_transpose(Mat<T, C, R> a) {
          Mat<T, R, C> r;
          for (int i = 0; i < C; i++) for (int k = 0; k < R; k++) at(r.c[k], i) = at(a.c[i], k);
          return r;
        }
        template <class T> FN T m_determinant(Mat<T, 2, 2> m) { return m.c[0].x * m.c[1].y - m.c[1].x * m.c[0].y; }
        template <class T> FN T m_determinant(Mat<T, 3, 3> m) {
          return m.c[0].x * (m.c[1].y * m.c[2].z - m.c[2].y * m.c[1].z) - m.c[1].x * (m.c[0].y * m.c[2].z - m.c[2].y * m.c[0].z)
            + m.c[2].x * (m.c[0].y * m.c[1].z - m.c[1].y * m.c[0].z);
        }
        template <class T> FN T m_determinant(Mat<T, 4, 4> m) {
          T sum{};
          for (int i = 0; i < 4; i++) {
            Mat<T, 3, 3> minor;
            for (int c = 0, n = 0; c < 4; c++) if (c != i) { minor.c[n].x = m.c[c].y; minor.c[n].y = m.c[c].z; minor.c[n++].z = m.c[c].w; }
            T term = m.c[i].x * m_determinant(minor);
            sum = i & 1 ? sum - term : sum + term;
          }
          return sum;
        }

        """u8;
}
