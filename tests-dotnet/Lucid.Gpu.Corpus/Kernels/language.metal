// unions: a union template and a functor over it
namespace {
template <typename T> constexpr constant uint packing = sizeof(uint) / sizeof(T);
template <typename T> union packed { T value[packing<T>]; uint bits; };
}
struct Plus { template <typename T> T operator()(T a, T b) { return a + b; } };
template <typename T, typename Op> struct update { uint operator()(packed<T> start, T value, uint i) { Op op; start.value[i] = op(value, start.value[i]); return start.bits; } };
kernel void unions(device float* out [[buffer(0)]]) { packed<uchar> p; p.bits = 0x04030201u; update<uchar, Plus> u; out[0] = float(u(p, uchar(1), 2) >> 16); }

// bits: bit-fields in one unit, signed and unsigned
struct Flags { uint a : 3; uint b : 5; int c : 4; uint : 4; uint d : 16; };
static_assert(sizeof(Flags) == 4, "one unit");
kernel void bits(device float* out [[buffer(0)]]) {
  Flags f = {1, 2, -1, 7};
  f.a = 13; f.b += 3; f.c--; ++f.d;
  out[0] = f.a; out[1] = f.b; out[2] = f.c; out[3] = f.d; out[4] = float(as_type<uint>(f) >> 16);
}

// members: definitions outside a class template, members named like parameters
template <typename T> struct Total { T sum; Total(T sum); void add(T v); T get() const; static T twice(T v); };
template <typename T> void Total<T>::add(T v) { sum += v; }
template <typename U> U Total<U>::get() const { return U(sum); }
template <typename T> T Total<T>::twice(T v) { return v * 2; }
template <typename T> Total<T>::Total(T sum) : sum(sum) {}
struct Pair { float real; float imag; constexpr Pair(float real, float imag) : real(real), imag(imag) {} };
kernel void members(device float* out [[buffer(0)]]) { Total<float> t(1.0f); t.add(2); Pair p(3, 4); out[0] = t.get() + Total<int>::twice(5); out[1] = p.real * 10 + p.imag; }

// packs: tuples, folds, sequences, partial ordering of variadic templates
template <typename T, typename... R> struct Tuple { T head; Tuple<R...> tail; };
template <typename T> struct Tuple<T> { T head; };
template <int I, typename T, typename... R> struct Get { static auto get(Tuple<T, R...> t) { return Get<I - 1, R...>::get(t.tail); } };
template <typename T, typename... R> struct Get<0, T, R...> { static T get(Tuple<T, R...> t) { return t.head; } };
template <typename T> constexpr T sum(T x) { return x; }
template <typename T, typename... Us> constexpr auto sum(T x, Us... us) { return x + sum(us...); }
template <uint... I> float pick(thread float* p, integer_sequence<uint, I...>) { return (p[I] + ...); }
kernel void packs(device float* out [[buffer(0)]]) {
  Tuple<int, float, half> t; t.head = 1; t.tail.head = 2.5f; t.tail.tail.head = 3;
  float a[3] = {1, 2, 3};
  out[0] = Get<1, int, float, half>::get(t); out[1] = sum(1, 2.5f, 3u); out[2] = pick(a, make_integer_sequence<uint, 3>{});
}

// traits: dispatch by type, results of calls, disjunctions, derived constants
template <typename F, typename... A> using result_of = decltype(declval<F>()(declval<A>()...));
struct Root { template <typename T> enable_if_t<is_floating_point_v<T>, T> operator()(T x) { return sqrt(x); } template <typename T> enable_if_t<is_integral_v<T>, float> operator()(T x) { return sqrt(float(x)); } };
static_assert(is_same_v<result_of<Root, int>, float> && is_same_v<result_of<Root, half>, half>, "results");
template <typename T> constexpr constant bool plain = _disjunction<is_same<T, int>, is_same<T, float>>::value;
template <typename T, typename = void> struct Slot { atomic<uint> cell; };
template <typename T> struct Slot<T, enable_if_t<plain<T>>> { atomic<T> cell; };
template <typename T, enable_if_t<plain<T>, bool> = true> T load(device Slot<T>* s) { return atomic_load_explicit(&s->cell, memory_order_relaxed); }
template <typename T, enable_if_t<!plain<T>, bool> = true> T load(device Slot<T>* s) { return T(as_type<float>(atomic_load_explicit(&s->cell, memory_order_relaxed))); }
kernel void traits(device float* out [[buffer(0)]]) { out[0] = 2; out[1] = float(load((device Slot<float>*)out)) + float(load((device Slot<half>*)out)); Root r; out[2] = r(9) + r(16.0f); }

