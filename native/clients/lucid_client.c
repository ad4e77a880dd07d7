/*
 * A C program against liblucid: create, compute, backward, read, errors, release, stale handles.
 * Exits with 0 when everything holds; says what does not otherwise.
 */
#include "lucid.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static int failures = 0;

#define CHECK(condition) check((condition) != 0, #condition, __LINE__)
#define CALL(expression) check_status((expression), LUCID_OK, #expression, __LINE__)
#define REFUSED(expression, status) check_status((expression), (status), #expression, __LINE__)

static void check(int holds, const char *text, int line)
{
    if (holds) return;
    failures++;
    fprintf(stderr, "line %d: %s does not hold\n", line, text);
}

static void check_status(lucid_status found, lucid_status expected, const char *text, int line)
{
    if (found == expected) return;
    failures++;
    fprintf(stderr, "line %d: %s gave status %d, expected %d: %s\n", line, text, (int)found, (int)expected, lucid_last_error());
}

static lucid_tensor matrix(const float *data, int64_t rows, int64_t columns)
{
    int64_t sizes[2];
    lucid_tensor tensor = 0;
    sizes[0] = rows;
    sizes[1] = columns;
    CALL(lucid_tensor_create(LUCID_FLOAT32, 2, sizes, data, &tensor));
    return tensor;
}

/* d sum(x w) / dw is x transposed times ones. */
static void matmul_and_backward(void)
{
    static const float x_data[] = {1, 2, 3, 4, 5, 6}, w_data[] = {1, 0, 0, 1, 1, 1};
    float product[4], gradient[6], total;
    int64_t sizes[2] = {0, 0}, count = 0;
    size_t rank = 0;
    int requires = -1;
    lucid_dtype dtype = LUCID_BOOL;
    lucid_device device = LUCID_METAL;
    lucid_tensor x = matrix(x_data, 2, 3), w = matrix(w_data, 3, 2), y = 0, sum = 0, grad = 0;

    CALL(lucid_tensor_set_requires_grad(w, 1));
    CALL(lucid_tensor_requires_grad(w, &requires));
    CHECK(requires == 1);
    CALL(lucid_matmul(x, w, &y));
    CALL(lucid_tensor_rank(y, &rank));
    CALL(lucid_tensor_shape(y, sizes, 2));
    CALL(lucid_tensor_numel(y, &count));
    CALL(lucid_tensor_dtype(y, &dtype));
    CALL(lucid_tensor_device(y, &device));
    CHECK(rank == 2 && sizes[0] == 2 && sizes[1] == 2 && count == 4 && dtype == LUCID_FLOAT32 && device == LUCID_CPU);
    CALL(lucid_tensor_read(y, product, sizeof product));
    CHECK(product[0] == 4 && product[1] == 5 && product[2] == 10 && product[3] == 11);

    CALL(lucid_sum(y, NULL, 0, false, LUCID_DTYPE_DEFAULT, &sum));
    CALL(lucid_tensor_read(sum, &total, sizeof total));
    CHECK(total == 30);
    CALL(lucid_tensor_grad(w, &grad));
    CHECK(grad == 0);
    CALL(lucid_tensor_backward(sum, 0, 0, 0));
    REFUSED(lucid_tensor_backward(sum, 0, 0, 0), LUCID_ERROR);
    CHECK(strstr(lucid_last_error(), "second time") != NULL);
    CALL(lucid_tensor_grad(w, &grad));
    CALL(lucid_tensor_read(grad, gradient, sizeof gradient));
    CHECK(gradient[0] == 5 && gradient[1] == 5 && gradient[2] == 7 && gradient[3] == 7 && gradient[4] == 9 && gradient[5] == 9);
    CALL(lucid_tensor_set_grad(w, 0));

    CALL(lucid_tensor_release(grad));
    CALL(lucid_tensor_release(sum));
    CALL(lucid_tensor_release(y));
    CALL(lucid_tensor_release(w));
    CALL(lucid_tensor_release(x));
}

