#include <metal_stdlib>
using namespace metal;

kernel void nbody(device const float4* p, device float4* a, constant uint& n, uint i [[thread_position_in_grid]], uint lid [[thread_position_in_threadgroup]], uint size [[threads_per_threadgroup]]) {
  threadgroup float4 tile[64];
  float3 sum = 0, mine = p[i].xyz;
  for (uint start = 0; start < n; start += size) {
    tile[lid] = p[start + lid];
    threadgroup_barrier(mem_flags::mem_threadgroup);
    for (uint j = 0; j < size; ++j) {
      float3 d = tile[j].xyz - mine;
      float inv = rsqrt(dot(d, d) + 0.01f);
      sum += d * (tile[j].w * inv * inv * inv);
    }
    threadgroup_barrier(mem_flags::mem_threadgroup);
  }
  a[i] = float4(sum, 0);
}

kernel void mandelbrot(device uint* steps, constant uint2& size, uint2 at [[thread_position_in_grid]]) {
  float2 c = float2(at) / float2(size) * float2(3.0f, 2.0f) - float2(2.0f, 1.0f), z = 0;
  uint n = 0;
  while (n < 100 && dot(z, z) <= 4.0f) {
    z = float2(z.x * z.x - z.y * z.y, 2.0f * z.x * z.y) + c;
    n++;
  }
  steps[at.y * size.x + at.x] = n;
}

kernel void life(device const uchar* from, device uchar* to, constant uint2& size, uint2 at [[thread_position_in_grid]]) {
  int neighbours = 0;
  for (uint dy = 0; dy < 3; ++dy)
    for (uint dx = 0; dx < 3; ++dx)
      if (dx != 1 || dy != 1) neighbours += from[(at.y + dy + size.y - 1) % size.y * size.x + (at.x + dx + size.x - 1) % size.x];
  bool alive = from[at.y * size.x + at.x];
  to[at.y * size.x + at.x] = neighbours == 3 || (alive && neighbours == 2);
}

uint2 philox_round(uint2 high, uint key, uint m) { return uint2(mulhi(m, high.x) ^ key ^ high.y, m * high.x); }
uint4 philox(uint4 c, uint2 key) {
  for (int i = 0; i < 10; ++i) {
    uint h0 = mulhi(0xD2511F53u, c.x), l0 = 0xD2511F53u * c.x, h1 = mulhi(0xCD9E8D57u, c.z), l1 = 0xCD9E8D57u * c.z;
    c = uint4(h1 ^ c.y ^ key.x, l1, h0 ^ c.w ^ key.y, l0);
    key += uint2(0x9E3779B9u, 0xBB67AE85u);
  }
  return c;
}
kernel void philox_fill(device uint4* out, constant uint2& key, uint i [[thread_position_in_grid]]) { out[i] = philox(uint4(i, 0, 0, 0), key); }

kernel void monte_carlo_pi(device uint* hits, constant uint& draws, uint i [[thread_position_in_grid]]) {
  uint state = i * 747796405u + 2891336453u, count = 0;
  for (uint n = 0; n < draws; n++) {
    float2 p;
    for (int k = 0; k < 2; k++) {
      state ^= state << 13; state ^= state >> 17; state ^= state << 5;
      p[k] = float(state >> 8) * 0x1p-24f;
    }
    if (length_squared(p) < 1.0f) count++;
  }
  hits[i] = count;
}

kernel void jacobi(device const float* u, device const float* f, device float* v, constant uint& n, uint2 at [[thread_position_in_grid]]) {
  if (at.x == 0 || at.y == 0 || at.x == n - 1 || at.y == n - 1) { v[at.y * n + at.x] = u[at.y * n + at.x]; return; }
  uint i = at.y * n + at.x;
  v[i] = 0.25f * (u[i - 1] + u[i + 1] + u[i - n] + u[i + n] - f[i]);
}

kernel void collatz(device const uint* x, device ushort* steps, uint i [[thread_position_in_grid]]) {
  ulong v = x[i];
  ushort n = 0;
  while (v != 1) { v = v % 2 == 0 ? v / 2 : 3 * v + 1; ++n; }
  steps[i] = n;
}

int gcd(int a, int b) { while (b != 0) { int t = a % b; a = b; b = t; } return a; }
kernel void gcd_pairs(device const int2* x, device int* y, uint i [[thread_position_in_grid]]) { y[i] = gcd(abs(x[i].x), abs(x[i].y)); }

enum class Token : uchar { Digit, Letter, Space, Other };
Token classify(uchar c) {
  switch (c) {
    case ' ': case '\t': case '\n': return Token::Space;
    default: break;
  }
  if (c >= '0' && c <= '9') return Token::Digit;
  if ((c | 32) >= 'a' && (c | 32) <= 'z') return Token::Letter;
  return Token::Other;
}
kernel void classify_text(device const uchar* text, device uchar* kinds, uint i [[thread_position_in_grid]]) { kinds[i] = (uchar)classify(text[i]); }

constant uint crc_nibbles[16] = {0x00000000u, 0x1db71064u, 0x3b6e20c8u, 0x26d930acu, 0x76dc4190u, 0x6b6b51f4u, 0x4db26158u, 0x5005713cu,
                                 0xedb88320u, 0xf00f9344u, 0xd6d6a3e8u, 0xcb61b38cu, 0x9b64c2b0u, 0x86d3d2d4u, 0xa00ae278u, 0xbdbdf21cu};