// integral: constants as types, folded by operators
template <typename T, T v> struct fixed { static constant constexpr T value = v; constexpr operator T() const { return v; } };
template <typename T, T a, typename U, U b> constexpr auto operator+(fixed<T, a>, fixed<U, b>) { constexpr auto r = a + b; return fixed<decltype(r), r>{}; }
template <int n> using Int = fixed<int, n>;
kernel void integral(device float* out [[buffer(0)]]) { constexpr auto n = Int<3>{} + Int<4>{}; int a[n.value]; for (int i = 0; i < n; i++) a[i] = i; int total = 0; for (int v : a) total += v; out[0] = total; out[1] = n; }

// initial: designated arrays, brace elision, nested anonymous members
struct Block { union { struct { half d; half m; }; half2 dm; }; uchar q[4]; };
kernel void initial(device float* out [[buffer(0)]]) {
  float s[8] = { [0 ... 3] = 1.0f, [4 ... 7] = 2.5f };
  Block b; b.d = 3.0h; b.m = 4.0h; b.q[0] = 1;
  array<float, 3> r = {1, 2, 3}; for (auto& v : r) v *= 2;
  float total = 0; for (float v : s) total += v;
  int2 pairs[2] = {{1, 2}, {3, 4}};
  out[0] = total; out[1] = float(b.dm.x) * 10 + float(b.dm.y); out[2] = r[0] + r[1] + r[2]; out[3] = pairs[1].x;
}

// storage: an 8x8 matrix by its two elements per thread, as hand-written matrix kernels hold it
namespace metal {
template <typename T> struct tile_storage {
  typedef vec<T, 64> storage_type; storage_type t;
  METAL_FUNC thread vec<T, 2>* thread_elements() thread { return reinterpret_cast<thread vec<T, 2>*>(&t); }
  METAL_FUNC tile_storage() thread = default;
  template <typename U> METAL_FUNC void load(const device U* source, uint row, ushort2 at) { vec<U, 2> m = *(const device vec<U, 2>*)(source + at.y * row + at.x); *(thread_elements()) = vec<T, 2>(m); }
  template <typename U> METAL_FUNC void store(device U* target, uint row, ushort2 at) { vec<T, 2> m = *(thread_elements()); *(device vec<U, 2>*)(target + at.y * row + at.x) = vec<U, 2>(m); }
  template <typename U, typename V> METAL_FUNC void multiply(tile_storage<U> a, tile_storage<V> b, bool accumulate) {
    if (!accumulate) { *(thread_elements()) = vec<T, 2>(0); }
    t = __metal_simdgroup_matrix_8x8_multiply_accumulate(a.t, b.t, t, typename tile_storage<T>::storage_type());
  }
};
}
kernel void storage(device float* out [[buffer(0)]], device float* in [[buffer(1)]], ushort lane [[thread_index_in_simdgroup]]) {
  ushort quad = lane / 4; ushort2 at((quad & 2) * 2 + lane % 2 * 2, (quad & 4) + lane / 2 % 4);
  tile_storage<float> a, b, c; a.load(in, 8, at); b.load(in + 64, 8, at); c.multiply(a, b, false); c.store(out, 8, at);
}

// functions: function types, pointers to functions as template arguments chosen by their type
typedef float (unary_t)(float); typedef float (binary_t)(float, float);
template <typename T> T add_one(T x) { return x + 1; } template <typename T> T add_two(T x, T y) { return x + y; }
template <unary_t f> float apply(float x) { return f(x); } template <binary_t f> float apply(float x) { return f(x, x); }
kernel void functions(device float* out [[buffer(0)]]) { out[0] = apply<add_one<float>>(1); out[1] = apply<add_two>(4); auto square = [](float v) { return v * v; }; out[2] = square(3); out[3] = simd_ballot(true).operator ulong() != 0 ? 1 : 0; }

