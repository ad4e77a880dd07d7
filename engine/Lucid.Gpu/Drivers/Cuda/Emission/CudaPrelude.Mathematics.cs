namespace Lucid.Gpu.Drivers.Cuda.Emission;

internal static partial class CudaPrelude
{
    // The short types compute in float and round once, as the Host driver does.
    private static System.ReadOnlySpan<byte> Mathematics => """
        #define SHORT1(name) FN f16 name(f16 a) { return Conv<f16>::of(name(widen(a))); } FN b16 name(b16 a) { return Conv<b16>::of(name(widen(a))); } VECTORS1(name)
        #define SHORT2(name) \
          FN f16 name(f16 a, f16 b) { return Conv<f16>::of(name(widen(a), widen(b))); } \
          FN b16 name(b16 a, b16 b) { return Conv<b16>::of(name(widen(a), widen(b))); } VECTORS2(name)
        #define SHORT3(name) \
          FN f16 name(f16 a, f16 b, f16 c) { return Conv<f16>::of(name(widen(a), widen(b), widen(c))); } \
          FN b16 name(b16 a, b16 b, b16 c) { return Conv<b16>::of(name(widen(a), widen(b), widen(c))); } VECTORS3(name)
        #define MATH1(name, body) FN f32 m_##name(f32 x) { return body; } SHORT1(m_##name)
        #define MATH2(name, body) FN f32 m_##name(f32 x, f32 y) { return body; } SHORT2(m_##name)
        #define MATH3(name, body) FN f32 m_##name(f32 x, f32 y, f32 z) { return body; } SHORT3(m_##name)
        MATH1(acos, acosf(x)) MATH1(acosh, acoshf(x)) MATH1(asin, asinf(x)) MATH1(asinh, asinhf(x)) MATH1(atan, atanf(x)) MATH1(atanh, atanhf(x))
        MATH1(ceil, ceilf(x)) MATH1(cos, cosf(x)) MATH1(cosh, coshf(x)) MATH1(cospi, cospif(x)) MATH1(exp, expf(x)) MATH1(exp2, exp2f(x))
        MATH1(exp10, exp10f(x)) MATH1(fabs, fabsf(x)) MATH1(floor, floorf(x)) MATH1(fract, x != x ? x : fminf(x - floorf(x), 0.99999994f))
        MATH1(log, logf(x)) MATH1(log2, log2f(x)) MATH1(log10, log10f(x)) MATH1(rint, rintf(x)) MATH1(round, roundf(x)) MATH1(rsqrt, rsqrtf(x))
        MATH1(sin, sinf(x)) MATH1(sinh, sinhf(x)) MATH1(sinpi, sinpif(x)) MATH1(sqrt, sqrtf(x)) MATH1(tan, tanf(x)) MATH1(tanh, tanhf(x))
        MATH1(tanpi, sinpif(x) / cospif(x)) MATH1(trunc, truncf(x)) MATH1(saturate, fminf(fmaxf(x, 0.0f), 1.0f)) MATH1(erf, erff(x))
        MATH1(sign, x > 0 ? 1.0f : x < 0 ? -1.0f : x == 0 ? x : 0.0f)
        MATH2(atan2, atan2f(x, y)) MATH2(copysign, copysignf(x, y)) MATH2(fdim, fdimf(x, y)) MATH2(fmax, fmaxf(x, y)) MATH2(fmin, fminf(x, y))
        MATH2(fmod, fmodf(x, y)) MATH2(pow, powf(x, y)) MATH2(powr, powf(x, y)) MATH2(step, y < x ? 0.0f : 1.0f) MATH2(divide, x / y)
        FN f32 m_nextafter(f32 x, f32 y) { return nextafterf(x, y); }
        VECTORS2(m_nextafter)
        MATH3(fma, fmaf(x, y, z)) MATH3(mix, x + (y - x) * z) MATH3(fmin3, fminf(fminf(x, y), z)) MATH3(fmax3, fmaxf(fmaxf(x, y), z))
        MATH3(fmedian3, fmaxf(fminf(x, y), fminf(fmaxf(x, y), z)))
        FN f32 m_smoothstep(f32 a, f32 b, f32 x) { f32 t = fminf(fmaxf((x - a) / (b - a), 0.0f), 1.0f); return t * t * (3 - 2 * t); }
        SHORT3(m_smoothstep)
        FN f32 fast_exp(f32 x) { return __expf(x); }
        FN f32 fast_exp2(f32 x) { return exp2f(x); }
        FN f32 fast_exp10(f32 x) { return __exp10f(x); }
        FN f32 fast_log(f32 x) { return __logf(x); }
        FN f32 fast_log2(f32 x) { return __log2f(x); }
        FN f32 fast_log10(f32 x) { return __log10f(x); }
        FN f32 fast_sin(f32 x) { return __sinf(x); }
        FN f32 fast_cos(f32 x) { return __cosf(x); }
        FN f32 fast_tan(f32 x) { return __tanf(x); }
        FN f32 fast_pow(f32 x, f32 y) { return __powf(x, y); }
        FN f32 fast_powr(f32 x, f32 y) { return __powf(x, y); }
        FN f32 fast_divide(f32 x, f32 y) { return __fdividef(x, y); }
        SHORT1(fast_exp) SHORT1(fast_exp2) SHORT1(fast_exp10) SHORT1(fast_log) SHORT1(fast_log2) SHORT1(fast_log10) SHORT1(fast_sin) SHORT1(fast_cos)
        SHORT1(fast_tan) SHORT2(fast_pow) SHORT2(fast_powr) SHORT2(fast_divide)

        #define TEST1(name, body) FN bool m_##name(f32 x) { u32 a = f32_bits(x) & 0x7fffffffu; (void)a; return body; } \
          FN bool m_##name(f16 h) { f32 x = widen(h); u32 a = f32_bits(x) & 0x7fffffffu; (void)a; return body; } \
          FN bool m_##name(b16 h) { f32 x = widen(h); u32 a = f32_bits(x) & 0x7fffffffu; (void)a; return body; } VECTORS1(m_##name)
        TEST1(isfinite, a < 0x7f800000u) TEST1(isinf, a == 0x7f800000u) TEST1(isnan, a > 0x7f800000u) TEST1(isnormal, a < 0x7f800000u && a >= 0x00800000u)
        TEST1(signbit, (f32_bits(x) >> 31) != 0)
        template <class T> FN bool m_isunordered(T x, T y) { return m_isnan(x) || m_isnan(y); }
        template <class T> FN bool m_isordered(T x, T y) { return !(m_isnan(x) || m_isnan(y)); }
        VECTORS2(m_isunordered)
        VECTORS2(m_isordered)
        CFN bool m_all(bool a) { return a; }
        CFN bool m_all(Vec<bool, 2> a) { return a.x && a.y; }
        CFN bool m_all(Vec<bool, 3> a) { return a.x && a.y && a.z; }
        CFN bool m_all(Vec<bool, 4> a) { return a.x && a.y && a.z && a.w; }
        CFN bool m_any(bool a) { return a; }
        CFN bool m_any(Vec<bool, 2> a) { return a.x || a.y; }
        CFN bool m_any(Vec<bool, 3> a) { return a.x || a.y || a.z; }
        CFN bool m_any(Vec<bool, 4> a) { return a.x || a.y || a.z || a.w; }
        template <class T> CFN T m_select(T a, T b, bool c) { return c ? b : a; }
        VECTORS3T(m_select, bool)
        template <class T> CFN Vec<T, 2> m_select(Vec<T, 2> a, Vec<T, 2> b, bool c) { return c ? b : a; }
        template <class T> CFN Vec<T, 3> m_select(Vec<T, 3> a, Vec<T, 3> b, bool c) { return c ? b : a; }
        template <class T> CFN Vec<T, 4> m_select(Vec<T, 4> a, Vec<T, 4> b, bool c) { return c ? b : a; }

        // Sums of products stay in float until the end.
        template <class T> CFN T m_dot(T a, T b) { return a * b; }
        template <class T> FN T m_dot(Vec<T, 2> a, Vec<T, 2> b) { return Conv<T>::of(widen(a.x) * widen(b.x) + widen(a.y) * widen(b.y)); }
        template <class T> FN T m_dot(Vec<T, 3> a, Vec<T, 3> b) { return Conv<T>::of(widen(a.x) * widen(b.x) + widen(a.y) * widen(b.y) + widen(a.z) * widen(b.z)); }
        template <class T> FN T m_dot(Vec<T, 4> a, Vec<T, 4> b) {
          return Conv<T>::of(widen(a.x) * widen(b.x) + widen(a.y) * widen(b.y) + widen(a.z) * widen(b.z) + widen(a.w) * widen(b.w));
        }
        FN f32 wide_square(f32 a) { return a * a; }
        FN f32 wide_square(f16 a) { return widen(a) * widen(a); }
        FN f32 wide_square(b16 a) { return widen(a) * widen(a); }
        template <class T> FN f32 wide_square(Vec<T, 2> a) { return wide_square(a.x) + wide_square(a.y); }
        template <class T> FN f32 wide_square(Vec<T, 3> a) { return wide_square(a.x) + wide_square(a.y) + wide_square(a.z); }
        template <class T> FN f32 wide_square(Vec<T, 4> a) { return wide_square(a.x) + wide_square(a.y) + wide_square(a.z) + wide_square(a.w); }
        template <class T> struct ElementOf { typedef T type; };
        template <class T, int N> struct ElementOf<Vec<T, N>> { typedef T type; };
        template <class V> FN auto m_length_squared(V a) { return Conv<typename ElementOf<V>::type>::of(wide_square(a)); }
        template <class V> FN auto m_length(V a) { return Conv<typename ElementOf<V>::type>::of(sqrtf(wide_square(a))); }
        template <class V> FN auto m_distance_squared(V a, V b) { return m_length_squared(a - b); }
        template <class V> FN auto m_distance(V a, V b) { return m_length(a - b); }
        template <class T, int N> FN Vec<T, N> m_normalize(Vec<T, N> a) {
          f32 s = rsqrtf(wide_square(a));
          return ToV<Vec<T, N>>::of(ToV<Vec<f32, N>>::of(a) * ToV<Vec<f32, N>>::all(s));
        }
        template <class T> FN Vec<T, 3> m_cross(Vec<T, 3> a, Vec<T, 3> b) { return mk(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x); }
        template <class T, int N> FN Vec<T, N> m_reflect(Vec<T, N> i, Vec<T, N> n) { return i - ToV<Vec<T, N>>::all(Conv<T>::of(2) * m_dot(n, i)) * n; }
        template <class T, int N> FN Vec<T, N> m_refract(Vec<T, N> i, Vec<T, N> n, T eta) {
          f32 d = widen(m_dot(n, i)), e = widen(eta), k = 1 - e * e * (1 - d * d);
          if (k < 0) return Vec<T, N>{};
          return ToV<Vec<T, N>>::all(eta) * i - ToV<Vec<T, N>>::all(Conv<T>::of(e * d + sqrtf(k))) * n;
        }
        template <class T, int N> FN Vec<T, N> m_faceforward(Vec<T, N> n, Vec<T, N> i, Vec<T, N> reference) { return widen(m_dot(reference, i)) < 0 ? n : -n; }
        template <class T> FN T m_sincos(T x, T& c) { f32 s, k; sincosf(widen(x), &s, &k); c = Conv<T>::of(k); return Conv<T>::of(s); }
        template <class T> FN T m_modf(T x, T& whole) {
          f32 v = widen(x), t = truncf(v);
          whole = Conv<T>::of(t);
          return Conv<T>::of((f32_bits(v) & 0x7fffffffu) == 0x7f800000u ? copysignf(0.0f, v) : v - t);
        }
        template <class T> FN T m_frexp(T x, i32& exponent) {
          f32 v = widen(x);
          u32 a = f32_bits(v) & 0x7fffffffu;
          if (a == 0 || a >= 0x7f800000u) { exponent = 0; return x; }
          int e;
          f32 m = frexpf(v, &e);
          exponent = e;
          return Conv<T>::of(m);
        }
        #define TWO_RESULTS(name) \
          template <class T, class U> FN Vec<T, 2> name(Vec<T, 2> a, Vec<U, 2>& b) { return mk(name(a.x, b.x), name(a.y, b.y)); } \
          template <class T, class U> FN Vec<T, 3> name(Vec<T, 3> a, Vec<U, 3>& b) { return mk(name(a.x, b.x), name(a.y, b.y), name(a.z, b.z)); } \
          template <class T, class U> FN Vec<T, 4> name(Vec<T, 4> a, Vec<U, 4>& b) { \
            return mk(name(a.x, b.x), name(a.y, b.y), name(a.z, b.z), name(a.w, b.w)); }
        TWO_RESULTS(m_sincos) TWO_RESULTS(m_modf) TWO_RESULTS(m_frexp)
        FN f32 m_ldexp(f32 x, i32 n) { return ldexpf(x, n); }
        FN f16 m_ldexp(f16 x, i32 n) { return Conv<f16>::of(ldexpf(widen(x), n)); }
        FN b16 m_ldexp(b16 x, i32 n) { return Conv<b16>::of(ldexpf(widen(x), n)); }
        MIXED2(m_ldexp)

        """u8;

