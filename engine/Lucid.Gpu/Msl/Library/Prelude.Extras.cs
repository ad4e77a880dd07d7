namespace Lucid.Gpu.Msl.Library;

internal static partial class Prelude
{
    /// <summary>Sampling options, logging, and the rarer traits and functions.</summary>
    private const string Extras = """
        enum class r_address { clamp_to_edge, repeat, mirrored_repeat, clamp_to_zero, clamp_to_border };
        enum class border_color { transparent_black, opaque_black, opaque_white };
        enum class component { x, y, z, w };
        enum class reduction { weighted_average, minimum, maximum };
        struct max_anisotropy { int value; explicit constexpr max_anisotropy(int v) : value(v) {} };
        struct lod_clamp { float low; float high; explicit constexpr lod_clamp(float a, float b) : low(a), high(b) {} };
        struct level { float lod; explicit level(float v) : lod(v) {} };
        struct bias { float value; explicit bias(float v) : value(v) {} };
        struct min_lod_clamp { float value; explicit min_lod_clamp(float v) : value(v) {} };
        struct gradient2d { float2 x; float2 y; explicit gradient2d(float2 a, float2 b) : x(a), y(b) {} };
        struct gradient3d { float3 x; float3 y; explicit gradient3d(float3 a, float3 b) : x(a), y(b) {} };
        struct gradientcube { float3 x; float3 y; explicit gradientcube(float3 a, float3 b) : x(a), y(b) {} };
        template <typename T> bool is_null_texture(T t) { return false; }
        template <typename T> bool is_null_sampler(T t) { return false; }

        enum class os_log_type { debug, info, fault, error };
        struct os_log {
          constexpr os_log() {}
          constexpr os_log(constant char* subsystem, constant char* category) {}
          template <typename... A> void log(constant char* format, A... values) const {}
          template <typename... A> void log_debug(constant char* format, A... values) const {}
          template <typename... A> void log_info(constant char* format, A... values) const {}
          template <typename... A> void log_error(constant char* format, A... values) const {}
          template <typename... A> void log_fault(constant char* format, A... values) const {}
          template <typename... A> void log_with_type(os_log_type type, constant char* format, A... values) const {}
        };
        constexpr constant os_log os_log_default = os_log();

        // Fragment functions and their helpers are not run, but a file may hold some beside its kernels.
        void discard_fragment();
        template <typename T> T dfdx(T x);
        template <typename T> T dfdy(T x);
        template <typename T> T fwidth(T x);
        bool simd_is_helper_thread();

        template <typename T> T declval();
        template <typename T> using uniform = T;
        template <typename... Ts> using _disjunction = disjunction<Ts...>;
        template <typename... Ts> using _conjunction = conjunction<Ts...>;
        template <typename T> using _negation = negation<T>;
        template <typename T> struct is_empty : bool_constant<__is_empty(T)> {};
        template <typename T> constexpr constant bool is_empty_v = __is_empty(T);
        template <typename T> constexpr constant bool is_union_v = __is_union(T);
        template <typename T> struct is_const : false_type {};
        template <typename T> struct is_const<const T> : true_type {};
        template <typename T> constexpr constant bool is_const_v = is_const<T>::value;
        template <typename T> struct is_volatile : false_type {};
        template <typename T> constexpr constant bool is_volatile_v = false;
        template <typename T> struct is_reference : false_type {};
        template <typename T> struct is_reference<thread T&> : true_type {};
        template <typename T> struct is_reference<device T&> : true_type {};
        template <typename T> struct is_reference<constant T&> : true_type {};
        template <typename T> struct is_reference<threadgroup T&> : true_type {};
        template <typename T> constexpr constant bool is_reference_v = is_reference<T>::value;
        template <typename T> struct is_array : false_type {};
        template <typename T, size_t N> struct is_array<T[N]> : true_type {};
        template <typename T> constexpr constant bool is_array_v = is_array<T>::value;
        template <typename T> struct add_const { using type = const T; };
        template <typename T> using add_const_t = const T;
        template <typename T> struct type_identity { using type = T; };
        template <typename T> using type_identity_t = T;
        template <typename T> struct is_enum : bool_constant<__is_enum(T)> {};
        template <typename T> constexpr constant bool is_enum_v = __is_enum(T);
        template <typename T> struct is_class : bool_constant<__is_class(T)> {};
        template <typename T> constexpr constant bool is_class_v = __is_class(T);
        template <typename B, typename D> struct is_base_of : bool_constant<__is_base_of(B, D)> {};
        template <typename B, typename D> constexpr constant bool is_base_of_v = __is_base_of(B, D);
        template <typename T> constexpr constant bool is_fundamental_v = is_arithmetic_v<T> || is_same_v<T, void>;
        template <typename T> struct is_trivial : true_type {};
        template <typename T> struct is_trivially_copyable : true_type {};
        template <typename T> constexpr constant bool is_trivially_copyable_v = true;
        template <typename T> struct extent : integral_constant<size_t, 0> {};
        template <typename T, size_t N> struct extent<T[N]> : integral_constant<size_t, N> {};
        template <typename T> struct underlying_type { using type = __underlying_type(T); };
        template <typename T> using underlying_type_t = __underlying_type(T);
        template <typename T, T... I> struct integer_sequence { using value_type = T; static constexpr size_t size() { return sizeof...(I); } };
        template <size_t... I> using index_sequence = integer_sequence<size_t, I...>;
        template <typename T, size_t N, T... I> struct __make_sequence : __make_sequence<T, N - 1, T(N - 1), I...> {};
        template <typename T, T... I> struct __make_sequence<T, 0, I...> { using type = integer_sequence<T, I...>; };
        template <typename T, T N> using make_integer_sequence = typename __make_sequence<T, N>::type;
        template <size_t N> using make_index_sequence = typename __make_sequence<size_t, N>::type;

        template <typename T> simdgroup_matrix<T, 8, 8> operator*(simdgroup_matrix<T, 8, 8> a, simdgroup_matrix<T, 8, 8> b) {
          simdgroup_matrix<T, 8, 8> product;
          simdgroup_multiply(product, a, b);
          return product;
        }
        template <typename A, typename B, typename C, typename D>
        simdgroup_matrix<D, 8, 8> __metal_simdgroup_matrix_8x8_multiply_accumulate(
            simdgroup_matrix<A, 8, 8> a, simdgroup_matrix<B, 8, 8> b, simdgroup_matrix<C, 8, 8> c, simdgroup_matrix<D, 8, 8> d) {
          simdgroup_multiply_accumulate(d, a, b, c);
          return d;
        }

        inline int ilogb(float x) { int e; frexp(x, e); return e - 1; }
        inline uint pack_float_to_unorm10a2(float4 x) {
          uint4 u = uint4(rint(saturate(x) * float4(1023.0f, 1023.0f, 1023.0f, 3.0f)));
          return u.x | (u.y << 10) | (u.z << 20) | (u.w << 30);
        }
        inline float4 unpack_unorm10a2_to_float(uint x) {
          return float4(x & 1023u, (x >> 10) & 1023u, (x >> 20) & 1023u, x >> 30) / float4(1023.0f, 1023.0f, 1023.0f, 3.0f);
        }
        """;
}
