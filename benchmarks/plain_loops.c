/* The floor for memory-bound operations: plain loops over float32, as a C compiler vectorises them, on warm memory.
   Each function moves the bytes of its namesake and returns the seconds one pass took. */
#define _GNU_SOURCE
#include <pthread.h>
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