static void errors(void)
{
    static const float data[] = {1, 2, 3, 4, 5, 6};
    lucid_tensor x = matrix(data, 2, 3), result = 77;
    int64_t sizes[1], negative[1] = {-1}, far_away[1] = {9};
    float too_short[2];
    size_t count = 1;
    lucid_value value = lucid_value_tensor(x);

    REFUSED(lucid_matmul(x, x, &result), LUCID_SHAPE_MISMATCH);
    CHECK(strstr(lucid_last_error(), "(2, 3)") != NULL);
    REFUSED(lucid_call("no_such_op", &value, 1, &result, &count), LUCID_UNKNOWN_OP);
    CHECK(strstr(lucid_last_error(), "no_such_op") != NULL);
    count = 1;
    REFUSED(lucid_call(NULL, &value, 1, &result, &count), LUCID_NULL_POINTER);
    count = 1;
    REFUSED(lucid_call("cosh", NULL, 1, &result, &count), LUCID_NULL_POINTER);
    count = 1;
    REFUSED(lucid_call("cosh", &value, 1, NULL, &count), LUCID_NULL_POINTER);
    REFUSED(lucid_call("cosh", &value, 1, &result, NULL), LUCID_NULL_POINTER);
    count = 0;
    REFUSED(lucid_call("cosh", &value, 1, &result, &count), LUCID_ARRAY_TOO_SHORT);
    CHECK(count == 1);
    count = 1;
    REFUSED(lucid_call("cosh", &value, 0, &result, &count), LUCID_BAD_ARGUMENT);
    value.kind = 12345;
    REFUSED(lucid_call("cosh", &value, 1, &result, &count), LUCID_BAD_ARGUMENT);
    value = lucid_value_float(1.5);
    count = 1;
    REFUSED(lucid_call("cosh", &value, 1, &result, &count), LUCID_BAD_ARGUMENT);
    CHECK(strstr(lucid_last_error(), "'input'") != NULL);
    REFUSED(lucid_softmax(x, negative, LUCID_DTYPE_DEFAULT, NULL), LUCID_NULL_POINTER);
    REFUSED(lucid_squeeze(x, far_away, 1, &result), LUCID_INDEX_OUT_OF_RANGE);
    REFUSED(lucid_tensor_create(LUCID_FLOAT32, 1, NULL, NULL, &result), LUCID_NULL_POINTER);
    REFUSED(lucid_tensor_create(LUCID_FLOAT32, 1, negative, NULL, &result), LUCID_SHAPE_MISMATCH);
    REFUSED(lucid_tensor_create((lucid_dtype)99, 0, NULL, NULL, &result), LUCID_DTYPE_MISMATCH);
    REFUSED(lucid_tensor_create(LUCID_FLOAT32, 0, NULL, NULL, NULL), LUCID_NULL_POINTER);
    REFUSED(lucid_tensor_shape(x, sizes, 1), LUCID_ARRAY_TOO_SHORT);
    REFUSED(lucid_tensor_read(x, too_short, sizeof too_short), LUCID_ARRAY_TOO_SHORT);
    REFUSED(lucid_tensor_read(x, NULL, 1000), LUCID_NULL_POINTER);
    REFUSED(lucid_tensor_rank(x, NULL), LUCID_NULL_POINTER);
    REFUSED(lucid_tensor_backward(x, 0, 0, 0), LUCID_ERROR);
    CALL(lucid_tensor_release(x));
}

static void handles(void)
{
    static const float data[] = {1, 2};
    lucid_tensor x = matrix(data, 1, 2), y = 0, z;
    size_t rank = 0;
    uint64_t random = 88172645463325252u;
    int i, accepted = 0;

    CALL(lucid_tensor_retain(x));
    CALL(lucid_tensor_release(x));
    CALL(lucid_tensor_rank(x, &rank));
    CALL(lucid_tensor_release(x));
    REFUSED(lucid_tensor_rank(x, &rank), LUCID_BAD_HANDLE);
    REFUSED(lucid_tensor_release(x), LUCID_BAD_HANDLE);
    REFUSED(lucid_tensor_retain(x), LUCID_BAD_HANDLE);
    REFUSED(lucid_cosh(x, &y), LUCID_BAD_HANDLE);
    CHECK(strstr(lucid_last_error(), "released") != NULL);
    /* The slot is used again; the old handle stays stale. */
    z = matrix(data, 2, 1);
    REFUSED(lucid_tensor_rank(x, &rank), LUCID_BAD_HANDLE);
    REFUSED(lucid_tensor_rank(0, &rank), LUCID_BAD_HANDLE);
    CALL(lucid_tensor_release(0));
    for (i = 0; i < 100000; i++)
    {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        accepted += lucid_tensor_rank(random, &rank) == LUCID_OK;
        accepted += lucid_tensor_rank(random & 0xffffu, &rank) == LUCID_OK;
    }
    CHECK(accepted == 0);
    CALL(lucid_tensor_release(z));
}

