/* The floor for memory-bound operations: plain loops over float32, as a C compiler vectorises them, on warm memory.
   Each function moves the bytes of its namesake and returns the seconds one pass took. */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

enum operation { ADD, MULTIPLY, RECTIFY, SUM };

struct part {
    enum operation operation;
    const float *a, *b;
    float *out;
    long count;
    float total;
};

static void *work(void *argument)
{
    struct part *part = argument;
    const float *restrict a = part->a, *restrict b = part->b;
    float *restrict out = part->out;
    float total = 0;
    switch (part->operation) {
    case ADD:
        for (long i = 0; i < part->count; i++) out[i] = a[i] + b[i];
        break;
    case MULTIPLY:
        for (long i = 0; i < part->count; i++) out[i] = a[i] * b[i];
        break;
    case RECTIFY:
        for (long i = 0; i < part->count; i++) out[i] = a[i] > 0 ? a[i] : 0;
        break;
    case SUM:
        for (long i = 0; i < part->count; i++) total += a[i];
        break;
    }
    part->total = total;
    return NULL;
}

static float *buffer(long count)
{
    /* Huge pages, because a framework's pool has them and page misses are not what is measured. */
    size_t bytes = ((size_t)count * sizeof(float) + (1 << 21) - 1) & ~(size_t)((1 << 21) - 1);
    float *numbers = aligned_alloc(1 << 21, bytes);
    madvise(numbers, bytes, MADV_HUGEPAGE);
    for (long i = 0; i < count; i++) numbers[i] = (float)(i % 1000) - 500;
    return numbers;
}

static double pass(enum operation operation, long count, int threads)
{
    static float *a, *b, *out;
    static long prepared;
    static volatile float kept;
    struct part parts[64];
    pthread_t workers[64];
    struct timespec start, end;
    if (prepared != count) {
        free(a), free(b), free(out);
        a = buffer(count), b = buffer(count), out = buffer(count);
        prepared = count;
    }
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (int i = 0; i < threads; i++) {
        long from = count * i / threads, to = count * (i + 1) / threads;
        parts[i] = (struct part){operation, a + from, b + from, out + from, to - from, 0};
        if (i > 0) pthread_create(&workers[i], NULL, work, &parts[i]);
    }
    work(&parts[0]);
    for (int i = 1; i < threads; i++) pthread_join(workers[i], NULL);
    clock_gettime(CLOCK_MONOTONIC, &end);
    for (int i = 0; i < threads; i++) kept += parts[i].total;
    return (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) * 1e-9;
}

double add(long count, int threads) { return pass(ADD, count, threads); }
double multiply(long count, int threads) { return pass(MULTIPLY, count, threads); }
double rectify(long count, int threads) { return pass(RECTIFY, count, threads); }
double sum(long count, int threads) { return pass(SUM, count, threads); }

/* The same limits for any amount of work, on threads that start together: benchmarks/table takes its floors here. */

#ifdef __AVX512F__
#include <immintrin.h>
enum { LANES = 16 };
#elif defined(__AVX__)
#include <immintrin.h>
enum { LANES = 8 };
#else
enum { LANES = 4 };
#endif
typedef float lanes __attribute__((vector_size(LANES * sizeof(float))));

static inline void store_past_caches(lanes *place, lanes value)
{
#ifdef __AVX512F__
    _mm512_stream_ps((float *)place, (__m512)value);
#elif defined(__AVX__)
    _mm256_stream_ps((float *)place, (__m256)value);
#else
    *place = value;
#endif
}

struct stream_part {
    const lanes *a, *b;
    lanes *out;
    long only_read, reads_one, reads_two, only_written; /* vectors, by how many are read for each that is written */
    int past_caches;
    lanes total;
};

static void stream_once(struct stream_part *part)
{
    const lanes *a = part->a, *b = part->b;
    lanes *out = part->out;
    lanes s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};
    long i = 0, n = part->only_read & ~3L;
    for (; i < n; i += 4) s0 += a[i], s1 += a[i + 1], s2 += a[i + 2], s3 += a[i + 3];
    a += part->only_read;
    if (part->past_caches) {
        for (i = 0; i < part->reads_two; i++) store_past_caches(out + i, a[i] + b[i]);
        a += part->reads_two, out += part->reads_two;
        for (i = 0; i < part->reads_one; i++) store_past_caches(out + i, a[i]);
        out += part->reads_one;
        for (i = 0; i < part->only_written; i++) store_past_caches(out + i, s0);
    } else {
        for (i = 0; i < part->reads_two; i++) out[i] = a[i] + b[i];
        a += part->reads_two, out += part->reads_two;
        for (i = 0; i < part->reads_one; i++) out[i] = a[i];
        out += part->reads_one;
        for (i = 0; i < part->only_written; i++) out[i] = s0;
    }
    part->total = s0 + s1 + s2 + s3;
}

struct gang {
    void (*work)(void *);
    char *arguments;
    size_t stride;
    int threads, repeats;
    double *seconds; /* of each repeat, on the first thread */
    int arrived;
};

struct member {
    struct gang *gang;
    int index;
};