    private static System.ReadOnlySpan<byte> Integers => """
        template <class T> struct Bits { static constexpr int count = sizeof(T) * 8; };
        template <class T> struct IsSigned { static constexpr bool value = (T)-1 < (T)0; };
        template <class T> struct Wide { typedef i64 type; };
        template <class T> struct Unsigned;
        template <> struct Unsigned<i8> { typedef u8 type; }; template <> struct Unsigned<u8> { typedef u8 type; };
        template <> struct Unsigned<i16> { typedef u16 type; }; template <> struct Unsigned<u16> { typedef u16 type; };
        template <> struct Unsigned<i32> { typedef u32 type; }; template <> struct Unsigned<u32> { typedef u32 type; };
        template <> struct Unsigned<i64> { typedef u64 type; }; template <> struct Unsigned<u64> { typedef u64 type; };
        template <> struct Unsigned<bool> { typedef u8 type; };
        template <class T> CFN T lowest() { return IsSigned<T>::value ? (T)((typename Unsigned<T>::type)1 << (Bits<T>::count - 1)) : (T)0; }
        template <class T> CFN T highest() { return (T)~lowest<T>(); }
        template <class T> CFN T m_abs(T a) { return a < 0 ? (T)-a : a; }
        FN f32 m_abs(f32 a) { return fabsf(a); }
        template <class T> CFN T m_min(T a, T b) { return b < a ? b : a; }
        template <class T> CFN T m_max(T a, T b) { return a < b ? b : a; }
        FN f32 m_min(f32 a, f32 b) { return fminf(a, b); }
        FN f32 m_max(f32 a, f32 b) { return fmaxf(a, b); }
        SHORT1(m_abs) SHORT2(m_min) SHORT2(m_max)
        template <class T> FN T m_clamp(T a, T low, T high) { return m_min(m_max(a, low), high); }
        template <class T> FN T m_min3(T a, T b, T c) { return m_min(m_min(a, b), c); }
        template <class T> FN T m_max3(T a, T b, T c) { return m_max(m_max(a, b), c); }
        template <class T> FN T m_median3(T a, T b, T c) { return m_max(m_min(a, b), m_min(m_max(a, b), c)); }
        template <class T> CFN T m_absdiff(T a, T b) { return a < b ? (T)((typename Unsigned<T>::type)b - (typename Unsigned<T>::type)a) : (T)((typename Unsigned<T>::type)a - (typename Unsigned<T>::type)b); }
        VECTORS2(m_absdiff)
        template <class T> CFN T m_addsat(T a, T b) {
          typedef typename Unsigned<T>::type U;
          T s = (T)(U)((U)a + (U)b);
          if (IsSigned<T>::value) return b < 0 ? (s > a ? lowest<T>() : s) : (s < a ? highest<T>() : s);
          return s < a ? highest<T>() : s;
        }
        template <class T> CFN T m_subsat(T a, T b) {
          typedef typename Unsigned<T>::type U;
          T s = (T)(U)((U)a - (U)b);
          if (IsSigned<T>::value) return b < 0 ? (s < a ? highest<T>() : s) : (s > a ? lowest<T>() : s);
          return a < b ? (T)0 : s;
        }
        // (a & b) + ((a ^ b) >> 1) is the mean rounded down without overflow.
        template <class T> CFN T m_hadd(T a, T b) { return (T)((a & b) + ((a ^ b) >> 1)); }
        template <class T> CFN T m_rhadd(T a, T b) { return (T)((a | b) - ((a ^ b) >> 1)); }
        FN i32 m_mulhi(i32 a, i32 b) { return __mulhi(a, b); }
        FN u32 m_mulhi(u32 a, u32 b) { return __umulhi(a, b); }
        FN i64 m_mulhi(i64 a, i64 b) { return __mul64hi(a, b); }
        FN u64 m_mulhi(u64 a, u64 b) { return __umul64hi(a, b); }
        FN i16 m_mulhi(i16 a, i16 b) { return (i16)((i32)a * b >> 16); }
        FN u16 m_mulhi(u16 a, u16 b) { return (u16)((u32)a * b >> 16); }
        FN i8 m_mulhi(i8 a, i8 b) { return (i8)((i32)a * b >> 8); }
        FN u8 m_mulhi(u8 a, u8 b) { return (u8)((u32)a * b >> 8); }
        VECTORS2(m_addsat) VECTORS2(m_subsat) VECTORS2(m_hadd) VECTORS2(m_rhadd) VECTORS2(m_mulhi)
        template <class T> FN T m_madhi(T a, T b, T c) { return (T)(m_mulhi(a, b) + c); }
        template <class T> FN T m_madsat(T a, T b, T c) {
          if constexpr (sizeof(T) < 4) {
            i64 r = (i64)a * b + c, low = lowest<T>(), high = highest<T>();
            return (T)(r < low ? low : r > high ? high : r);
          } else {
            // The product's halves, then the sum with carry, then a look whether it fits.
            typedef typename Unsigned<T>::type U;
            T high = m_mulhi(a, b);
            U low = (U)a * (U)b, sum = low + (U)c;
            high = (T)((U)high + (U)(IsSigned<T>::value && c < 0 ? -1 : 0) + (U)(sum < low));
            if (!IsSigned<T>::value) return high != 0 ? highest<T>() : (T)sum;
            if (high < 0) return high == (T)-1 && (T)sum < 0 ? (T)sum : lowest<T>();
            return high == 0 && (T)sum >= 0 ? (T)sum : highest<T>();
          }
        }
        FN i32 cut24(i32 a) { return (i32)((u32)a << 8) >> 8; }
        FN u32 cut24(u32 a) { return a & 0xffffffu; }
        template <class T> FN T m_mul24(T a, T b) { return (T)(cut24(a) * cut24(b)); }
        template <class T> FN T m_mad24(T a, T b, T c) { return (T)(cut24(a) * cut24(b) + c); }
        VECTORS3(m_clamp) VECTORS3(m_min3) VECTORS3(m_max3) VECTORS3(m_median3) VECTORS3(m_madhi) VECTORS3(m_madsat) VECTORS3(m_mad24) VECTORS2(m_mul24)
        template <class T> FN T m_clz(T a) { typename Unsigned<T>::type u = a; return (T)(sizeof(T) == 8 ? __clzll((i64)u) : __clz((i32)(u32)u) - (32 - Bits<T>::count)); }
        template <class T> FN T m_ctz(T a) { typename Unsigned<T>::type u = a; return (T)(u == 0 ? Bits<T>::count : sizeof(T) == 8 ? __ffsll((i64)u) - 1 : __ffs((i32)(u32)u) - 1); }
        template <class T> FN T m_popcount(T a) { typename Unsigned<T>::type u = a; return (T)(sizeof(T) == 8 ? __popcll(u) : __popc((u32)u)); }
        template <class T> FN T m_reverse_bits(T a) {
          typename Unsigned<T>::type u = a;
          return (T)(sizeof(T) == 8 ? __brevll(u) : (u64)(__brev((u32)u) >> ((32 - Bits<T>::count) & 31)));
        }
        template <class T> FN T m_rotate(T a, T b) {
          typedef typename Unsigned<T>::type U;
          int n = (int)((u64)b & (Bits<T>::count - 1));
          return n == 0 ? a : (T)(U)((U)((U)a << n) | (U)((U)a >> (Bits<T>::count - n)));
        }
        VECTORS1(m_clz) VECTORS1(m_ctz) VECTORS1(m_popcount) VECTORS1(m_reverse_bits) VECTORS2(m_rotate)
        template <class T> FN T m_extract_bits(T a, u32 offset, u32 bits) {
          typedef typename Unsigned<T>::type U;
          u32 n = bits < Bits<T>::count ? bits : Bits<T>::count, o = offset < Bits<T>::count ? offset : Bits<T>::count;
          if (n == 0) return (T)0;
          u64 field = (o < 64 ? (u64)(U)a >> o : 0) & (n >= 64 ? ~0ull : (1ull << n) - 1);
          if (IsSigned<T>::value && (field >> (n - 1) & 1)) field |= n >= 64 ? 0 : ~0ull << n;
          return (T)field;
        }
        template <class T> FN T m_insert_bits(T base, T insert, u32 offset, u32 bits) {
          typedef typename Unsigned<T>::type U;
          u32 n = bits < Bits<T>::count ? bits : Bits<T>::count, o = offset < Bits<T>::count ? offset : Bits<T>::count;
          u64 mask = (n >= 64 ? ~0ull : (1ull << n) - 1) << (o & 63);
          if (o >= 64) mask = 0;
          return (T)(U)(((u64)(U)base & ~mask) | ((u64)(U)insert << (o & 63) & mask));
        }
        template <class T, int N> FN Vec<T, N> m_extract_bits(Vec<T, N> a, u32 o, u32 b) { for (int i = 0; i < N; i++) at(a, i) = m_extract_bits(at(a, i), o, b); return a; }
        template <class T, int N> FN Vec<T, N> m_insert_bits(Vec<T, N> a, Vec<T, N> s, u32 o, u32 b) {
          for (int i = 0; i < N; i++) at(a, i) = m_insert_bits(at(a, i), at(s, i), o, b);
          return a;
        }

        FN f32 limit(f32 v, f32 low) { return v != v ? 0.0f : fminf(fmaxf(v, low), 1.0f); }
        FN f32 to_srgb(f32 v) { return v <= 0.0031308f ? 12.92f * v : 1.055f * powf(v, 1 / 2.4f) - 0.055f; }
        FN f32 from_srgb(f32 v) { return v <= 0.04045f ? v / 12.92f : powf((v + 0.055f) / 1.055f, 2.4f); }
        FN u32 unorm(f32 v, f32 scale) { return (u32)rintf(limit(v, 0.0f) * scale); }
        FN u32 snorm(f32 v, f32 scale) { return (u32)(i32)rintf(limit(v, -1.0f) * scale); }
        FN u32 m_pack_unorm4x8(Vec<f32, 4> v) { return unorm(v.x, 255) | unorm(v.y, 255) << 8 | unorm(v.z, 255) << 16 | unorm(v.w, 255) << 24; }
        FN u32 m_pack_snorm4x8(Vec<f32, 4> v) { return (snorm(v.x, 127) & 255) | (snorm(v.y, 127) & 255) << 8 | (snorm(v.z, 127) & 255) << 16 | snorm(v.w, 127) << 24; }
        FN u32 m_pack_srgb_unorm4x8(Vec<f32, 4> v) {
          return unorm(to_srgb(limit(v.x, 0)), 255) | unorm(to_srgb(limit(v.y, 0)), 255) << 8 | unorm(to_srgb(limit(v.z, 0)), 255) << 16 | unorm(v.w, 255) << 24;
        }
        FN u32 m_pack_unorm2x16(Vec<f32, 2> v) { return unorm(v.x, 65535) | unorm(v.y, 65535) << 16; }
        FN u32 m_pack_snorm2x16(Vec<f32, 2> v) { return (snorm(v.x, 32767) & 65535) | snorm(v.y, 32767) << 16; }
        FN Vec<f32, 4> m_unpack_unorm4x8(u32 b) { return mk((b & 255) / 255.0f, (b >> 8 & 255) / 255.0f, (b >> 16 & 255) / 255.0f, (b >> 24) / 255.0f); }
        FN Vec<f32, 4> m_unpack_snorm4x8(u32 b) {
          return mk(fmaxf((i8)b / 127.0f, -1), fmaxf((i8)(b >> 8) / 127.0f, -1), fmaxf((i8)(b >> 16) / 127.0f, -1), fmaxf((i8)(b >> 24) / 127.0f, -1));
        }
        FN Vec<f32, 4> m_unpack_srgb_unorm4x8(u32 b) {
          return mk(from_srgb((b & 255) / 255.0f), from_srgb((b >> 8 & 255) / 255.0f), from_srgb((b >> 16 & 255) / 255.0f), (b >> 24) / 255.0f);
        }
        FN Vec<f32, 2> m_unpack_unorm2x16(u32 b) { return mk((b & 65535) / 65535.0f, (b >> 16) / 65535.0f); }
        FN Vec<f32, 2> m_unpack_snorm2x16(u32 b) { return mk(fmaxf((i16)b / 32767.0f, -1), fmaxf((i16)(b >> 16) / 32767.0f, -1)); }
        template <class To, class From> FN To m_as_type(From v) { union Both { From from; To to; }; Both b; b.from = v; return b.to; }

        """u8;
}