// optional: parameters that a function constant leaves out, constants derived from it
constant uint width [[function_constant(0)]]; constant bool transposed [[function_constant(1)]];
constant uint stride = (transposed ? width : 8u); constant bool has_bias = transposed && width > 2;
kernel void optional(device float* out [[buffer(0)]], device float* bias [[buffer(1), function_constant(has_bias)]]) { out[0] = stride; if (has_bias) out[1] = bias[0]; }

// flow: declarations in conditions, early continue, logging without effect
kernel void flow(device float* out [[buffer(0)]]) {
  int total = 10, rounds = 0;
  while (int left = total) { total = left - 3; if (total < 3) break; ++rounds; }
  if (float half_of = out[0]; half_of > 0) rounds += 100;
  os_log_default.log_debug("rounds %d", rounds);
  out[0] = total; out[1] = rounds;
}

// fragments: references from constexpr functions, members of decltype, tiles of vectors
template <typename T> struct Fragment {
  static constant constexpr const int count = 2;
  typedef vec<T, count> type;
  template <typename P, typename S> static constexpr void load(thread type& to, P from, S step) { for (short j = 0; j < count; j++) to[j] = static_cast<T>(from[j * step]); }
};
template <typename T, int N, class F_ = Fragment<T>> struct Tile {
  using F = F_;
  static constant constexpr const int total = N * F::count;
  typename F::type value[N] = {typename F::type(0)};
  constexpr thread typename F::type& at(const short i) { return value[i]; }
  thread T* elements() { return reinterpret_cast<thread T*>(value); }
  template <typename U> void load(const device U* from) { for (short i = 0; i < N; i++) F::load(at(i), from + i * F::count, integral_constant<int, 1>{}); }
};
kernel void fragments(device float* out [[buffer(0)]]) {
  for (int i = 0; i < 4; i++) out[i] = i + 1;
  Tile<float, 2> tile; tile.template load<float>(out);
  for (short i = 0; i < decltype(tile)::total; i++) tile.elements()[i] = tile.elements()[i] * 2;
  out[0] = tile.at(0).y; out[1] = tile.at(1).x; out[2] = decltype(tile)::total; out[3] = 0;
}

// hidden: a union and a kernel of one name, short lists for vectors, loops over rows of a table
static constexpr constant uint32_t table[2][3] = {{1, 2, 3}, {10, 20, 30}};
union hidden { uint2 words; uchar4 bytes[2]; };
hidden fill(uint2 from) { uint4 keys = {from.x, from.y, 7}; hidden h; h.words.x = keys[2] + keys[3]; h.words.y = 0; for (auto v : table[from.x % 2]) h.words.y += v; return h; }
kernel void hidden(device float* out [[buffer(0)]]) { auto h = fill(uint2(1, 2)); out[0] = h.bytes[0][0]; out[1] = h.words.y; }

// choices: comparisons in template parameters, operators called by name, specialisation inside a class, templates as arguments
namespace kinds { template <typename T> struct Add { static T join(T a, T b) { return a + b; } }; template <typename T> struct Most { static T join(T a, T b) { return a > b ? a : b; } }; }
template <template <typename> class Op, typename T> struct Fold { static T run(T a, T b) { return Op<T>::join(a, b); } };
template <typename T> struct Fold<kinds::Add, T> { static T run(T a, T b) { return 100 + a + b; } };
struct Choose {
  template <typename T, metal::enable_if_t<sizeof(T) < 8, bool> = true> float size(T v) { return operator()(v, T(1)); }
  template <typename T, metal::enable_if_t<sizeof(T) == 8, bool> = true> float size(T v) { return 8; }
  template <typename T> float operator()(T a, T b) { return a + b; }
  template <> float operator()(float a, float b) { return a * 10 + b; }
};
kernel void choices(device float* out [[buffer(0)]]) {
  Choose c; constexpr short shift = __builtin_ctz(8);
  out[0] = c.size(2); out[1] = c.size(2l); out[2] = c.size(2.0f); out[3] = Fold<kinds::Add, int>::run(1, 2); out[4] = Fold<kinds::Most, int>::run(1, 2); out[5] = shift;
}