/* Waits until all have come `round` times. It yields, in case there are fewer cores than threads. */
static void meet(struct gang *gang, int round)
{
    __atomic_add_fetch(&gang->arrived, 1, __ATOMIC_ACQ_REL);
    for (long spins = 0; __atomic_load_n(&gang->arrived, __ATOMIC_ACQUIRE) < round * gang->threads; spins++)
        if (spins > 20000) sched_yield();
}

static void *work_together(void *argument)
{
    struct member *member = argument;
    struct gang *gang = member->gang;
    struct timespec start, end;
    for (int repeat = 0; repeat < gang->repeats; repeat++) {
        meet(gang, 2 * repeat + 1);
        clock_gettime(CLOCK_MONOTONIC, &start);
        gang->work(gang->arguments + member->index * gang->stride);
        meet(gang, 2 * repeat + 2);
        clock_gettime(CLOCK_MONOTONIC, &end);
        if (member->index == 0)
            gang->seconds[repeat] = (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) * 1e-9;
    }
    return NULL;
}

/* The least seconds of the repeats. */
static double together(void (*work)(void *), void *arguments, size_t stride, int threads, int repeats)
{
    double seconds[64], least;
    struct gang gang = {work, arguments, stride, threads, repeats, seconds, 0};
    struct member members[256];
    pthread_t workers[256];
    for (int i = threads - 1; i >= 0; i--) {
        members[i] = (struct member){&gang, i};
        if (i > 0) pthread_create(&workers[i], NULL, work_together, &members[i]);
    }
    work_together(&members[0]);
    for (int i = 1; i < threads; i++) pthread_join(workers[i], NULL);
    least = seconds[0];
    for (int i = 1; i < repeats; i++) least = seconds[i] < least ? seconds[i] : least;
    return least;
}

static void stream_work(void *part) { stream_once(part); }

static lanes *stream_buffer(int which, size_t bytes)
{
    static lanes *buffers[3];
    static size_t sizes[3];
    if (sizes[which] < bytes) {
        free(buffers[which]);
        sizes[which] = (bytes + (1 << 21) - 1) & ~(size_t)((1 << 21) - 1);
        buffers[which] = aligned_alloc(1 << 21, sizes[which]);
        madvise(buffers[which], sizes[which], MADV_HUGEPAGE);
        memset(buffers[which], 0, sizes[which]);
    }
    return buffers[which];
}

/* The least seconds in which `read` bytes can be read and `written` bytes written. */
double stream(size_t read, size_t written, int threads)
{
    struct stream_part parts[256];
    double least = 1e9;
    long in = (long)(read / sizeof(lanes)), out = (long)(written / sizeof(lanes));
    long two = in >= 2 * out ? out : in > out ? in - out : 0, one = in >= out ? out - two : in;
    long only_written = out - two - one, only_read = in - 2 * two - one;
    const lanes *a = stream_buffer(0, (read + written) + 4096), *b = stream_buffer(1, written + 4096);
    lanes *c = stream_buffer(2, written + 4096);
    if (threads > 256) threads = 256;
    for (int past_caches = 0; past_caches <= (written >= 1 << 20); past_caches++) {
        for (long i = 0; i < threads; i++) {
            long first_read = only_read * i / threads, first_two = two * i / threads, first_one = one * i / threads;
            long first_write = only_written * i / threads;
            parts[i] = (struct stream_part){
                a + first_read + first_two + first_one, b + first_two, c + first_two + first_one + first_write,
                only_read * (i + 1) / threads - first_read, one * (i + 1) / threads - first_one,
                two * (i + 1) / threads - first_two, only_written * (i + 1) / threads - first_write, past_caches, {0}};
        }
        double took = together(stream_work, parts, sizeof parts[0], threads, read + written > 50000000 ? 2 : 6);
        least = took < least ? took : least;
    }
    return least;
}

struct burst {
    long rounds;
    lanes total;
};

static void burst_work(void *argument)
{
    struct burst *burst = argument;
    lanes s[16] = {{0}}, x, y;
    for (int i = 0; i < LANES; i++) x[i] = 0.999f, y[i] = 1e-3f * (float)burst->rounds;
    __asm__ volatile("" : "+m"(x), "+m"(y));
    for (long round = 0; round < burst->rounds; round++) {
        for (int i = 0; i < 16; i++) s[i] = s[i] * x + y;
    }
    for (int i = 1; i < 16; i++) s[0] += s[i];
    burst->total = s[0];
}

/* Floating-point operations in a second that `threads` threads reach with float32 multiply-adds in registers. */
double multiply_adds(double seconds, int threads)
{
    struct burst bursts[256];
    double took = 0;
    long rounds = 2000;
    if (threads > 256) threads = 256;
    for (;;) {
        for (int i = 0; i < threads; i++) bursts[i].rounds = rounds;
        took = together(burst_work, bursts, sizeof bursts[0], threads, 2);
        if (took >= seconds / 2) break;
        rounds *= 4;
    }
    return 2.0 * 16 * LANES * (double)rounds * threads / took;
}