static void every_kind_of_argument(void)
{
    static const float data[] = {4, 1, 3, 2};
    static const int64_t two_by_two[] = {2, 2}, order[] = {1, 0};
    lucid_tensor x = matrix(data, 2, 2), results[4], parts[2], same = 0, joined = 0, cast = 0, there = 0;
    float values[8];
    double wide[4];
    int64_t indices[2];
    int64_t dim = 1;
    unsigned char equal = 0;
    size_t count = 4;

    CALL(lucid_max_dim(x, 1, false, results));
    CALL(lucid_tensor_read(results[0], values, sizeof values));
    CALL(lucid_tensor_read(results[1], indices, sizeof indices));
    CHECK(values[0] == 4 && values[1] == 3 && indices[0] == 0 && indices[1] == 0);
    CALL(lucid_tensor_release(results[0]));
    CALL(lucid_tensor_release(results[1]));

    CALL(lucid_chunk(x, 2, 0, results, &count));
    CHECK(count == 2);
    parts[0] = results[1];
    parts[1] = results[0];
    CALL(lucid_cat(parts, 2, 0, &joined));
    CALL(lucid_tensor_read(joined, values, sizeof values));
    CHECK(values[0] == 3 && values[1] == 2 && values[2] == 4 && values[3] == 1);
    CALL(lucid_equal(x, joined, &same));
    CALL(lucid_tensor_read(same, &equal, sizeof equal));
    CHECK(equal == 0);
    CALL(lucid_tensor_release(same));
    CALL(lucid_tensor_release(joined));
    CALL(lucid_tensor_release(results[0]));
    CALL(lucid_tensor_release(results[1]));

    CALL(lucid_permute(x, order, 2, &joined));
    CALL(lucid_tensor_read(joined, values, sizeof values));
    CHECK(values[1] == 3 && values[2] == 1);
    CALL(lucid_tensor_release(joined));

    CALL(lucid_to(x, LUCID_FLOAT64, false, false, NULL, &cast));
    CALL(lucid_add(cast, lucid_value_float(0.25), &joined));
    CALL(lucid_tensor_read(joined, wide, sizeof wide));
    CHECK(wide[0] == 4.25 && wide[3] == 2.25);
    CALL(lucid_tensor_release(joined));
    CALL(lucid_tensor_release(cast));

    CALL(lucid_gelu(x, "tanh", &joined));
    CALL(lucid_tensor_release(joined));
    REFUSED(lucid_gelu(x, "no such way", &joined), LUCID_BAD_ARGUMENT);
    CALL(lucid_softmax(x, &dim, LUCID_DTYPE_DEFAULT, &joined));
    CALL(lucid_tensor_read(joined, values, sizeof values));
    CHECK(fabs(values[0] - 1 / (1 + exp(-3.0))) < 1e-6);
    CALL(lucid_tensor_release(joined));

    /* In place: the same memory behind another handle. */
    CALL(lucid_add_(x, lucid_value_tensor(x), &same));
    CALL(lucid_tensor_read(x, values, sizeof values));
    CHECK(same != x && values[0] == 8 && values[3] == 4);
    CALL(lucid_tensor_release(same));

    CALL(lucid_zeros(two_by_two, 2, LUCID_INT64, LUCID_METAL, false, &there));
    CALL(lucid_add(there, lucid_value_int(3), &same));
    CALL(lucid_to_device(same, LUCID_CPU, LUCID_DTYPE_DEFAULT, false, false, NULL, &joined));
    {
        int64_t integers[4];
        CALL(lucid_tensor_read(joined, integers, sizeof integers));
        CHECK(integers[0] == 3 && integers[3] == 3);
    }
    REFUSED(lucid_add(x, lucid_value_tensor(there), &cast), LUCID_DEVICE_MISMATCH);
    CALL(lucid_tensor_release(joined));
    CALL(lucid_tensor_release(same));
    CALL(lucid_tensor_release(there));
    CALL(lucid_tensor_release(x));
}

/* Newton's method for a square root, with the derivative from the engine. */
static void newton(void)
{
    double guess = 3, derivative, value;
    int step;
    for (step = 0; step < 8; step++)
    {
        lucid_tensor x = 0, square = 0, residual = 0, slope = 0;
        CALL(lucid_tensor_create(LUCID_FLOAT64, 0, NULL, &guess, &x));
        CALL(lucid_tensor_set_requires_grad(x, 1));
        CALL(lucid_mul(x, lucid_value_tensor(x), &square));
        CALL(lucid_sub(square, lucid_value_int(2), &residual));
        CALL(lucid_tensor_backward(residual, 0, 0, 0));
        CALL(lucid_tensor_grad(x, &slope));
        CALL(lucid_tensor_read(slope, &derivative, sizeof derivative));
        CALL(lucid_tensor_read(residual, &value, sizeof value));
        guess -= value / derivative;
        CALL(lucid_tensor_release(slope));
        CALL(lucid_tensor_release(residual));
        CALL(lucid_tensor_release(square));
        CALL(lucid_tensor_release(x));
    }
    CHECK(fabs(guess - sqrt(2.0)) < 1e-15);
}

int main(void)
{
    int64_t bytes = -1;
    CHECK(lucid_abi_version() == LUCID_ABI_VERSION);
    CHECK(strlen(lucid_version()) > 0);
    CHECK(lucid_last_error()[0] == 0);
    matmul_and_backward();
    errors();
    handles();
    every_kind_of_argument();
    newton();
    CHECK(lucid_live_handles() == 0);
    CALL(lucid_memory_bytes(LUCID_CPU, &bytes));
    CHECK(bytes == 0);
    REFUSED(lucid_memory_bytes((lucid_device)5, &bytes), LUCID_DEVICE_MISMATCH);
    if (failures == 0) printf("lucid %s from C: everything holds\n", lucid_version());
    return failures != 0;
}