kernel void crc32(device const uchar* data, device uint* out, constant uint& length, uint i [[thread_position_in_grid]]) {
  uint crc = ~0u;
  for (uint n = 0; n < length; ++n) {
    crc ^= data[i * length + n];
    crc = crc_nibbles[crc & 15] ^ (crc >> 4);
    crc = crc_nibbles[crc & 15] ^ (crc >> 4);
  }
  out[i] = ~crc;
}

kernel void k_means_assign(device const float2* points, device const float2* centres, device uint* nearest, constant uint& k, uint i [[thread_position_in_grid]]) {
  float best = INFINITY;
  for (uint c = 0; c < k; c++) {
    float d = distance_squared(points[i], centres[c]);
    if (d < best) { best = d; nearest[i] = c; }
  }
}

kernel void levenshtein(device const uchar* a, device const uchar* b, device uint* out, constant uint& length, uint lid [[thread_position_in_threadgroup]], uint pair [[threadgroup_position_in_grid]]) {
  threadgroup uint rows[3][65];
  device const uchar* s = a + pair * length;
  device const uchar* t = b + pair * length;
  for (uint wave = 0; wave <= 2 * length; wave++) {
    uint i = lid, j = wave - lid;
    if (i <= length && wave >= lid && j <= length) {
      uint cost;
      if (i == 0) cost = j;
      else if (j == 0) cost = i;
      else cost = min3(rows[(wave + 2) % 3][i - 1] + 1, rows[(wave + 2) % 3][i] + 1, rows[(wave + 1) % 3][i - 1] + (s[i - 1] != t[j - 1]));
      rows[wave % 3][i] = cost;
      if (i == length && j == length) out[pair] = cost;
    }
    threadgroup_barrier(mem_flags::mem_threadgroup);
  }
}

struct Particle {
  float2 position;
  float2 velocity;
  uint bounces;
  void step(float dt) thread {
    position += velocity * dt;
    float x = position.x, y = position.y, vx = velocity.x, vy = velocity.y;
    bounce(x, vx);
    bounce(y, vy);
    position = float2(x, y);
    velocity = {vx, vy};
  }
  void bounce(thread float& p, thread float& v) thread {
    if (p < 0) { p = -p; v = -v; bounces++; }
    else if (p > 1) { p = 2 - p; v = -v; bounces++; }
  }
};
kernel void particles(device Particle* all, constant int& steps, uint i [[thread_position_in_grid]]) {
  Particle p = all[i];
  for (int n = 0; n < steps; ++n) p.step(0.01f);
  all[i] = p;
}

union Bits { float f; uint u; uchar bytes[4]; };
kernel void fast_inverse(device const float* x, device float* y, uint i [[thread_position_in_grid]]) {
  Bits b;
  b.f = x[i];
  b.u = 0x5f3759df - (b.u >> 1);
  float r = b.f;
  r = r * (1.5f - 0.5f * x[i] * r * r);
  r = r * (1.5f - 0.5f * x[i] * r * r);
  y[i] = r + (as_type<uint>(x[i]) == 0 ? 1 : 0) + (b.bytes[3] > 255);
}

kernel void blur(texture2d<float, access::read> from [[texture(0)]], texture2d<float, access::write> to [[texture(1)]], uint2 at [[thread_position_in_grid]]) {
  float4 sum = 0;
  for (int dy = -1; dy <= 1; dy++)
    for (int dx = -1; dx <= 1; dx++) {
      int2 q = clamp(int2(at) + int2(dx, dy), int2(0), int2(from.get_width() - 1, from.get_height() - 1));
      sum += from.read(uint2(q));
    }
  to.write(sum / 9.0f, at);
}

template <typename... Ts> float total(Ts... values) { return (float(values) + ...); }
template <typename T, size_t N> struct Stack {
  array<T, N> items;
  int top = 0;
  void push(T v) { items[top++] = v; }
  T pop() { return items[--top]; }
};
kernel void postfix(device const int* program, device float* out, constant int& length, uint i [[thread_position_in_grid]]) {
  Stack<float, 16> stack;
  for (int n = 0; n < length; n++) {
    int op = program[i * length + n];
    if (op >= 0) { stack.push(op); continue; }
    float b = stack.pop(), a = stack.pop();
    switch (op) {
      case -1: stack.push(a + b); break;
      case -2: stack.push(a - b); break;
      case -3: stack.push(a * b); break;
      default: stack.push(b != 0 ? a / b : 0);
    }
  }
  out[i] = total(stack.pop(), 1, 0.5h);
}

kernel void bfs_step(device const int* offsets, device const int* edges, device const int* level, device atomic_int* next, constant int& depth, uint v [[thread_position_in_grid]]) {
  if (level[v] != depth) return;
  for (int e = offsets[v]; e < offsets[v + 1]; ++e) {
    int expected = -1;
    atomic_compare_exchange_weak_explicit(&next[edges[e]], &expected, depth + 1, memory_order_relaxed, memory_order_relaxed);
  }
}
