namespace Lucid.Gpu.Msl.Library;

/// <summary>The part of the Metal standard library that is written in MSL itself: enumerations, limits, traits.</summary>
internal static partial class Prelude
{
    private const string Types = """
        enum class mem_flags : uint { mem_none = 0, mem_device = 1, mem_threadgroup = 2, mem_texture = 4, mem_threadgroup_imageblock = 8, mem_object_data = 16 };
        constexpr mem_flags operator|(mem_flags a, mem_flags b) { return (mem_flags)((uint)a | (uint)b); }
        constexpr mem_flags operator&(mem_flags a, mem_flags b) { return (mem_flags)((uint)a & (uint)b); }
        enum memory_order { memory_order_relaxed, memory_order_acquire, memory_order_release, memory_order_acq_rel, memory_order_seq_cst };
        enum thread_scope { thread_scope_thread, thread_scope_simdgroup, thread_scope_threadgroup, thread_scope_device, thread_scope_system };
        enum class access { sample, read, write, read_write };
        enum class coord { normalized, pixel };
        enum class filter { nearest, linear };
        enum class mag_filter { nearest, linear };
        enum class min_filter { nearest, linear };
        enum class mip_filter { none, nearest, linear };
        enum class address { clamp_to_edge, repeat, mirrored_repeat, clamp_to_zero, clamp_to_border };
        enum class s_address { clamp_to_edge, repeat, mirrored_repeat, clamp_to_zero, clamp_to_border };
        enum class t_address { clamp_to_edge, repeat, mirrored_repeat, clamp_to_zero, clamp_to_border };
        enum class compare_func { never, less, less_equal, greater, greater_equal, equal, not_equal, always };

        template <typename T> struct numeric_limits {};
        #define LIMITS(T, LOW, HIGH, DIGITS, SIGNED) template <> struct numeric_limits<T> { \
          static constexpr constant bool is_specialized = true; static constexpr constant bool is_integer = true; \
          static constexpr constant bool is_signed = SIGNED; static constexpr constant int digits = DIGITS; \
          static constexpr constant bool has_infinity = false; static constexpr constant bool is_exact = true; \
          static constexpr T min() { return LOW; } static constexpr T max() { return HIGH; } static constexpr T lowest() { return LOW; } \
          static constexpr T infinity() { return T(0); } };
        LIMITS(bool, false, true, 1, false)
        LIMITS(char, char(-128), char(127), 7, true)
        LIMITS(uchar, uchar(0), uchar(255), 8, false)
        LIMITS(short, short(-32768), short(32767), 15, true)
        LIMITS(ushort, ushort(0), ushort(65535), 16, false)
        LIMITS(int, int(-2147483647 - 1), 2147483647, 31, true)
        LIMITS(uint, 0u, 4294967295u, 32, false)
        LIMITS(long, (-9223372036854775807L - 1L), 9223372036854775807L, 63, true)
        LIMITS(ulong, 0ul, 18446744073709551615ul, 64, false)
        #define FLOATS(T, MINIMUM, MAXIMUM, EPSILON, DENORM, DIGITS) template <> struct numeric_limits<T> { \
          static constexpr constant bool is_specialized = true; static constexpr constant bool is_integer = false; \
          static constexpr constant bool is_signed = true; static constexpr constant int digits = DIGITS; static constexpr constant bool is_exact = false; \
          static constexpr constant bool has_infinity = true; static constexpr constant bool has_quiet_NaN = true; \
          static constexpr T min() { return T(MINIMUM); } static constexpr T max() { return T(MAXIMUM); } static constexpr T lowest() { return T(-MAXIMUM); } \
          static constexpr T epsilon() { return T(EPSILON); } static constexpr T denorm_min() { return T(DENORM); } static constexpr T round_error() { return T(0.5f); } \
          static constexpr T infinity() { return T(1.0f / 0.0f); } static constexpr T quiet_NaN() { return T(0.0f / 0.0f); } \
          static constexpr T signaling_NaN() { return T(0.0f / 0.0f); } };
        FLOATS(float, 0x1p-126f, 0x1.fffffep+127f, 0x1p-23f, 0x1p-149f, 24)
        FLOATS(half, 0x1p-14f, 65504.0f, 0x1p-10f, 0x1p-24f, 11)
        FLOATS(bfloat, 0x1p-126f, 0x1.fep+127f, 0x1p-7f, 0x1p-133f, 8)
        #undef LIMITS
        #undef FLOATS

        template <typename T, T v> struct integral_constant {
          static constexpr constant T value = v;
          using value_type = T;
          using type = integral_constant;
          constexpr operator value_type() const { return value; }
          constexpr T operator()() const { return value; }
        };
        template <bool B> using bool_constant = integral_constant<bool, B>;
        using true_type = integral_constant<bool, true>;
        using false_type = integral_constant<bool, false>;
        template <bool B, typename T = void> struct enable_if {};
        template <typename T> struct enable_if<true, T> { using type = T; };
        template <bool B, typename T = void> using enable_if_t = typename enable_if<B, T>::type;
        template <bool B, typename T, typename F> struct conditional { using type = T; };
        template <typename T, typename F> struct conditional<false, T, F> { using type = F; };
        template <bool B, typename T, typename F> using conditional_t = typename conditional<B, T, F>::type;
        template <typename T, typename U> struct is_same : false_type {};
        template <typename T> struct is_same<T, T> : true_type {};
        template <typename T, typename U> constexpr constant bool is_same_v = is_same<T, U>::value;
        template <typename... Ts> using void_t = void;
        template <typename T> struct remove_const { using type = T; };
        template <typename T> struct remove_const<const T> { using type = T; };
        template <typename T> using remove_const_t = typename remove_const<T>::type;
        template <typename T> struct remove_volatile { using type = T; };
        template <typename T> struct remove_cv { using type = typename remove_const<T>::type; };
        template <typename T> using remove_cv_t = typename remove_cv<T>::type;
        template <typename T> struct remove_reference { using type = T; };
        template <typename T> struct remove_reference<thread T&> { using type = T; };
        template <typename T> struct remove_reference<device T&> { using type = T; };
        template <typename T> struct remove_reference<constant T&> { using type = T; };
        template <typename T> struct remove_reference<threadgroup T&> { using type = T; };
        template <typename T> using remove_reference_t = typename remove_reference<T>::type;
        template <typename T> using decay_t = remove_cv_t<remove_reference_t<T>>;
        template <typename T> struct decay { using type = decay_t<T>; };
        template <typename T> struct remove_pointer { using type = T; };
        template <typename T> struct remove_pointer<thread T*> { using type = T; };
        template <typename T> struct remove_pointer<device T*> { using type = T; };
        template <typename T> struct remove_pointer<constant T*> { using type = T; };
        template <typename T> struct remove_pointer<threadgroup T*> { using type = T; };
        template <typename T> using remove_pointer_t = typename remove_pointer<T>::type;
        template <typename T> struct is_pointer : false_type {};
        template <typename T> struct is_pointer<thread T*> : true_type {};
        template <typename T> struct is_pointer<device T*> : true_type {};
        template <typename T> struct is_pointer<constant T*> : true_type {};
        template <typename T> struct is_pointer<threadgroup T*> : true_type {};
        template <typename T> constexpr constant bool is_pointer_v = is_pointer<T>::value;
        template <typename T> struct is_floating_point : false_type {};
        template <> struct is_floating_point<float> : true_type {};
        template <> struct is_floating_point<half> : true_type {};
        template <> struct is_floating_point<bfloat> : true_type {};
        template <typename T> constexpr constant bool is_floating_point_v = is_floating_point<T>::value;
        template <typename T> struct is_integral : false_type {};
        template <> struct is_integral<bool> : true_type {};
        template <> struct is_integral<char> : true_type {};
        template <> struct is_integral<uchar> : true_type {};
        template <> struct is_integral<short> : true_type {};
        template <> struct is_integral<ushort> : true_type {};
        template <> struct is_integral<int> : true_type {};
        template <> struct is_integral<uint> : true_type {};
        template <> struct is_integral<long> : true_type {};
        template <> struct is_integral<ulong> : true_type {};
        template <typename T> constexpr constant bool is_integral_v = is_integral<T>::value;
        template <typename T> struct is_arithmetic : bool_constant<is_integral_v<T> || is_floating_point_v<T>> {};
        template <typename T> constexpr constant bool is_arithmetic_v = is_arithmetic<T>::value;
        template <typename T> struct is_scalar : is_arithmetic<T> {};
        template <typename T> constexpr constant bool is_scalar_v = is_arithmetic<T>::value;
        template <typename T> struct is_signed : bool_constant<numeric_limits<T>::is_signed> {};
        template <typename T> constexpr constant bool is_signed_v = is_signed<T>::value;
        template <typename T> struct is_unsigned : bool_constant<is_integral_v<T> && !numeric_limits<T>::is_signed> {};
        template <typename T> constexpr constant bool is_unsigned_v = is_unsigned<T>::value;
        template <typename T> struct is_void : is_same<T, void> {};
        template <typename T> constexpr constant bool is_void_v = is_same<T, void>::value;
        template <typename T> struct is_vector : false_type {};
        template <typename T, int N> struct is_vector<vec<T, N>> : true_type {};
        template <typename T> constexpr constant bool is_vector_v = is_vector<T>::value;
        template <typename T> struct make_unsigned { using type = T; };
        template <> struct make_unsigned<char> { using type = uchar; };
        template <> struct make_unsigned<short> { using type = ushort; };
        template <> struct make_unsigned<int> { using type = uint; };
        template <> struct make_unsigned<long> { using type = ulong; };
        template <typename T> using make_unsigned_t = typename make_unsigned<T>::type;
        template <typename T> struct make_signed { using type = T; };
        template <> struct make_signed<uchar> { using type = char; };
        template <> struct make_signed<ushort> { using type = short; };
        template <> struct make_signed<uint> { using type = int; };
        template <> struct make_signed<ulong> { using type = long; };
        template <typename T> using make_signed_t = typename make_signed<T>::type;
        template <typename T> struct make_scalar { using type = T; };
        template <typename T, int N> struct make_scalar<vec<T, N>> { using type = T; };
        template <typename T> using make_scalar_t = typename make_scalar<T>::type;
        template <typename F, typename T> struct is_convertible : bool_constant<is_same_v<F, T> || (is_arithmetic_v<F> && is_arithmetic_v<T>)> {};
        template <typename F, typename T> constexpr constant bool is_convertible_v = is_convertible<F, T>::value;
        template <typename... Ts> struct conjunction : bool_constant<(Ts::value && ...)> {};
        template <typename... Ts> constexpr constant bool conjunction_v = (Ts::value && ...);
        template <typename... Ts> struct disjunction : bool_constant<(Ts::value || ...)> {};
        template <typename... Ts> constexpr constant bool disjunction_v = (Ts::value || ...);
        template <typename T> struct negation : bool_constant<!T::value> {};
        template <typename T> constexpr constant bool negation_v = !T::value;

        template <typename T, size_t N> struct array {
          T elems[N];
          using value_type = T;
          constexpr size_t size() const { return N; }
          thread T& operator[](size_t i) thread { return elems[i]; }
          thread const T& operator[](size_t i) const thread { return elems[i]; }
          device T& operator[](size_t i) device { return elems[i]; }
          device const T& operator[](size_t i) const device { return elems[i]; }
          constant const T& operator[](size_t i) const constant { return elems[i]; }
          threadgroup T& operator[](size_t i) threadgroup { return elems[i]; }
          threadgroup const T& operator[](size_t i) const threadgroup { return elems[i]; }
        };
        template <typename A, typename B> struct pair { A first; B second; };
        template <typename T> void swap(thread T& a, thread T& b) { T t = a; a = b; b = t; }

        struct simd_vote {
          using vote_t = ulong;
          ulong bits;
          simd_vote() {}
          explicit simd_vote(ulong v) : bits(v) {}
          explicit operator ulong() const { return bits; }
          bool all() const { return (bits & 0xffffffffu) == 0xffffffffu; }
          bool any() const { return bits != 0; }
        };
        using quad_vote = simd_vote;

        template <typename T, int C, int R = C> simdgroup_matrix<T, C, R> make_filled_simdgroup_matrix(T value) { return __matrix_fill(value); }
        template <typename T, int C, int R = C> simdgroup_matrix<T, C, R> make_diagonal_simdgroup_matrix(T value) { return simdgroup_matrix<T, C, R>(value); }
        """;
}
