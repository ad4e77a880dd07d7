/*
 * lucid.h: the C interface of Lucid's engine. Written by `./dev generate`; do not edit.
 *
 * Every function returns a lucid_status; LUCID_OK is 0. After a failure lucid_last_error() tells what went wrong in the
 * calling thread. Tensors are handles, each to be given back with lucid_tensor_release(). A stale or invented handle is
 * refused with LUCID_BAD_HANDLE. All functions may be called from any thread.
 *
 * Behind the exports stands one inline function per op. A parameter that may be left out takes NULL, 0 for a tensor,
 * LUCID_DTYPE_DEFAULT, LUCID_DEVICE_DEFAULT or lucid_value_default(). "Tensor or Number" is a lucid_value: lucid_value_tensor(x),
 * lucid_value_int(2), lucid_value_float(0.5). Truth values and numbers come back as tensors without dimensions.
 */
#ifndef LUCID_H
#define LUCID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LUCID_ABI_VERSION 1

/** How a call ended. */
typedef enum lucid_status
{
    LUCID_OK = 0, /**< It worked. */
    LUCID_ERROR = 1, /**< The engine refused for a reason without a class of its own. */
    LUCID_OUT_OF_MEMORY = 2, /**< Memory could not be had, or a limit forbids it. */
    LUCID_SHAPE_MISMATCH = 3, /**< Shapes or sizes do not fit together. */
    LUCID_DTYPE_MISMATCH = 4, /**< An element type does not fit. */
    LUCID_DEVICE_MISMATCH = 5, /**< Tensors of different devices met, or a device is unknown. */
    LUCID_VERSION_MISMATCH = 6, /**< A value that backward needs was edited in place. */
    LUCID_GPU_NOT_AVAILABLE = 7, /**< No GPU driver can serve the request. */
    LUCID_INDEX_OUT_OF_RANGE = 8, /**< An index or dimension is out of range. */
    LUCID_NOT_IMPLEMENTED = 9, /**< The op does not exist for these arguments. */
    LUCID_BAD_ARGUMENT = 10, /**< An argument has the wrong kind, or a value that makes no sense. */
    LUCID_BAD_HANDLE = 11, /**< A handle is stale (released already) or was never given out. */
    LUCID_NULL_POINTER = 12, /**< A pointer that must not be null is null. */
    LUCID_UNKNOWN_OP = 13, /**< No op has that name. */
    LUCID_ARRAY_TOO_SHORT = 14, /**< The caller's array is too short; the needed length has been written. */
    LUCID_INTERNAL = 15, /**< A defect of the engine. */
} lucid_status;

/** Element types. */
typedef enum lucid_dtype
{
    LUCID_DTYPE_DEFAULT = -1, /**< What the op chooses. */
    LUCID_BOOL = 0, /**< 1 byte. */
    LUCID_UINT8 = 1, /**< 1 byte. */
    LUCID_INT8 = 2, /**< 1 byte. */
    LUCID_INT16 = 3, /**< 2 bytes. */
    LUCID_INT32 = 4, /**< 4 bytes. */
    LUCID_INT64 = 5, /**< 8 bytes. */
    LUCID_FLOAT16 = 6, /**< 2 bytes. */
    LUCID_BFLOAT16 = 7, /**< 2 bytes. */
    LUCID_FLOAT32 = 8, /**< 4 bytes. */
    LUCID_FLOAT64 = 9, /**< 8 bytes. */
    LUCID_COMPLEX64 = 10, /**< 8 bytes. */
    LUCID_COMPLEX128 = 11, /**< 16 bytes. */
} lucid_dtype;

/** Where a tensor's numbers live. */
typedef enum lucid_device
{
    LUCID_DEVICE_DEFAULT = -1, /**< The default device. */
    LUCID_CPU = 0, /**< Eager execution on the processor. */
    LUCID_METAL = 1, /**< Deferred execution on a GPU, or on the software driver. */
} lucid_device;

/** What a lucid_value holds. */
typedef enum lucid_kind
{
    LUCID_KIND_DEFAULT = 0, /**< Nothing: the parameter's default. A value that is all zeros is this. */
    LUCID_KIND_NONE = 1, /**< None, for parameters that accept it. */
    LUCID_KIND_TENSOR = 2, /**< A tensor. */
    LUCID_KIND_INT = 3, /**< An integer. */
    LUCID_KIND_FLOAT = 4, /**< A real number. */
    LUCID_KIND_BOOL = 5, /**< A truth value; any integer but 0 is true. */
    LUCID_KIND_STRING = 6, /**< Text in UTF-8, ended by a zero byte. */
    LUCID_KIND_INTS = 7, /**< A list of integers. */
    LUCID_KIND_FLOATS = 8, /**< A list of real numbers. */
    LUCID_KIND_TENSORS = 9, /**< A list of tensors. */
    LUCID_KIND_DTYPE = 10, /**< An element type (lucid_dtype). */
    LUCID_KIND_DEVICE = 11, /**< A device (lucid_device). */
} lucid_kind;

/** A tensor. 0 is none. A handle that was released, or never given out, is refused with LUCID_BAD_HANDLE. */
typedef uint64_t lucid_tensor;

/** One argument of lucid_call; all zeros stand for the parameter's default. */
typedef struct lucid_value
{
    int32_t kind;                      /**< A lucid_kind. */
    int32_t reserved;                  /**< Zero. */
    union
    {
        lucid_tensor tensor;           /**< LUCID_KIND_TENSOR */
        int64_t integer;               /**< LUCID_KIND_INT, LUCID_KIND_BOOL, LUCID_KIND_DTYPE, LUCID_KIND_DEVICE */
        double real;                   /**< LUCID_KIND_FLOAT */
        const char *text;              /**< LUCID_KIND_STRING */
        const int64_t *integers;       /**< LUCID_KIND_INTS */
        const double *reals;           /**< LUCID_KIND_FLOATS */
        const lucid_tensor *tensors;   /**< LUCID_KIND_TENSORS */
    } as;
    size_t count;                      /**< Length of a list. */
} lucid_value;

/**
 * The engine's version, such as "3.0.3". The text lives as long as the process.
 */
const char *lucid_version(void);

/**
 * The version of this interface; equals LUCID_ABI_VERSION when header and library belong together.
 */
int lucid_abi_version(void);

/**
 * What went wrong in the calling thread's last failed call, in UTF-8. Valid until its next failed call.
 */
const char *lucid_last_error(void);

/**
 * Handles given out and not yet released.
 */
int64_t lucid_live_handles(void);

/**
 * Bytes that live tensors of a device hold.
 * @param device A lucid_device.
 * @param bytes Receives the bytes.
 */
lucid_status lucid_memory_bytes(lucid_device device, int64_t *bytes);

/**
 * Starts the default random stream from a seed.
 */
void lucid_manual_seed(uint64_t seed);

/**
 * Sets whether ops of the calling thread record themselves for backward; returns what it was, 1 or 0.
 */
int lucid_set_grad_enabled(int enabled);

/**
 * Calls an op by its name with overload ("add", "max.dim"); with an underscore behind the name ("add_", "sub_.alpha") it writes into its first argument. Arguments come in the order of the schema (docs/ops.md); those left out at the end take their defaults. Numbers come back as tensors without dimensions. Each result is a handle to be released.
 * @param op The name, zero-terminated.
 * @param arguments The arguments; may be NULL when there are none.
 * @param count How many arguments.
 * @param results Receives the results.
 * @param result_count In: room in results. Out: how many there are.
 */
lucid_status lucid_call(const char *op, const lucid_value *arguments, size_t count, lucid_tensor *results, size_t *result_count);

/**
 * Makes a tensor on the processor from a copy of row-major data. Release it when done.
 * @param dtype A lucid_dtype.
 * @param rank How many dimensions; 0 for a single number.
 * @param sizes The size of each dimension.
 * @param data The elements, row by row; NULL for undefined content.
 * @param result Receives the tensor.
 */
lucid_status lucid_tensor_create(lucid_dtype dtype, size_t rank, const int64_t *sizes, const void *data, lucid_tensor *result);

/**
 * Copies a tensor's elements out, row by row, waiting for recorded work.
 * @param tensor The tensor.
 * @param data Receives the elements.
 * @param bytes Room in data; at least elements times the size of one.
 */
lucid_status lucid_tensor_read(lucid_tensor tensor, void *data, size_t bytes);

/**
 * The number of dimensions.
 */
lucid_status lucid_tensor_rank(lucid_tensor tensor, size_t *rank);

/**
 * The number of elements.
 */
lucid_status lucid_tensor_numel(lucid_tensor tensor, int64_t *count);

/**
 * The sizes of all dimensions.
 * @param tensor The tensor.
 * @param sizes Receives the sizes.
 * @param room How many sizes there is room for; at least the rank.
 */
lucid_status lucid_tensor_shape(lucid_tensor tensor, int64_t *sizes, size_t room);

/**
 * The element type.
 */
lucid_status lucid_tensor_dtype(lucid_tensor tensor, lucid_dtype *dtype);

/**
 * The device.
 */
lucid_status lucid_tensor_device(lucid_tensor tensor, lucid_device *device);

/**
 * Whether backward computes a gradient for the tensor: 1 or 0.
 */
lucid_status lucid_tensor_requires_grad(lucid_tensor tensor, int *requires);

/**
 * Turns gradients of a tensor that no op made on (not 0) or off (0).
 */
lucid_status lucid_tensor_set_requires_grad(lucid_tensor tensor, int requires);

/**
 * Adds the gradient of a tensor to every leaf it was computed from.
 * @param tensor The root.
 * @param gradient Gradient of the root, of its shape; 0 for one on a single element.
 * @param retain_graph Not 0 keeps saved values for another pass.
 * @param create_graph Not 0 records the computation, so that gradients can be differentiated again.
 */
lucid_status lucid_tensor_backward(lucid_tensor tensor, lucid_tensor gradient, int retain_graph, int create_graph);

/**
 * The gradient that backward has left in a tensor; 0 when there is none. Release it when done.
 */
lucid_status lucid_tensor_grad(lucid_tensor tensor, lucid_tensor *gradient);

/**
 * Replaces the gradient of a tensor; 0 removes it.
 */
lucid_status lucid_tensor_set_grad(lucid_tensor tensor, lucid_tensor gradient);

/**
 * Adds an owner: one more release is then needed.
 */
lucid_status lucid_tensor_retain(lucid_tensor tensor);

/**
 * Removes an owner; with the last one the handle becomes stale. Releasing 0 does nothing.
 */
lucid_status lucid_tensor_release(lucid_tensor tensor);

/* Values for lucid_call. */

static inline lucid_value lucid_value_default(void) { lucid_value value = {0}; return value; }
static inline lucid_value lucid_value_none(void) { lucid_value value = {0}; value.kind = LUCID_KIND_NONE; return value; }
static inline lucid_value lucid_value_tensor(lucid_tensor tensor)
{ lucid_value value = {0}; value.kind = LUCID_KIND_TENSOR; value.as.tensor = tensor; return value; }
static inline lucid_value lucid_value_int(int64_t integer)
{ lucid_value value = {0}; value.kind = LUCID_KIND_INT; value.as.integer = integer; return value; }
static inline lucid_value lucid_value_float(double real)
{ lucid_value value = {0}; value.kind = LUCID_KIND_FLOAT; value.as.real = real; return value; }
static inline lucid_value lucid_value_bool(bool truth)
{ lucid_value value = {0}; value.kind = LUCID_KIND_BOOL; value.as.integer = truth; return value; }
static inline lucid_value lucid_value_string(const char *text)
{ lucid_value value = {0}; value.kind = LUCID_KIND_STRING; value.as.text = text; return value; }
static inline lucid_value lucid_value_ints(const int64_t *integers, size_t count)
{ lucid_value value = {0}; value.kind = LUCID_KIND_INTS; value.as.integers = integers; value.count = count; return value; }
static inline lucid_value lucid_value_floats(const double *reals, size_t count)
{ lucid_value value = {0}; value.kind = LUCID_KIND_FLOATS; value.as.reals = reals; value.count = count; return value; }
static inline lucid_value lucid_value_tensors(const lucid_tensor *tensors, size_t count)
{ lucid_value value = {0}; value.kind = LUCID_KIND_TENSORS; value.as.tensors = tensors; value.count = count; return value; }
static inline lucid_value lucid_value_dtype(lucid_dtype dtype)
{ lucid_value value = {0}; value.kind = LUCID_KIND_DTYPE; value.as.integer = dtype; return value; }
static inline lucid_value lucid_value_device(lucid_device device)
{ lucid_value value = {0}; value.kind = LUCID_KIND_DEVICE; value.as.integer = device; return value; }

/**
 * Absolute value of each element; of complex elements the real modulus.
 * abs(Tensor input) -> Tensor
 */
static inline lucid_status lucid_abs(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("abs", lucid_arguments, 1, result, &result_count);
}

/**
 * Absolute value of each element; of complex elements the real modulus. Writes into the first operand.
 * abs(Tensor input) -> Tensor
 */
static inline lucid_status lucid_abs_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("abs_", lucid_arguments, 1, result, &result_count);
}

/**
 * Inverse cosine of each element, in radians.
 * acos(Tensor input) -> Tensor
 */
static inline lucid_status lucid_acos(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("acos", lucid_arguments, 1, result, &result_count);
}

/**
 * Inverse cosine of each element, in radians. Writes into the first operand.
 * acos(Tensor input) -> Tensor
 */
static inline lucid_status lucid_acos_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("acos_", lucid_arguments, 1, result, &result_count);
}

/**
 * Inverse hyperbolic cosine of each element.
 * acosh(Tensor input) -> Tensor
 */
static inline lucid_status lucid_acosh(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("acosh", lucid_arguments, 1, result, &result_count);
}

/**
 * Inverse hyperbolic cosine of each element. Writes into the first operand.
 * acosh(Tensor input) -> Tensor
 */
static inline lucid_status lucid_acosh_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("acosh_", lucid_arguments, 1, result, &result_count);
}

/**
 * The mean of each of output_size bins of (N, C, L), bin i of m from floor(i n / m) to ceil((i + 1) n / m).
 * adaptive_avg_pool1d(Tensor input, int[1] output_size) -> Tensor
 */
static inline lucid_status lucid_adaptive_avg_pool1d(lucid_tensor input, const int64_t *output_size, size_t output_size_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(output_size, output_size_count);
    return lucid_call("adaptive_avg_pool1d", lucid_arguments, 2, result, &result_count);
}

/**
 * The mean of each of output_size bins of (N, C, H, W), bin i of m from floor(i n / m) to ceil((i + 1) n / m).
 * adaptive_avg_pool2d(Tensor input, int[2] output_size) -> Tensor
 */
static inline lucid_status lucid_adaptive_avg_pool2d(lucid_tensor input, const int64_t *output_size, size_t output_size_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(output_size, output_size_count);
    return lucid_call("adaptive_avg_pool2d", lucid_arguments, 2, result, &result_count);
}

/**
 * The mean of each of output_size bins of (N, C, D, H, W), bin i of m from floor(i n / m) to ceil((i + 1) n / m).
 * adaptive_avg_pool3d(Tensor input, int[3] output_size) -> Tensor
 */
static inline lucid_status lucid_adaptive_avg_pool3d(lucid_tensor input, const int64_t *output_size, size_t output_size_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(output_size, output_size_count);
    return lucid_call("adaptive_avg_pool3d", lucid_arguments, 2, result, &result_count);
}

/**
 * The greatest of each of output_size bins of (N, C, L), bin i of m from floor(i n / m) to ceil((i + 1) n / m), and where it is.
 * adaptive_max_pool1d(Tensor input, int[1] output_size) -> (Tensor result, Tensor indices)
 */
static inline lucid_status lucid_adaptive_max_pool1d(lucid_tensor input, const int64_t *output_size, size_t output_size_count, lucid_tensor results[2])
{
    lucid_value lucid_arguments[2];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(output_size, output_size_count);
    return lucid_call("adaptive_max_pool1d", lucid_arguments, 2, results, &result_count);
}

/**
 * The greatest of each of output_size bins of (N, C, H, W), bin i of m from floor(i n / m) to ceil((i + 1) n / m), and where it is.
 * adaptive_max_pool2d(Tensor input, int[2] output_size) -> (Tensor result, Tensor indices)
 */
static inline lucid_status lucid_adaptive_max_pool2d(lucid_tensor input, const int64_t *output_size, size_t output_size_count, lucid_tensor results[2])
{
    lucid_value lucid_arguments[2];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(output_size, output_size_count);
    return lucid_call("adaptive_max_pool2d", lucid_arguments, 2, results, &result_count);
}

/**
 * The greatest of each of output_size bins of (N, C, D, H, W), bin i of m from floor(i n / m) to ceil((i + 1) n / m), and where it is.
 * adaptive_max_pool3d(Tensor input, int[3] output_size) -> (Tensor result, Tensor indices)
 */
static inline lucid_status lucid_adaptive_max_pool3d(lucid_tensor input, const int64_t *output_size, size_t output_size_count, lucid_tensor results[2])
{
    lucid_value lucid_arguments[2];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(output_size, output_size_count);
    return lucid_call("adaptive_max_pool3d", lucid_arguments, 2, results, &result_count);
}

/**
 * Sum of two tensors, or a tensor and a number, with broadcasting.
 * add(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_add(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("add", lucid_arguments, 2, result, &result_count);
}

/**
 * Sum of two tensors, or a tensor and a number, with broadcasting. Writes into the first operand.
 * add(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_add_(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("add_", lucid_arguments, 2, result, &result_count);
}

/**
 * input + alpha * other.
 * add.alpha(Tensor input, Tensor|Scalar other, *, Scalar alpha) -> Tensor
 */
static inline lucid_status lucid_add_alpha(lucid_tensor input, lucid_value other, lucid_value alpha, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    lucid_arguments[2] = alpha;
    return lucid_call("add.alpha", lucid_arguments, 3, result, &result_count);
}

/**
 * input + alpha * other. Writes into the first operand.
 * add.alpha(Tensor input, Tensor|Scalar other, *, Scalar alpha) -> Tensor
 */
static inline lucid_status lucid_add_alpha_(lucid_tensor input, lucid_value other, lucid_value alpha, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    lucid_arguments[2] = alpha;
    return lucid_call("add_.alpha", lucid_arguments, 3, result, &result_count);
}

/**
 * A number plus each element.
 * add.number(Scalar input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_add_number(lucid_value input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("add.number", lucid_arguments, 2, result, &result_count);
}

/**
 * beta * input + alpha * the sum of all products of a batch.
 * addbmm(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor
 */
static inline lucid_status lucid_addbmm(lucid_tensor input, lucid_tensor batch1, lucid_tensor batch2, lucid_value beta, lucid_value alpha, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(batch1);
    lucid_arguments[2] = lucid_value_tensor(batch2);
    lucid_arguments[3] = beta;
    lucid_arguments[4] = alpha;
    return lucid_call("addbmm", lucid_arguments, 5, result, &result_count);
}

/**
 * beta * input + alpha * the sum of all products of a batch. Writes into the first operand.
 * addbmm(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor
 */
static inline lucid_status lucid_addbmm_(lucid_tensor input, lucid_tensor batch1, lucid_tensor batch2, lucid_value beta, lucid_value alpha, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(batch1);
    lucid_arguments[2] = lucid_value_tensor(batch2);
    lucid_arguments[3] = beta;
    lucid_arguments[4] = alpha;
    return lucid_call("addbmm_", lucid_arguments, 5, result, &result_count);
}

/**
 * input + value * tensor1 / tensor2.
 * addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor
 */
static inline lucid_status lucid_addcdiv(lucid_tensor input, lucid_tensor tensor1, lucid_tensor tensor2, lucid_value value, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(tensor1);
    lucid_arguments[2] = lucid_value_tensor(tensor2);
    lucid_arguments[3] = value;
    return lucid_call("addcdiv", lucid_arguments, 4, result, &result_count);
}

/**
 * input + value * tensor1 / tensor2. Writes into the first operand.
 * addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor
 */
static inline lucid_status lucid_addcdiv_(lucid_tensor input, lucid_tensor tensor1, lucid_tensor tensor2, lucid_value value, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(tensor1);
    lucid_arguments[2] = lucid_value_tensor(tensor2);
    lucid_arguments[3] = value;
    return lucid_call("addcdiv_", lucid_arguments, 4, result, &result_count);
}

/**
 * input + value * tensor1 * tensor2.
 * addcmul(Tensor input, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor
 */
static inline lucid_status lucid_addcmul(lucid_tensor input, lucid_tensor tensor1, lucid_tensor tensor2, lucid_value value, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(tensor1);
    lucid_arguments[2] = lucid_value_tensor(tensor2);
    lucid_arguments[3] = value;
    return lucid_call("addcmul", lucid_arguments, 4, result, &result_count);
}

/**
 * input + value * tensor1 * tensor2. Writes into the first operand.
 * addcmul(Tensor input, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor
 */
static inline lucid_status lucid_addcmul_(lucid_tensor input, lucid_tensor tensor1, lucid_tensor tensor2, lucid_value value, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(tensor1);
    lucid_arguments[2] = lucid_value_tensor(tensor2);
    lucid_arguments[3] = value;
    return lucid_call("addcmul_", lucid_arguments, 4, result, &result_count);
}

/**
 * beta * input + alpha * (mat1 @ mat2).
 * addmm(Tensor input, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor
 */
static inline lucid_status lucid_addmm(lucid_tensor input, lucid_tensor mat1, lucid_tensor mat2, lucid_value beta, lucid_value alpha, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(mat1);
    lucid_arguments[2] = lucid_value_tensor(mat2);
    lucid_arguments[3] = beta;
    lucid_arguments[4] = alpha;
    return lucid_call("addmm", lucid_arguments, 5, result, &result_count);
}

/**
 * beta * input + alpha * (mat1 @ mat2). Writes into the first operand.
 * addmm(Tensor input, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor
 */
static inline lucid_status lucid_addmm_(lucid_tensor input, lucid_tensor mat1, lucid_tensor mat2, lucid_value beta, lucid_value alpha, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(mat1);
    lucid_arguments[2] = lucid_value_tensor(mat2);
    lucid_arguments[3] = beta;
    lucid_arguments[4] = alpha;
    return lucid_call("addmm_", lucid_arguments, 5, result, &result_count);
}

/**
 * beta * input + alpha * (mat @ vec).
 * addmv(Tensor input, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor
 */
static inline lucid_status lucid_addmv(lucid_tensor input, lucid_tensor mat, lucid_tensor vec, lucid_value beta, lucid_value alpha, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(mat);
    lucid_arguments[2] = lucid_value_tensor(vec);
    lucid_arguments[3] = beta;
    lucid_arguments[4] = alpha;
    return lucid_call("addmv", lucid_arguments, 5, result, &result_count);
}

/**
 * beta * input + alpha * (mat @ vec). Writes into the first operand.
 * addmv(Tensor input, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor
 */
static inline lucid_status lucid_addmv_(lucid_tensor input, lucid_tensor mat, lucid_tensor vec, lucid_value beta, lucid_value alpha, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(mat);
    lucid_arguments[2] = lucid_value_tensor(vec);
    lucid_arguments[3] = beta;
    lucid_arguments[4] = alpha;
    return lucid_call("addmv_", lucid_arguments, 5, result, &result_count);
}

/**
 * beta * input + alpha * the outer product of two vectors.
 * addr(Tensor input, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor
 */
static inline lucid_status lucid_addr(lucid_tensor input, lucid_tensor vec1, lucid_tensor vec2, lucid_value beta, lucid_value alpha, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(vec1);
    lucid_arguments[2] = lucid_value_tensor(vec2);
    lucid_arguments[3] = beta;
    lucid_arguments[4] = alpha;
    return lucid_call("addr", lucid_arguments, 5, result, &result_count);
}

/**
 * beta * input + alpha * the outer product of two vectors. Writes into the first operand.
 * addr(Tensor input, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor
 */
static inline lucid_status lucid_addr_(lucid_tensor input, lucid_tensor vec1, lucid_tensor vec2, lucid_value beta, lucid_value alpha, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(vec1);
    lucid_arguments[2] = lucid_value_tensor(vec2);
    lucid_arguments[3] = beta;
    lucid_arguments[4] = alpha;
    return lucid_call("addr_", lucid_arguments, 5, result, &result_count);
}

/**
 * The conjugate transpose of the last two dimensions.
 * adjoint(Tensor input) -> Tensor
 */
static inline lucid_status lucid_adjoint(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("adjoint", lucid_arguments, 1, result, &result_count);
}

/**
 * The grid of an affine map theta (N, 2, 3) for size (N, C, H, W), or (N, 3, 4) for (N, C, D, H, W).
 * affine_grid_generator(Tensor theta, int[] size, bool align_corners) -> Tensor
 */
static inline lucid_status lucid_affine_grid_generator(lucid_tensor theta, const int64_t *size, size_t size_count, bool align_corners, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(theta);
    lucid_arguments[1] = lucid_value_ints(size, size_count);
    lucid_arguments[2] = lucid_value_bool(align_corners);
    return lucid_call("affine_grid_generator", lucid_arguments, 3, result, &result_count);
}

/**
 * True where no element is zero; uint8 stays uint8.
 * all(Tensor input, int[1]? dim=None, bool keepdim=False) -> Tensor
 */
static inline lucid_status lucid_all(lucid_tensor input, const int64_t *dim, size_t dim_count, bool keepdim, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[2] = lucid_value_bool(keepdim);
    return lucid_call("all", lucid_arguments, 3, result, &result_count);
}

/**
 * Whether all elements are close.
 * allclose(Tensor input, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> bool
 */
static inline lucid_status lucid_allclose(lucid_tensor input, lucid_tensor other, double rtol, double atol, bool equal_nan, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    lucid_arguments[2] = lucid_value_float(rtol);
    lucid_arguments[3] = lucid_value_float(atol);
    lucid_arguments[4] = lucid_value_bool(equal_nan);
    return lucid_call("allclose", lucid_arguments, 5, result, &result_count);
}

/**
 * Largest elements over some dimensions, or over all; gradients are shared evenly among equals.
 * amax(Tensor input, int[1]? dim=None, bool keepdim=False) -> Tensor
 */
static inline lucid_status lucid_amax(lucid_tensor input, const int64_t *dim, size_t dim_count, bool keepdim, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[2] = lucid_value_bool(keepdim);
    return lucid_call("amax", lucid_arguments, 3, result, &result_count);
}

/**
 * Smallest elements over some dimensions, or over all; gradients are shared evenly among equals.
 * amin(Tensor input, int[1]? dim=None, bool keepdim=False) -> Tensor
 */
static inline lucid_status lucid_amin(lucid_tensor input, const int64_t *dim, size_t dim_count, bool keepdim, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[2] = lucid_value_bool(keepdim);
    return lucid_call("amin", lucid_arguments, 3, result, &result_count);
}

/**
 * Smallest and largest elements, along one dimension or of all.
 * aminmax(Tensor input, *, int? dim=None, bool keepdim=False) -> (Tensor min, Tensor max)
 */
static inline lucid_status lucid_aminmax(lucid_tensor input, const int64_t *dim, bool keepdim, lucid_tensor results[2])
{
    lucid_value lucid_arguments[3];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_int(*dim);
    lucid_arguments[2] = lucid_value_bool(keepdim);
    return lucid_call("aminmax", lucid_arguments, 3, results, &result_count);
}

/**
 * Angle of each element in the complex plane, in radians: 0 or π for real elements; NaN stays.
 * angle(Tensor input) -> Tensor
 */
static inline lucid_status lucid_angle(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("angle", lucid_arguments, 1, result, &result_count);
}

/**
 * Angle of each element in the complex plane, in radians: 0 or π for real elements; NaN stays. Writes into the first operand.
 * angle(Tensor input) -> Tensor
 */
static inline lucid_status lucid_angle_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("angle_", lucid_arguments, 1, result, &result_count);
}

/**
 * True where at least one element is non-zero; uint8 stays uint8.
 * any(Tensor input, int[1]? dim=None, bool keepdim=False) -> Tensor
 */
static inline lucid_status lucid_any(lucid_tensor input, const int64_t *dim, size_t dim_count, bool keepdim, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[2] = lucid_value_bool(keepdim);
    return lucid_call("any", lucid_arguments, 3, result, &result_count);
}

/**
 * Numbers from start up to (not including) end by step.
 * arange(Scalar start, Scalar end, Scalar step=1, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_arange(lucid_value start, lucid_value end, lucid_value step, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = start;
    lucid_arguments[1] = end;
    lucid_arguments[2] = step;
    lucid_arguments[3] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[4] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[5] = lucid_value_bool(requires_grad);
    return lucid_call("arange", lucid_arguments, 6, result, &result_count);
}

/**
 * Integers from 0 up to (not including) end.
 * arange.end(Scalar end, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_arange_end(lucid_value end, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = end;
    lucid_arguments[1] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[2] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[3] = lucid_value_bool(requires_grad);
    return lucid_call("arange.end", lucid_arguments, 4, result, &result_count);
}

/**
 * Position of the first largest element, along a dimension or in the flattened tensor.
 * argmax(Tensor input, int? dim=None, bool keepdim=False) -> Tensor
 */
static inline lucid_status lucid_argmax(lucid_tensor input, const int64_t *dim, bool keepdim, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_int(*dim);
    lucid_arguments[2] = lucid_value_bool(keepdim);
    return lucid_call("argmax", lucid_arguments, 3, result, &result_count);
}

/**
 * Position of the first smallest element, along a dimension or in the flattened tensor.
 * argmin(Tensor input, int? dim=None, bool keepdim=False) -> Tensor
 */
static inline lucid_status lucid_argmin(lucid_tensor input, const int64_t *dim, bool keepdim, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_int(*dim);
    lucid_arguments[2] = lucid_value_bool(keepdim);
    return lucid_call("argmin", lucid_arguments, 3, result, &result_count);
}

/**
 * Positions that sort a tensor along a dimension; equal elements keep their order.
 * argsort(Tensor input, int dim=-1, bool descending=False, *, bool stable=False) -> Tensor
 */
static inline lucid_status lucid_argsort(lucid_tensor input, int64_t dim, bool descending, bool stable, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_bool(descending);
    lucid_arguments[3] = lucid_value_bool(stable);
    return lucid_call("argsort", lucid_arguments, 4, result, &result_count);
}

/**
 * A view of given sizes, strides and offset into the storage, in elements.
 * as_strided(Tensor input, int[] size, int[] stride, int? storage_offset=None) -> Tensor
 */
static inline lucid_status lucid_as_strided(lucid_tensor input, const int64_t *size, size_t size_count, const int64_t *stride, size_t stride_count, const int64_t *storage_offset, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(size, size_count);
    lucid_arguments[2] = lucid_value_ints(stride, stride_count);
    lucid_arguments[3] = storage_offset == NULL ? lucid_value_default() : lucid_value_int(*storage_offset);
    return lucid_call("as_strided", lucid_arguments, 4, result, &result_count);
}

/**
 * A view of given sizes, strides and offset into the storage, in elements. Writes into the first operand.
 * as_strided(Tensor input, int[] size, int[] stride, int? storage_offset=None) -> Tensor
 */
static inline lucid_status lucid_as_strided_(lucid_tensor input, const int64_t *size, size_t size_count, const int64_t *stride, size_t stride_count, const int64_t *storage_offset, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(size, size_count);
    lucid_arguments[2] = lucid_value_ints(stride, stride_count);
    lucid_arguments[3] = storage_offset == NULL ? lucid_value_default() : lucid_value_int(*storage_offset);
    return lucid_call("as_strided_", lucid_arguments, 4, result, &result_count);
}

/**
 * The tensor with src written where a view of given sizes and strides looks.
 * as_strided_scatter(Tensor input, Tensor src, int[] size, int[] stride, int? storage_offset=None) -> Tensor
 */
static inline lucid_status lucid_as_strided_scatter(lucid_tensor input, lucid_tensor src, const int64_t *size, size_t size_count, const int64_t *stride, size_t stride_count, const int64_t *storage_offset, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(src);
    lucid_arguments[2] = lucid_value_ints(size, size_count);
    lucid_arguments[3] = lucid_value_ints(stride, stride_count);
    lucid_arguments[4] = storage_offset == NULL ? lucid_value_default() : lucid_value_int(*storage_offset);
    return lucid_call("as_strided_scatter", lucid_arguments, 5, result, &result_count);
}

/**
 * Inverse sine of each element, in radians.
 * asin(Tensor input) -> Tensor
 */
static inline lucid_status lucid_asin(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("asin", lucid_arguments, 1, result, &result_count);
}

/**
 * Inverse sine of each element, in radians. Writes into the first operand.
 * asin(Tensor input) -> Tensor
 */
static inline lucid_status lucid_asin_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("asin_", lucid_arguments, 1, result, &result_count);
}

/**
 * Inverse hyperbolic sine of each element.
 * asinh(Tensor input) -> Tensor
 */
static inline lucid_status lucid_asinh(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("asinh", lucid_arguments, 1, result, &result_count);
}

/**
 * Inverse hyperbolic sine of each element. Writes into the first operand.
 * asinh(Tensor input) -> Tensor
 */
static inline lucid_status lucid_asinh_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("asinh_", lucid_arguments, 1, result, &result_count);
}

/**
 * Inverse tangent of each element, in radians.
 * atan(Tensor input) -> Tensor
 */
static inline lucid_status lucid_atan(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("atan", lucid_arguments, 1, result, &result_count);
}

/**
 * Inverse tangent of each element, in radians. Writes into the first operand.
 * atan(Tensor input) -> Tensor
 */
static inline lucid_status lucid_atan_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("atan_", lucid_arguments, 1, result, &result_count);
}

/**
 * Angle of the point (other, input), in radians.
 * atan2(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_atan2(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("atan2", lucid_arguments, 2, result, &result_count);
}

/**
 * Angle of the point (other, input), in radians. Writes into the first operand.
 * atan2(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_atan2_(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("atan2_", lucid_arguments, 2, result, &result_count);
}

/**
 * Inverse hyperbolic tangent of each element.
 * atanh(Tensor input) -> Tensor
 */
static inline lucid_status lucid_atanh(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("atanh", lucid_arguments, 1, result, &result_count);
}

/**
 * Inverse hyperbolic tangent of each element. Writes into the first operand.
 * atanh(Tensor input) -> Tensor
 */
static inline lucid_status lucid_atanh_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("atanh_", lucid_arguments, 1, result, &result_count);
}

/**
 * The tensor with at least 1 dimension; a view where dimensions of size 1 are put in.
 * atleast_1d(Tensor input) -> Tensor
 */
static inline lucid_status lucid_atleast_1d(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("atleast_1d", lucid_arguments, 1, result, &result_count);
}

/**
 * Each tensor with at least 1 dimension.
 * atleast_1d.list(Tensor[] tensors) -> Tensor[]
 */
static inline lucid_status lucid_atleast_1d_list(const lucid_tensor *tensors, size_t tensors_count, lucid_tensor *results, size_t *result_count)
{
    lucid_value lucid_arguments[1];
    lucid_arguments[0] = lucid_value_tensors(tensors, tensors_count);
    return lucid_call("atleast_1d.list", lucid_arguments, 1, results, result_count);
}

/**
 * The tensor with at least 2 dimensions; a view where dimensions of size 1 are put in.
 * atleast_2d(Tensor input) -> Tensor
 */
static inline lucid_status lucid_atleast_2d(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("atleast_2d", lucid_arguments, 1, result, &result_count);
}

/**
 * Each tensor with at least 2 dimensions.
 * atleast_2d.list(Tensor[] tensors) -> Tensor[]
 */
static inline lucid_status lucid_atleast_2d_list(const lucid_tensor *tensors, size_t tensors_count, lucid_tensor *results, size_t *result_count)
{
    lucid_value lucid_arguments[1];
    lucid_arguments[0] = lucid_value_tensors(tensors, tensors_count);
    return lucid_call("atleast_2d.list", lucid_arguments, 1, results, result_count);
}

/**
 * The tensor with at least 3 dimensions; a view where dimensions of size 1 are put in.
 * atleast_3d(Tensor input) -> Tensor
 */
static inline lucid_status lucid_atleast_3d(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("atleast_3d", lucid_arguments, 1, result, &result_count);
}

/**
 * Each tensor with at least 3 dimensions.
 * atleast_3d.list(Tensor[] tensors) -> Tensor[]
 */
static inline lucid_status lucid_atleast_3d_list(const lucid_tensor *tensors, size_t tensors_count, lucid_tensor *results, size_t *result_count)
{
    lucid_value lucid_arguments[1];
    lucid_arguments[0] = lucid_value_tensors(tensors, tensors_count);
    return lucid_call("atleast_3d.list", lucid_arguments, 1, results, result_count);
}

/**
 * The mean of each window of (N, C, L); the batch dimension may lack. Padding counts as zeros, or not at all.
 * avg_pool1d(Tensor input, int[1] kernel_size, int[1] stride=[], int[1] padding=0, bool ceil_mode=False, bool count_include_pad=True) -> Tensor
 */
static inline lucid_status lucid_avg_pool1d(lucid_tensor input, const int64_t *kernel_size, size_t kernel_size_count, const int64_t *stride, size_t stride_count, const int64_t *padding, size_t padding_count, bool ceil_mode, bool count_include_pad, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(kernel_size, kernel_size_count);
    lucid_arguments[2] = stride == NULL ? lucid_value_default() : lucid_value_ints(stride, stride_count);
    lucid_arguments[3] = padding == NULL ? lucid_value_default() : lucid_value_ints(padding, padding_count);
    lucid_arguments[4] = lucid_value_bool(ceil_mode);
    lucid_arguments[5] = lucid_value_bool(count_include_pad);
    return lucid_call("avg_pool1d", lucid_arguments, 6, result, &result_count);
}

/**
 * The mean of each window of (N, C, H, W); the batch dimension may lack. Padding counts as zeros, or not at all.
 * avg_pool2d(Tensor input, int[2] kernel_size, int[2] stride=[], int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor
 */
static inline lucid_status lucid_avg_pool2d(lucid_tensor input, const int64_t *kernel_size, size_t kernel_size_count, const int64_t *stride, size_t stride_count, const int64_t *padding, size_t padding_count, bool ceil_mode, bool count_include_pad, const int64_t *divisor_override, lucid_tensor *result)
{
    lucid_value lucid_arguments[7];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(kernel_size, kernel_size_count);
    lucid_arguments[2] = stride == NULL ? lucid_value_default() : lucid_value_ints(stride, stride_count);
    lucid_arguments[3] = padding == NULL ? lucid_value_default() : lucid_value_ints(padding, padding_count);
    lucid_arguments[4] = lucid_value_bool(ceil_mode);
    lucid_arguments[5] = lucid_value_bool(count_include_pad);
    lucid_arguments[6] = divisor_override == NULL ? lucid_value_default() : lucid_value_int(*divisor_override);
    return lucid_call("avg_pool2d", lucid_arguments, 7, result, &result_count);
}

/**
 * The mean of each window of (N, C, D, H, W); the batch dimension may lack. Padding counts as zeros, or not at all.
 * avg_pool3d(Tensor input, int[3] kernel_size, int[3] stride=[], int[3] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor
 */
static inline lucid_status lucid_avg_pool3d(lucid_tensor input, const int64_t *kernel_size, size_t kernel_size_count, const int64_t *stride, size_t stride_count, const int64_t *padding, size_t padding_count, bool ceil_mode, bool count_include_pad, const int64_t *divisor_override, lucid_tensor *result)
{
    lucid_value lucid_arguments[7];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(kernel_size, kernel_size_count);
    lucid_arguments[2] = stride == NULL ? lucid_value_default() : lucid_value_ints(stride, stride_count);
    lucid_arguments[3] = padding == NULL ? lucid_value_default() : lucid_value_ints(padding, padding_count);
    lucid_arguments[4] = lucid_value_bool(ceil_mode);
    lucid_arguments[5] = lucid_value_bool(count_include_pad);
    lucid_arguments[6] = divisor_override == NULL ? lucid_value_default() : lucid_value_int(*divisor_override);
    return lucid_call("avg_pool3d", lucid_arguments, 7, result, &result_count);
}

/**
 * beta * input + alpha * (batch1 @ batch2), batch by batch.
 * baddbmm(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor
 */
static inline lucid_status lucid_baddbmm(lucid_tensor input, lucid_tensor batch1, lucid_tensor batch2, lucid_value beta, lucid_value alpha, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(batch1);
    lucid_arguments[2] = lucid_value_tensor(batch2);
    lucid_arguments[3] = beta;
    lucid_arguments[4] = alpha;
    return lucid_call("baddbmm", lucid_arguments, 5, result, &result_count);
}

/**
 * beta * input + alpha * (batch1 @ batch2), batch by batch. Writes into the first operand.
 * baddbmm(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor
 */
static inline lucid_status lucid_baddbmm_(lucid_tensor input, lucid_tensor batch1, lucid_tensor batch2, lucid_value beta, lucid_value alpha, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(batch1);
    lucid_arguments[2] = lucid_value_tensor(batch2);
    lucid_arguments[3] = beta;
    lucid_arguments[4] = alpha;
    return lucid_call("baddbmm_", lucid_arguments, 5, result, &result_count);
}

/**
 * Bartlett window: a triangle that starts and ends at zero.
 * bartlett_window(int window_length, bool periodic=True, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_bartlett_window(int64_t window_length, bool periodic, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_int(window_length);
    lucid_arguments[1] = lucid_value_bool(periodic);
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[3] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[4] = lucid_value_bool(requires_grad);
    return lucid_call("bartlett_window", lucid_arguments, 5, result, &result_count);
}

/**
 * Batch normalisation (S. Ioffe, C. Szegedy, 2015): every channel (dimension 1) by its own statistics in training, which the running ones then follow, else by the running ones.
 * batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, bool cudnn_enabled) -> Tensor
 */
static inline lucid_status lucid_batch_norm(lucid_tensor input, lucid_tensor weight, lucid_tensor bias, lucid_tensor running_mean, lucid_tensor running_var, bool training, double momentum, double eps, bool cudnn_enabled, lucid_tensor *result)
{
    lucid_value lucid_arguments[9];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = weight == 0 ? lucid_value_none() : lucid_value_tensor(weight);
    lucid_arguments[2] = bias == 0 ? lucid_value_none() : lucid_value_tensor(bias);
    lucid_arguments[3] = running_mean == 0 ? lucid_value_none() : lucid_value_tensor(running_mean);
    lucid_arguments[4] = running_var == 0 ? lucid_value_none() : lucid_value_tensor(running_var);
    lucid_arguments[5] = lucid_value_bool(training);
    lucid_arguments[6] = lucid_value_float(momentum);
    lucid_arguments[7] = lucid_value_float(eps);
    lucid_arguments[8] = lucid_value_bool(cudnn_enabled);
    return lucid_call("batch_norm", lucid_arguments, 9, result, &result_count);
}

/**
 * 1 with the probability that each element gives, else 0.
 * bernoulli(Tensor input, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_bernoulli(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_default();
    return lucid_call("bernoulli", lucid_arguments, 2, result, &result_count);
}

/**
 * 1 with a probability, else 0, in the shape and type of the tensor.
 * bernoulli.p(Tensor input, float p=0.5, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_bernoulli_p(lucid_tensor input, double p, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_float(p);
    lucid_arguments[2] = lucid_value_default();
    return lucid_call("bernoulli.p", lucid_arguments, 3, result, &result_count);
}

/**
 * 1 with a probability, else 0, in the shape and type of the tensor. Writes into the first operand.
 * bernoulli.p(Tensor input, float p=0.5, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_bernoulli_p_(lucid_tensor input, double p, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_float(p);
    lucid_arguments[2] = lucid_value_default();
    return lucid_call("bernoulli_.p", lucid_arguments, 3, result, &result_count);
}

/**
 * 1 with a probability, else 0, in a new tensor of a given size.
 * bernoulli.size(float p, *, int[] size, ScalarType? dtype=None, Device? device=None, bool requires_grad=False, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_bernoulli_size(double p, const int64_t *size, size_t size_count, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_float(p);
    lucid_arguments[1] = lucid_value_ints(size, size_count);
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[3] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[4] = lucid_value_bool(requires_grad);
    lucid_arguments[5] = lucid_value_default();
    return lucid_call("bernoulli.size", lucid_arguments, 6, result, &result_count);
}

/**
 * 1 with the probability that each element of p gives, else 0, in the shape and type of the tensor.
 * bernoulli.tensor(Tensor input, Tensor p, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_bernoulli_tensor(lucid_tensor input, lucid_tensor p, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(p);
    lucid_arguments[2] = lucid_value_default();
    return lucid_call("bernoulli.tensor", lucid_arguments, 3, result, &result_count);
}

/**
 * 1 with the probability that each element of p gives, else 0, in the shape and type of the tensor. Writes into the first operand.
 * bernoulli.tensor(Tensor input, Tensor p, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_bernoulli_tensor_(lucid_tensor input, lucid_tensor p, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(p);
    lucid_arguments[2] = lucid_value_default();
    return lucid_call("bernoulli_.tensor", lucid_arguments, 3, result, &result_count);
}

/**
 * Converts to bfloat16.
 * bfloat16(Tensor input, *, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_bfloat16(lucid_tensor input, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("bfloat16", lucid_arguments, 2, result, &result_count);
}

/**
 * How often each non-negative integer occurs, or the sum of the weights where it does.
 * bincount(Tensor input, Tensor? weights=None, int minlength=0) -> Tensor
 */
static inline lucid_status lucid_bincount(lucid_tensor input, lucid_tensor weights, int64_t minlength, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = weights == 0 ? lucid_value_default() : lucid_value_tensor(weights);
    lucid_arguments[2] = lucid_value_int(minlength);
    return lucid_call("bincount", lucid_arguments, 3, result, &result_count);
}

/**
 * Numbers of successes in count trials of probability prob, element by element.
 * binomial(Tensor count, Tensor prob, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_binomial(lucid_tensor count, lucid_tensor prob, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(count);
    lucid_arguments[1] = lucid_value_tensor(prob);
    lucid_arguments[2] = lucid_value_default();
    return lucid_call("binomial", lucid_arguments, 3, result, &result_count);
}

/**
 * Bits set in both.
 * bitwise_and(Tensor|Scalar input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_bitwise_and(lucid_value input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = other;
    return lucid_call("bitwise_and", lucid_arguments, 2, result, &result_count);
}

/**
 * Bits set in both. Writes into the first operand.
 * bitwise_and(Tensor|Scalar input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_bitwise_and_(lucid_value input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = other;
    return lucid_call("bitwise_and_", lucid_arguments, 2, result, &result_count);
}

/**
 * input times 2 to the power other, in integers; 0 when the shift is negative or too wide.
 * bitwise_left_shift(Tensor|Scalar input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_bitwise_left_shift(lucid_value input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = other;
    return lucid_call("bitwise_left_shift", lucid_arguments, 2, result, &result_count);
}

/**
 * input times 2 to the power other, in integers; 0 when the shift is negative or too wide. Writes into the first operand.
 * bitwise_left_shift(Tensor|Scalar input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_bitwise_left_shift_(lucid_value input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = other;
    return lucid_call("bitwise_left_shift_", lucid_arguments, 2, result, &result_count);
}

/**
 * Every bit flipped; truth values negated.
 * bitwise_not(Tensor input) -> Tensor
 */
static inline lucid_status lucid_bitwise_not(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("bitwise_not", lucid_arguments, 1, result, &result_count);
}

/**
 * Every bit flipped; truth values negated. Writes into the first operand.
 * bitwise_not(Tensor input) -> Tensor
 */
static inline lucid_status lucid_bitwise_not_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("bitwise_not_", lucid_arguments, 1, result, &result_count);
}

/**
 * Bits set in either.
 * bitwise_or(Tensor|Scalar input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_bitwise_or(lucid_value input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = other;
    return lucid_call("bitwise_or", lucid_arguments, 2, result, &result_count);
}

/**
 * Bits set in either. Writes into the first operand.
 * bitwise_or(Tensor|Scalar input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_bitwise_or_(lucid_value input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = other;
    return lucid_call("bitwise_or_", lucid_arguments, 2, result, &result_count);
}

/**
 * input divided by 2 to the power other, rounded down; the sign alone when the shift is negative or too wide.
 * bitwise_right_shift(Tensor|Scalar input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_bitwise_right_shift(lucid_value input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = other;
    return lucid_call("bitwise_right_shift", lucid_arguments, 2, result, &result_count);
}

/**
 * input divided by 2 to the power other, rounded down; the sign alone when the shift is negative or too wide. Writes into the first operand.
 * bitwise_right_shift(Tensor|Scalar input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_bitwise_right_shift_(lucid_value input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = other;
    return lucid_call("bitwise_right_shift_", lucid_arguments, 2, result, &result_count);
}

/**
 * Bits set in exactly one.
 * bitwise_xor(Tensor|Scalar input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_bitwise_xor(lucid_value input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = other;
    return lucid_call("bitwise_xor", lucid_arguments, 2, result, &result_count);
}

/**
 * Bits set in exactly one. Writes into the first operand.
 * bitwise_xor(Tensor|Scalar input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_bitwise_xor_(lucid_value input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = other;
    return lucid_call("bitwise_xor_", lucid_arguments, 2, result, &result_count);
}

/**
 * Blackman window: three cosine terms.
 * blackman_window(int window_length, bool periodic=True, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_blackman_window(int64_t window_length, bool periodic, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_int(window_length);
    lucid_arguments[1] = lucid_value_bool(periodic);
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[3] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[4] = lucid_value_bool(requires_grad);
    return lucid_call("blackman_window", lucid_arguments, 5, result, &result_count);
}

/**
 * Matrices put along the diagonal of a matrix of zeros; vectors are rows.
 * _block_diag(Tensor[] tensors) -> Tensor
 */
static inline lucid_status lucid__block_diag(const lucid_tensor *tensors, size_t tensors_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensors(tensors, tensors_count);
    return lucid_call("_block_diag", lucid_arguments, 1, result, &result_count);
}

/**
 * Products of two batches of matrices of the same number.
 * bmm(Tensor input, Tensor mat2) -> Tensor
 */
static inline lucid_status lucid_bmm(lucid_tensor input, lucid_tensor mat2, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(mat2);
    return lucid_call("bmm", lucid_arguments, 2, result, &result_count);
}

/**
 * Converts to bool.
 * bool(Tensor input, *, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_bool(lucid_tensor input, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("bool", lucid_arguments, 2, result, &result_count);
}

/**
 * Views of all tensors in their common shape.
 * broadcast_tensors(Tensor[] tensors) -> Tensor[]
 */
static inline lucid_status lucid_broadcast_tensors(const lucid_tensor *tensors, size_t tensors_count, lucid_tensor *results, size_t *result_count)
{
    lucid_value lucid_arguments[1];
    lucid_arguments[0] = lucid_value_tensors(tensors, tensors_count);
    return lucid_call("broadcast_tensors", lucid_arguments, 1, results, result_count);
}

/**
 * Repeats dimensions of size 1 without copying.
 * broadcast_to(Tensor input, int[] shape) -> Tensor
 */
static inline lucid_status lucid_broadcast_to(lucid_tensor input, const int64_t *shape, size_t shape_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(shape, shape_count);
    return lucid_call("broadcast_to", lucid_arguments, 2, result, &result_count);
}

/**
 * The bucket between ascending boundaries into which each element falls.
 * bucketize(Tensor|Scalar input, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor
 */
static inline lucid_status lucid_bucketize(lucid_value input, lucid_tensor boundaries, bool out_int32, bool right, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = lucid_value_tensor(boundaries);
    lucid_arguments[2] = lucid_value_bool(out_int32);
    lucid_arguments[3] = lucid_value_bool(right);
    return lucid_call("bucketize", lucid_arguments, 4, result, &result_count);
}

/**
 * Converts to uint8.
 * byte(Tensor input, *, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_byte(lucid_tensor input, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("byte", lucid_arguments, 2, result, &result_count);
}

/**
 * All tuples with one element of each vector, as rows.
 * _cartesian_prod(Tensor[] tensors) -> Tensor
 */
static inline lucid_status lucid__cartesian_prod(const lucid_tensor *tensors, size_t tensors_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensors(tensors, tensors_count);
    return lucid_call("_cartesian_prod", lucid_arguments, 1, result, &result_count);
}

/**
 * Tensors laid end to end along one dimension; the other sizes must agree.
 * cat(Tensor[] tensors, int dim=0) -> Tensor
 */
static inline lucid_status lucid_cat(const lucid_tensor *tensors, size_t tensors_count, int64_t dim, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensors(tensors, tensors_count);
    lucid_arguments[1] = lucid_value_int(dim);
    return lucid_call("cat", lucid_arguments, 2, result, &result_count);
}

/**
 * Cauchy random numbers of a median and a scale in the shape and type of the tensor.
 * cauchy(Tensor input, float median=0.0, float sigma=1.0, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_cauchy(lucid_tensor input, double median, double sigma, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_float(median);
    lucid_arguments[2] = lucid_value_float(sigma);
    lucid_arguments[3] = lucid_value_default();
    return lucid_call("cauchy", lucid_arguments, 4, result, &result_count);
}

/**
 * Cauchy random numbers of a median and a scale in the shape and type of the tensor. Writes into the first operand.
 * cauchy(Tensor input, float median=0.0, float sigma=1.0, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_cauchy_(lucid_tensor input, double median, double sigma, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_float(median);
    lucid_arguments[2] = lucid_value_float(sigma);
    lucid_arguments[3] = lucid_value_default();
    return lucid_call("cauchy_", lucid_arguments, 4, result, &result_count);
}

/**
 * Distances of order p between every row of x1 and every row of x2, in batches that broadcast.
 * cdist(Tensor x1, Tensor x2, float p=2, str? compute_mode=None) -> Tensor
 */
static inline lucid_status lucid_cdist(lucid_tensor x1, lucid_tensor x2, double p, const char *compute_mode, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(x1);
    lucid_arguments[1] = lucid_value_tensor(x2);
    lucid_arguments[2] = lucid_value_float(p);
    lucid_arguments[3] = compute_mode == NULL ? lucid_value_default() : lucid_value_string(compute_mode);
    return lucid_call("cdist", lucid_arguments, 4, result, &result_count);
}

/**
 * The smallest integer not below each element.
 * ceil(Tensor input) -> Tensor
 */
static inline lucid_status lucid_ceil(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("ceil", lucid_arguments, 1, result, &result_count);
}

/**
 * The smallest integer not below each element. Writes into the first operand.
 * ceil(Tensor input) -> Tensor
 */
static inline lucid_status lucid_ceil_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("ceil_", lucid_arguments, 1, result, &result_count);
}

/**
 * x above zero, alpha (e^(x / alpha) - 1) below (Barron 2017).
 * celu(Tensor input, Scalar alpha=1.0) -> Tensor
 */
static inline lucid_status lucid_celu(lucid_tensor input, lucid_value alpha, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = alpha;
    return lucid_call("celu", lucid_arguments, 2, result, &result_count);
}

/**
 * x above zero, alpha (e^(x / alpha) - 1) below (Barron 2017). Writes into the first operand.
 * celu(Tensor input, Scalar alpha=1.0) -> Tensor
 */
static inline lucid_status lucid_celu_(lucid_tensor input, lucid_value alpha, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = alpha;
    return lucid_call("celu_", lucid_arguments, 2, result, &result_count);
}

/**
 * Product of matrices in the order with the fewest multiplications.
 * _chain_matmul(Tensor[] matrices) -> Tensor
 */
static inline lucid_status lucid__chain_matmul(const lucid_tensor *matrices, size_t matrices_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensors(matrices, matrices_count);
    return lucid_call("_chain_matmul", lucid_arguments, 1, result, &result_count);
}

/**
 * Converts to int8.
 * char(Tensor input, *, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_char(lucid_tensor input, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("char", lucid_arguments, 2, result, &result_count);
}

/**
 * Inverses of matrices from their Cholesky factors.
 * cholesky_inverse(Tensor input, bool upper=False) -> Tensor
 */
static inline lucid_status lucid_cholesky_inverse(lucid_tensor input, bool upper, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_bool(upper);
    return lucid_call("cholesky_inverse", lucid_arguments, 2, result, &result_count);
}

/**
 * Solutions X of A X = input, where input2 is the Cholesky factor of A.
 * cholesky_solve(Tensor input, Tensor input2, bool upper=False) -> Tensor
 */
static inline lucid_status lucid_cholesky_solve(lucid_tensor input, lucid_tensor input2, bool upper, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(input2);
    lucid_arguments[2] = lucid_value_bool(upper);
    return lucid_call("cholesky_solve", lucid_arguments, 3, result, &result_count);
}

/**
 * Views of at most the given number of equal pieces along a dimension.
 * chunk(Tensor input, int chunks, int dim=0) -> Tensor[]
 */
static inline lucid_status lucid_chunk(lucid_tensor input, int64_t chunks, int64_t dim, lucid_tensor *results, size_t *result_count)
{
    lucid_value lucid_arguments[3];
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(chunks);
    lucid_arguments[2] = lucid_value_int(dim);
    return lucid_call("chunk", lucid_arguments, 3, results, result_count);
}

/**
 * Elements held between two bounds, either of which may be absent.
 * clamp(Tensor input, Tensor|Scalar? min=None, Tensor|Scalar? max=None) -> Tensor
 */
static inline lucid_status lucid_clamp(lucid_tensor input, lucid_value min, lucid_value max, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = min;
    lucid_arguments[2] = max;
    return lucid_call("clamp", lucid_arguments, 3, result, &result_count);
}

/**
 * Elements held between two bounds, either of which may be absent. Writes into the first operand.
 * clamp(Tensor input, Tensor|Scalar? min=None, Tensor|Scalar? max=None) -> Tensor
 */
static inline lucid_status lucid_clamp_(lucid_tensor input, lucid_value min, lucid_value max, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = min;
    lucid_arguments[2] = max;
    return lucid_call("clamp_", lucid_arguments, 3, result, &result_count);
}

/**
 * Elements not above a bound.
 * clamp_max(Tensor input, Tensor|Scalar max) -> Tensor
 */
static inline lucid_status lucid_clamp_max(lucid_tensor input, lucid_value max, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = max;
    return lucid_call("clamp_max", lucid_arguments, 2, result, &result_count);
}

/**
 * Elements not above a bound. Writes into the first operand.
 * clamp_max(Tensor input, Tensor|Scalar max) -> Tensor
 */
static inline lucid_status lucid_clamp_max_(lucid_tensor input, lucid_value max, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = max;
    return lucid_call("clamp_max_", lucid_arguments, 2, result, &result_count);
}

/**
 * Elements not below a bound.
 * clamp_min(Tensor input, Tensor|Scalar min) -> Tensor
 */
static inline lucid_status lucid_clamp_min(lucid_tensor input, lucid_value min, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = min;
    return lucid_call("clamp_min", lucid_arguments, 2, result, &result_count);
}

/**
 * Elements not below a bound. Writes into the first operand.
 * clamp_min(Tensor input, Tensor|Scalar min) -> Tensor
 */
static inline lucid_status lucid_clamp_min_(lucid_tensor input, lucid_value min, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = min;
    return lucid_call("clamp_min_", lucid_arguments, 2, result, &result_count);
}

/**
 * A copy with memory of its own; a dense tensor keeps the order of its dimensions unless a memory format is given.
 * clone(Tensor input, *, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_clone(lucid_tensor input, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("clone", lucid_arguments, 2, result, &result_count);
}

/**
 * Columns (N, C kh kw, L) added into planes (N, C, *output_size) where their windows lie; the batch dimension may lack.
 * col2im(Tensor input, int[2] output_size, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride) -> Tensor
 */
static inline lucid_status lucid_col2im(lucid_tensor input, const int64_t *output_size, size_t output_size_count, const int64_t *kernel_size, size_t kernel_size_count, const int64_t *dilation, size_t dilation_count, const int64_t *padding, size_t padding_count, const int64_t *stride, size_t stride_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(output_size, output_size_count);
    lucid_arguments[2] = lucid_value_ints(kernel_size, kernel_size_count);
    lucid_arguments[3] = lucid_value_ints(dilation, dilation_count);
    lucid_arguments[4] = lucid_value_ints(padding, padding_count);
    lucid_arguments[5] = lucid_value_ints(stride, stride_count);
    return lucid_call("col2im", lucid_arguments, 6, result, &result_count);
}

/**
 * Tensors laid side by side as columns: vectors become columns, matrices stay.
 * column_stack(Tensor[] tensors) -> Tensor
 */
static inline lucid_status lucid_column_stack(const lucid_tensor *tensors, size_t tensors_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensors(tensors, tensors_count);
    return lucid_call("column_stack", lucid_arguments, 1, result, &result_count);
}

/**
 * All combinations of r elements of a vector, as rows in lexicographic order of their positions.
 * combinations(Tensor input, int r=2, bool with_replacement=False) -> Tensor
 */
static inline lucid_status lucid_combinations(lucid_tensor input, int64_t r, bool with_replacement, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(r);
    lucid_arguments[2] = lucid_value_bool(with_replacement);
    return lucid_call("combinations", lucid_arguments, 3, result, &result_count);
}

/**
 * Complex numbers of given real and imaginary parts.
 * complex(Tensor real, Tensor imag) -> Tensor
 */
static inline lucid_status lucid_complex(lucid_tensor real, lucid_tensor imag, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(real);
    lucid_arguments[1] = lucid_value_tensor(imag);
    return lucid_call("complex", lucid_arguments, 2, result, &result_count);
}

/**
 * The complex conjugate; real tensors are returned as they are.
 * conj(Tensor input) -> Tensor
 */
static inline lucid_status lucid_conj(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("conj", lucid_arguments, 1, result, &result_count);
}

/**
 * The complex conjugate; real tensors are returned as they are.
 * conj_physical(Tensor input) -> Tensor
 */
static inline lucid_status lucid_conj_physical(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("conj_physical", lucid_arguments, 1, result, &result_count);
}

/**
 * The complex conjugate; real tensors are returned as they are. Writes into the first operand.
 * conj_physical(Tensor input) -> Tensor
 */
static inline lucid_status lucid_conj_physical_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("conj_physical_", lucid_arguments, 1, result, &result_count);
}

/**
 * The tensor itself when its elements lie in the order of the memory format (row-major, unless told otherwise), else a copy that does.
 * contiguous(Tensor input, *, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_contiguous(lucid_tensor input, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("contiguous", lucid_arguments, 2, result, &result_count);
}

/**
 * Convolution of (N, C, L) with weight (out, in / groups, k); the batch dimension may lack.
 * conv1d(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, int[1] padding=0, int[1] dilation=1, int groups=1) -> Tensor
 */
static inline lucid_status lucid_conv1d(lucid_tensor input, lucid_tensor weight, lucid_tensor bias, const int64_t *stride, size_t stride_count, const int64_t *padding, size_t padding_count, const int64_t *dilation, size_t dilation_count, int64_t groups, lucid_tensor *result)
{
    lucid_value lucid_arguments[7];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(weight);
    lucid_arguments[2] = bias == 0 ? lucid_value_default() : lucid_value_tensor(bias);
    lucid_arguments[3] = stride == NULL ? lucid_value_default() : lucid_value_ints(stride, stride_count);
    lucid_arguments[4] = padding == NULL ? lucid_value_default() : lucid_value_ints(padding, padding_count);
    lucid_arguments[5] = dilation == NULL ? lucid_value_default() : lucid_value_ints(dilation, dilation_count);
    lucid_arguments[6] = lucid_value_int(groups);
    return lucid_call("conv1d", lucid_arguments, 7, result, &result_count);
}

/**
 * Convolution whose padding is "valid" (none) or "same" (the output has the input's extents).
 * conv1d.padding(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, str padding='valid', int[1] dilation=1, int groups=1) -> Tensor
 */
static inline lucid_status lucid_conv1d_padding(lucid_tensor input, lucid_tensor weight, lucid_tensor bias, const int64_t *stride, size_t stride_count, const char *padding, const int64_t *dilation, size_t dilation_count, int64_t groups, lucid_tensor *result)
{
    lucid_value lucid_arguments[7];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(weight);
    lucid_arguments[2] = bias == 0 ? lucid_value_default() : lucid_value_tensor(bias);
    lucid_arguments[3] = stride == NULL ? lucid_value_default() : lucid_value_ints(stride, stride_count);
    lucid_arguments[4] = padding == NULL ? lucid_value_default() : lucid_value_string(padding);
    lucid_arguments[5] = dilation == NULL ? lucid_value_default() : lucid_value_ints(dilation, dilation_count);
    lucid_arguments[6] = lucid_value_int(groups);
    return lucid_call("conv1d.padding", lucid_arguments, 7, result, &result_count);
}

/**
 * Convolution of (N, C, H, W) with weight (out, in / groups, kh, kw); the batch dimension may lack.
 * conv2d(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, int[2] padding=0, int[2] dilation=1, int groups=1) -> Tensor
 */
static inline lucid_status lucid_conv2d(lucid_tensor input, lucid_tensor weight, lucid_tensor bias, const int64_t *stride, size_t stride_count, const int64_t *padding, size_t padding_count, const int64_t *dilation, size_t dilation_count, int64_t groups, lucid_tensor *result)
{
    lucid_value lucid_arguments[7];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(weight);
    lucid_arguments[2] = bias == 0 ? lucid_value_default() : lucid_value_tensor(bias);
    lucid_arguments[3] = stride == NULL ? lucid_value_default() : lucid_value_ints(stride, stride_count);
    lucid_arguments[4] = padding == NULL ? lucid_value_default() : lucid_value_ints(padding, padding_count);
    lucid_arguments[5] = dilation == NULL ? lucid_value_default() : lucid_value_ints(dilation, dilation_count);
    lucid_arguments[6] = lucid_value_int(groups);
    return lucid_call("conv2d", lucid_arguments, 7, result, &result_count);
}

/**
 * Convolution whose padding is "valid" (none) or "same" (the output has the input's extents).
 * conv2d.padding(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, str padding='valid', int[2] dilation=1, int groups=1) -> Tensor
 */
static inline lucid_status lucid_conv2d_padding(lucid_tensor input, lucid_tensor weight, lucid_tensor bias, const int64_t *stride, size_t stride_count, const char *padding, const int64_t *dilation, size_t dilation_count, int64_t groups, lucid_tensor *result)
{
    lucid_value lucid_arguments[7];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(weight);
    lucid_arguments[2] = bias == 0 ? lucid_value_default() : lucid_value_tensor(bias);
    lucid_arguments[3] = stride == NULL ? lucid_value_default() : lucid_value_ints(stride, stride_count);
    lucid_arguments[4] = padding == NULL ? lucid_value_default() : lucid_value_string(padding);
    lucid_arguments[5] = dilation == NULL ? lucid_value_default() : lucid_value_ints(dilation, dilation_count);
    lucid_arguments[6] = lucid_value_int(groups);
    return lucid_call("conv2d.padding", lucid_arguments, 7, result, &result_count);
}

/**
 * Convolution of (N, C, D, H, W) with weight (out, in / groups, kd, kh, kw); the batch dimension may lack.
 * conv3d(Tensor input, Tensor weight, Tensor? bias=None, int[3] stride=1, int[3] padding=0, int[3] dilation=1, int groups=1) -> Tensor
 */
static inline lucid_status lucid_conv3d(lucid_tensor input, lucid_tensor weight, lucid_tensor bias, const int64_t *stride, size_t stride_count, const int64_t *padding, size_t padding_count, const int64_t *dilation, size_t dilation_count, int64_t groups, lucid_tensor *result)
{
    lucid_value lucid_arguments[7];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(weight);
    lucid_arguments[2] = bias == 0 ? lucid_value_default() : lucid_value_tensor(bias);
    lucid_arguments[3] = stride == NULL ? lucid_value_default() : lucid_value_ints(stride, stride_count);
    lucid_arguments[4] = padding == NULL ? lucid_value_default() : lucid_value_ints(padding, padding_count);
    lucid_arguments[5] = dilation == NULL ? lucid_value_default() : lucid_value_ints(dilation, dilation_count);
    lucid_arguments[6] = lucid_value_int(groups);
    return lucid_call("conv3d", lucid_arguments, 7, result, &result_count);
}

/**
 * Convolution whose padding is "valid" (none) or "same" (the output has the input's extents).
 * conv3d.padding(Tensor input, Tensor weight, Tensor? bias=None, int[3] stride=1, str padding='valid', int[3] dilation=1, int groups=1) -> Tensor
 */
static inline lucid_status lucid_conv3d_padding(lucid_tensor input, lucid_tensor weight, lucid_tensor bias, const int64_t *stride, size_t stride_count, const char *padding, const int64_t *dilation, size_t dilation_count, int64_t groups, lucid_tensor *result)
{
    lucid_value lucid_arguments[7];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(weight);
    lucid_arguments[2] = bias == 0 ? lucid_value_default() : lucid_value_tensor(bias);
    lucid_arguments[3] = stride == NULL ? lucid_value_default() : lucid_value_ints(stride, stride_count);
    lucid_arguments[4] = padding == NULL ? lucid_value_default() : lucid_value_string(padding);
    lucid_arguments[5] = dilation == NULL ? lucid_value_default() : lucid_value_ints(dilation, dilation_count);
    lucid_arguments[6] = lucid_value_int(groups);
    return lucid_call("conv3d.padding", lucid_arguments, 7, result, &result_count);
}

/**
 * The transpose (input gradient) of a convolution of 1 spatial dimension; weight (in, out / groups, ...).
 * conv_transpose1d(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, int[1] padding=0, int[1] output_padding=0, int groups=1, int[1] dilation=1) -> Tensor
 */
static inline lucid_status lucid_conv_transpose1d(lucid_tensor input, lucid_tensor weight, lucid_tensor bias, const int64_t *stride, size_t stride_count, const int64_t *padding, size_t padding_count, const int64_t *output_padding, size_t output_padding_count, int64_t groups, const int64_t *dilation, size_t dilation_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[8];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(weight);
    lucid_arguments[2] = bias == 0 ? lucid_value_default() : lucid_value_tensor(bias);
    lucid_arguments[3] = stride == NULL ? lucid_value_default() : lucid_value_ints(stride, stride_count);
    lucid_arguments[4] = padding == NULL ? lucid_value_default() : lucid_value_ints(padding, padding_count);
    lucid_arguments[5] = output_padding == NULL ? lucid_value_default() : lucid_value_ints(output_padding, output_padding_count);
    lucid_arguments[6] = lucid_value_int(groups);
    lucid_arguments[7] = dilation == NULL ? lucid_value_default() : lucid_value_ints(dilation, dilation_count);
    return lucid_call("conv_transpose1d", lucid_arguments, 8, result, &result_count);
}

/**
 * The transpose (input gradient) of a convolution of 2 spatial dimensions; weight (in, out / groups, ...).
 * conv_transpose2d(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, int[2] padding=0, int[2] output_padding=0, int groups=1, int[2] dilation=1) -> Tensor
 */
static inline lucid_status lucid_conv_transpose2d(lucid_tensor input, lucid_tensor weight, lucid_tensor bias, const int64_t *stride, size_t stride_count, const int64_t *padding, size_t padding_count, const int64_t *output_padding, size_t output_padding_count, int64_t groups, const int64_t *dilation, size_t dilation_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[8];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(weight);
    lucid_arguments[2] = bias == 0 ? lucid_value_default() : lucid_value_tensor(bias);
    lucid_arguments[3] = stride == NULL ? lucid_value_default() : lucid_value_ints(stride, stride_count);
    lucid_arguments[4] = padding == NULL ? lucid_value_default() : lucid_value_ints(padding, padding_count);
    lucid_arguments[5] = output_padding == NULL ? lucid_value_default() : lucid_value_ints(output_padding, output_padding_count);
    lucid_arguments[6] = lucid_value_int(groups);
    lucid_arguments[7] = dilation == NULL ? lucid_value_default() : lucid_value_ints(dilation, dilation_count);
    return lucid_call("conv_transpose2d", lucid_arguments, 8, result, &result_count);
}

/**
 * The transpose (input gradient) of a convolution of 3 spatial dimensions; weight (in, out / groups, ...).
 * conv_transpose3d(Tensor input, Tensor weight, Tensor? bias=None, int[3] stride=1, int[3] padding=0, int[3] output_padding=0, int groups=1, int[3] dilation=1) -> Tensor
 */
static inline lucid_status lucid_conv_transpose3d(lucid_tensor input, lucid_tensor weight, lucid_tensor bias, const int64_t *stride, size_t stride_count, const int64_t *padding, size_t padding_count, const int64_t *output_padding, size_t output_padding_count, int64_t groups, const int64_t *dilation, size_t dilation_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[8];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(weight);
    lucid_arguments[2] = bias == 0 ? lucid_value_default() : lucid_value_tensor(bias);
    lucid_arguments[3] = stride == NULL ? lucid_value_default() : lucid_value_ints(stride, stride_count);
    lucid_arguments[4] = padding == NULL ? lucid_value_default() : lucid_value_ints(padding, padding_count);
    lucid_arguments[5] = output_padding == NULL ? lucid_value_default() : lucid_value_ints(output_padding, output_padding_count);
    lucid_arguments[6] = lucid_value_int(groups);
    lucid_arguments[7] = dilation == NULL ? lucid_value_default() : lucid_value_ints(dilation, dilation_count);
    return lucid_call("conv_transpose3d", lucid_arguments, 8, result, &result_count);
}

/**
 * Convolution (cross-correlation) over one to three spatial dimensions, or its transpose: input (N, C, ...), weight (out, in / groups, ...), transposed (in, out / groups, ...), bias (out,).
 * convolution(Tensor input, Tensor weight, Tensor? bias, int[] stride, int[] padding, int[] dilation, bool transposed, int[] output_padding, int groups) -> Tensor
 */
static inline lucid_status lucid_convolution(lucid_tensor input, lucid_tensor weight, lucid_tensor bias, const int64_t *stride, size_t stride_count, const int64_t *padding, size_t padding_count, const int64_t *dilation, size_t dilation_count, bool transposed, const int64_t *output_padding, size_t output_padding_count, int64_t groups, lucid_tensor *result)
{
    lucid_value lucid_arguments[9];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(weight);
    lucid_arguments[2] = bias == 0 ? lucid_value_none() : lucid_value_tensor(bias);
    lucid_arguments[3] = lucid_value_ints(stride, stride_count);
    lucid_arguments[4] = lucid_value_ints(padding, padding_count);
    lucid_arguments[5] = lucid_value_ints(dilation, dilation_count);
    lucid_arguments[6] = lucid_value_bool(transposed);
    lucid_arguments[7] = lucid_value_ints(output_padding, output_padding_count);
    lucid_arguments[8] = lucid_value_int(groups);
    return lucid_call("convolution", lucid_arguments, 9, result, &result_count);
}

/**
 * The values of another tensor in the shape and type of the first.
 * copy(Tensor input, Tensor src, bool non_blocking=False) -> Tensor
 */
static inline lucid_status lucid_copy(lucid_tensor input, lucid_tensor src, bool non_blocking, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(src);
    lucid_arguments[2] = lucid_value_bool(non_blocking);
    return lucid_call("copy", lucid_arguments, 3, result, &result_count);
}

/**
 * The values of another tensor in the shape and type of the first. Writes into the first operand.
 * copy(Tensor input, Tensor src, bool non_blocking=False) -> Tensor
 */
static inline lucid_status lucid_copy_(lucid_tensor input, lucid_tensor src, bool non_blocking, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(src);
    lucid_arguments[2] = lucid_value_bool(non_blocking);
    return lucid_call("copy_", lucid_arguments, 3, result, &result_count);
}

/**
 * The magnitude of input with the sign of other.
 * copysign(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_copysign(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("copysign", lucid_arguments, 2, result, &result_count);
}

/**
 * The magnitude of input with the sign of other. Writes into the first operand.
 * copysign(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_copysign_(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("copysign_", lucid_arguments, 2, result, &result_count);
}

/**
 * Pearson's correlation coefficients of variables (rows) over observations (columns).
 * corrcoef(Tensor input) -> Tensor
 */
static inline lucid_status lucid_corrcoef(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("corrcoef", lucid_arguments, 1, result, &result_count);
}

/**
 * Cosine of each element, in radians.
 * cos(Tensor input) -> Tensor
 */
static inline lucid_status lucid_cos(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("cos", lucid_arguments, 1, result, &result_count);
}

/**
 * Cosine of each element, in radians. Writes into the first operand.
 * cos(Tensor input) -> Tensor
 */
static inline lucid_status lucid_cos_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("cos_", lucid_arguments, 1, result, &result_count);
}

/**
 * Hyperbolic cosine of each element.
 * cosh(Tensor input) -> Tensor
 */
static inline lucid_status lucid_cosh(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("cosh", lucid_arguments, 1, result, &result_count);
}

/**
 * Hyperbolic cosine of each element. Writes into the first operand.
 * cosh(Tensor input) -> Tensor
 */
static inline lucid_status lucid_cosh_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("cosh_", lucid_arguments, 1, result, &result_count);
}

/**
 * How many elements are not zero, over some dimensions or over all.
 * count_nonzero(Tensor input, int[1]? dim=None) -> Tensor
 */
static inline lucid_status lucid_count_nonzero(lucid_tensor input, const int64_t *dim, size_t dim_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    return lucid_call("count_nonzero", lucid_arguments, 2, result, &result_count);
}

/**
 * Covariance matrix of variables (rows) over observations (columns), with counts or weights of the observations.
 * cov(Tensor input, int correction=1, *, Tensor? fweights=None, Tensor? aweights=None) -> Tensor
 */
static inline lucid_status lucid_cov(lucid_tensor input, int64_t correction, lucid_tensor fweights, lucid_tensor aweights, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(correction);
    lucid_arguments[2] = fweights == 0 ? lucid_value_default() : lucid_value_tensor(fweights);
    lucid_arguments[3] = aweights == 0 ? lucid_value_default() : lucid_value_tensor(aweights);
    return lucid_call("cov", lucid_arguments, 4, result, &result_count);
}

/**
 * Moves to the cpu device.
 * cpu(Tensor input) -> Tensor
 */
static inline lucid_status lucid_cpu(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("cpu", lucid_arguments, 1, result, &result_count);
}

/**
 * Cross products of vectors along a dimension of size 3: the first such one when none is given.
 * cross(Tensor input, Tensor other, int? dim=None) -> Tensor
 */
static inline lucid_status lucid_cross(lucid_tensor input, lucid_tensor other, const int64_t *dim, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    lucid_arguments[2] = dim == NULL ? lucid_value_default() : lucid_value_int(*dim);
    return lucid_call("cross", lucid_arguments, 3, result, &result_count);
}

/**
 * Cross-entropy of scores and classes (indices, or probabilities of the input's shape); classes lie in dimension 1, or 0 of a vector.
 * cross_entropy(Tensor input, Tensor target, Tensor? weight=None, str reduction='mean', int ignore_index=-100, float label_smoothing=0.0) -> Tensor
 */
static inline lucid_status lucid_cross_entropy(lucid_tensor input, lucid_tensor target, lucid_tensor weight, const char *reduction, int64_t ignore_index, double label_smoothing, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(target);
    lucid_arguments[2] = weight == 0 ? lucid_value_default() : lucid_value_tensor(weight);
    lucid_arguments[3] = reduction == NULL ? lucid_value_default() : lucid_value_string(reduction);
    lucid_arguments[4] = lucid_value_int(ignore_index);
    lucid_arguments[5] = lucid_value_float(label_smoothing);
    return lucid_call("cross_entropy", lucid_arguments, 6, result, &result_count);
}

/**
 * Connectionist temporal classification (A. Graves et al., 2006) of log-probabilities (steps, samples, classes) and labels (samples, labels) or all in one vector. The mean divides each sample's loss by its labels first.
 * ctc_loss(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank=0, str reduction='mean', bool zero_infinity=False) -> Tensor
 */
static inline lucid_status lucid_ctc_loss(lucid_tensor log_probs, lucid_tensor targets, const int64_t *input_lengths, size_t input_lengths_count, const int64_t *target_lengths, size_t target_lengths_count, int64_t blank, const char *reduction, bool zero_infinity, lucid_tensor *result)
{
    lucid_value lucid_arguments[7];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(log_probs);
    lucid_arguments[1] = lucid_value_tensor(targets);
    lucid_arguments[2] = lucid_value_ints(input_lengths, input_lengths_count);
    lucid_arguments[3] = lucid_value_ints(target_lengths, target_lengths_count);
    lucid_arguments[4] = lucid_value_int(blank);
    lucid_arguments[5] = reduction == NULL ? lucid_value_default() : lucid_value_string(reduction);
    lucid_arguments[6] = lucid_value_bool(zero_infinity);
    return lucid_call("ctc_loss", lucid_arguments, 7, result, &result_count);
}

/**
 * Each element to the third power.
 * cube(Tensor input) -> Tensor
 */
static inline lucid_status lucid_cube(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("cube", lucid_arguments, 1, result, &result_count);
}

/**
 * Each element to the third power. Writes into the first operand.
 * cube(Tensor input) -> Tensor
 */
static inline lucid_status lucid_cube_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("cube_", lucid_arguments, 1, result, &result_count);
}

/**
 * The largest element so far along a dimension, and where it was last reached; NaN stays.
 * cummax(Tensor input, int dim=-1) -> (Tensor values, Tensor indices)
 */
static inline lucid_status lucid_cummax(lucid_tensor input, int64_t dim, lucid_tensor results[2])
{
    lucid_value lucid_arguments[2];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    return lucid_call("cummax", lucid_arguments, 2, results, &result_count);
}

/**
 * The smallest element so far along a dimension, and where it was last reached; NaN stays.
 * cummin(Tensor input, int dim=-1) -> (Tensor values, Tensor indices)
 */
static inline lucid_status lucid_cummin(lucid_tensor input, int64_t dim, lucid_tensor results[2])
{
    lucid_value lucid_arguments[2];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    return lucid_call("cummin", lucid_arguments, 2, results, &result_count);
}

/**
 * Running products along a dimension. Integers and bools multiply in int64.
 * cumprod(Tensor input, int dim=-1, *, ScalarType? dtype=None) -> Tensor
 */
static inline lucid_status lucid_cumprod(lucid_tensor input, int64_t dim, lucid_dtype dtype, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    return lucid_call("cumprod", lucid_arguments, 3, result, &result_count);
}

/**
 * Running products along a dimension. Integers and bools multiply in int64. Writes into the first operand.
 * cumprod(Tensor input, int dim=-1, *, ScalarType? dtype=None) -> Tensor
 */
static inline lucid_status lucid_cumprod_(lucid_tensor input, int64_t dim, lucid_dtype dtype, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    return lucid_call("cumprod_", lucid_arguments, 3, result, &result_count);
}

/**
 * Running sums along a dimension. Integers and bools add up in int64.
 * cumsum(Tensor input, int dim=-1, *, ScalarType? dtype=None) -> Tensor
 */
static inline lucid_status lucid_cumsum(lucid_tensor input, int64_t dim, lucid_dtype dtype, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    return lucid_call("cumsum", lucid_arguments, 3, result, &result_count);
}

/**
 * Running sums along a dimension. Integers and bools add up in int64. Writes into the first operand.
 * cumsum(Tensor input, int dim=-1, *, ScalarType? dtype=None) -> Tensor
 */
static inline lucid_status lucid_cumsum_(lucid_tensor input, int64_t dim, lucid_dtype dtype, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    return lucid_call("cumsum_", lucid_arguments, 3, result, &result_count);
}

/**
 * Running integral along a dimension by the trapezoidal rule, over sample points x or points dx apart.
 * cumulative_trapezoid(Tensor y, Tensor? x=None, *, Scalar dx=1, int dim=-1) -> Tensor
 */
static inline lucid_status lucid_cumulative_trapezoid(lucid_tensor y, lucid_tensor x, lucid_value dx, int64_t dim, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(y);
    lucid_arguments[1] = x == 0 ? lucid_value_default() : lucid_value_tensor(x);
    lucid_arguments[2] = dx;
    lucid_arguments[3] = lucid_value_int(dim);
    return lucid_call("cumulative_trapezoid", lucid_arguments, 4, result, &result_count);
}

/**
 * Degrees to radians.
 * deg2rad(Tensor input) -> Tensor
 */
static inline lucid_status lucid_deg2rad(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("deg2rad", lucid_arguments, 1, result, &result_count);
}

/**
 * Degrees to radians. Writes into the first operand.
 * deg2rad(Tensor input) -> Tensor
 */
static inline lucid_status lucid_deg2rad_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("deg2rad_", lucid_arguments, 1, result, &result_count);
}

/**
 * Determinants of square matrices.
 * det(Tensor input) -> Tensor
 */
static inline lucid_status lucid_det(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("det", lucid_arguments, 1, result, &result_count);
}

/**
 * A matrix with the vector on a diagonal; or the diagonal of a matrix, a copy.
 * diag(Tensor input, int diagonal=0) -> Tensor
 */
static inline lucid_status lucid_diag(lucid_tensor input, int64_t diagonal, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(diagonal);
    return lucid_call("diag", lucid_arguments, 2, result, &result_count);
}

/**
 * Matrices, in two new dimensions, with the last dimension on a diagonal and zeros elsewhere.
 * diag_embed(Tensor input, int offset=0, int dim1=-2, int dim2=-1) -> Tensor
 */
static inline lucid_status lucid_diag_embed(lucid_tensor input, int64_t offset, int64_t dim1, int64_t dim2, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(offset);
    lucid_arguments[2] = lucid_value_int(dim1);
    lucid_arguments[3] = lucid_value_int(dim2);
    return lucid_call("diag_embed", lucid_arguments, 4, result, &result_count);
}

/**
 * A matrix with all elements, flattened, on a diagonal.
 * diagflat(Tensor input, int offset=0) -> Tensor
 */
static inline lucid_status lucid_diagflat(lucid_tensor input, int64_t offset, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(offset);
    return lucid_call("diagflat", lucid_arguments, 2, result, &result_count);
}

/**
 * A view of the diagonal of two dimensions, as the last dimension.
 * diagonal(Tensor input, int offset=0, int dim1=0, int dim2=1) -> Tensor
 */
static inline lucid_status lucid_diagonal(lucid_tensor input, int64_t offset, int64_t dim1, int64_t dim2, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(offset);
    lucid_arguments[2] = lucid_value_int(dim1);
    lucid_arguments[3] = lucid_value_int(dim2);
    return lucid_call("diagonal", lucid_arguments, 4, result, &result_count);
}

/**
 * The tensor with src written on a diagonal.
 * diagonal_scatter(Tensor input, Tensor src, int offset=0, int dim1=0, int dim2=1) -> Tensor
 */
static inline lucid_status lucid_diagonal_scatter(lucid_tensor input, lucid_tensor src, int64_t offset, int64_t dim1, int64_t dim2, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(src);
    lucid_arguments[2] = lucid_value_int(offset);
    lucid_arguments[3] = lucid_value_int(dim1);
    lucid_arguments[4] = lucid_value_int(dim2);
    return lucid_call("diagonal_scatter", lucid_arguments, 5, result, &result_count);
}

/**
 * The n-th differences of neighbours along a dimension; bools differ by exclusive or.
 * diff(Tensor input, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None) -> Tensor
 */
static inline lucid_status lucid_diff(lucid_tensor input, int64_t n, int64_t dim, lucid_tensor prepend, lucid_tensor append, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(n);
    lucid_arguments[2] = lucid_value_int(dim);
    lucid_arguments[3] = prepend == 0 ? lucid_value_default() : lucid_value_tensor(prepend);
    lucid_arguments[4] = append == 0 ? lucid_value_default() : lucid_value_tensor(append);
    return lucid_call("diff", lucid_arguments, 5, result, &result_count);
}

/**
 * Logarithmic derivative of the gamma function.
 * digamma(Tensor input) -> Tensor
 */
static inline lucid_status lucid_digamma(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("digamma", lucid_arguments, 1, result, &result_count);
}

/**
 * Logarithmic derivative of the gamma function. Writes into the first operand.
 * digamma(Tensor input) -> Tensor
 */
static inline lucid_status lucid_digamma_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("digamma_", lucid_arguments, 1, result, &result_count);
}

/**
 * Derivative of a beta random number x of shapes alpha and total - alpha by alpha, the other shape held, over 1 - x.
 * _dirichlet_grad(Tensor x, Tensor alpha, Tensor total) -> Tensor
 */
static inline lucid_status lucid__dirichlet_grad(lucid_tensor x, lucid_tensor alpha, lucid_tensor total, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(x);
    lucid_arguments[1] = lucid_value_tensor(alpha);
    lucid_arguments[2] = lucid_value_tensor(total);
    return lucid_call("_dirichlet_grad", lucid_arguments, 3, result, &result_count);
}

/**
 * The p-norm of the difference of two tensors.
 * dist(Tensor input, Tensor other, Scalar p=2) -> Tensor
 */
static inline lucid_status lucid_dist(lucid_tensor input, lucid_tensor other, lucid_value p, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    lucid_arguments[2] = p;
    return lucid_call("dist", lucid_arguments, 3, result, &result_count);
}

/**
 * Quotient of two tensors, or a tensor and a number, with broadcasting; integers divide as reals.
 * div(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_div(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("div", lucid_arguments, 2, result, &result_count);
}

/**
 * Quotient of two tensors, or a tensor and a number, with broadcasting; integers divide as reals. Writes into the first operand.
 * div(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_div_(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("div_", lucid_arguments, 2, result, &result_count);
}

/**
 * Quotient, rounded towards zero ('trunc') or down ('floor').
 * div.rounding(Tensor input, Tensor|Scalar other, *, str? rounding_mode) -> Tensor
 */
static inline lucid_status lucid_div_rounding(lucid_tensor input, lucid_value other, const char *rounding_mode, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    lucid_arguments[2] = rounding_mode == NULL ? lucid_value_none() : lucid_value_string(rounding_mode);
    return lucid_call("div.rounding", lucid_arguments, 3, result, &result_count);
}

/**
 * Quotient, rounded towards zero ('trunc') or down ('floor'). Writes into the first operand.
 * div.rounding(Tensor input, Tensor|Scalar other, *, str? rounding_mode) -> Tensor
 */
static inline lucid_status lucid_div_rounding_(lucid_tensor input, lucid_value other, const char *rounding_mode, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    lucid_arguments[2] = rounding_mode == NULL ? lucid_value_none() : lucid_value_string(rounding_mode);
    return lucid_call("div_.rounding", lucid_arguments, 3, result, &result_count);
}

/**
 * A number divided by each element.
 * div.scalar_input(Scalar input, Tensor other, *, str? rounding_mode=None) -> Tensor
 */
static inline lucid_status lucid_div_scalar_input(lucid_value input, lucid_tensor other, const char *rounding_mode, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = lucid_value_tensor(other);
    lucid_arguments[2] = rounding_mode == NULL ? lucid_value_default() : lucid_value_string(rounding_mode);
    return lucid_call("div.scalar_input", lucid_arguments, 3, result, &result_count);
}

/**
 * Sum of products of two vectors.
 * dot(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_dot(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("dot", lucid_arguments, 2, result, &result_count);
}

/**
 * Converts to float64.
 * double(Tensor input, *, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_double(lucid_tensor input, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("double", lucid_arguments, 2, result, &result_count);
}

/**
 * In training, elements become zero with probability p and the rest is scaled by 1 / (1 - p); otherwise the input itself.
 * dropout(Tensor input, float p=0.5, bool train=True, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_dropout(lucid_tensor input, double p, bool train, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_float(p);
    lucid_arguments[2] = lucid_value_bool(train);
    lucid_arguments[3] = lucid_value_default();
    return lucid_call("dropout", lucid_arguments, 4, result, &result_count);
}

/**
 * Views of equal pieces behind one another: along the third dimension.
 * dsplit(Tensor input, int sections) -> Tensor[]
 */
static inline lucid_status lucid_dsplit(lucid_tensor input, int64_t sections, lucid_tensor *results, size_t *result_count)
{
    lucid_value lucid_arguments[2];
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(sections);
    return lucid_call("dsplit", lucid_arguments, 2, results, result_count);
}

/**
 * Views of the pieces between given positions, behind one another: along the third dimension.
 * dsplit.indices(Tensor input, int[] indices) -> Tensor[]
 */
static inline lucid_status lucid_dsplit_indices(lucid_tensor input, const int64_t *indices, size_t indices_count, lucid_tensor *results, size_t *result_count)
{
    lucid_value lucid_arguments[2];
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(indices, indices_count);
    return lucid_call("dsplit.indices", lucid_arguments, 2, results, result_count);
}

/**
 * Tensors laid behind one another: along the third dimension.
 * dstack(Tensor[] tensors) -> Tensor
 */
static inline lucid_status lucid_dstack(const lucid_tensor *tensors, size_t tensors_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensors(tensors, tensors_count);
    return lucid_call("dstack", lucid_arguments, 1, result, &result_count);
}

/**
 * Einstein's summation: multiplies operands whose dimensions are named by letters and sums over the letters that the result lacks. Pairs are contracted by matrix products, in the order that needs the fewest multiplications.
 * einsum(str equation, Tensor[] operands) -> Tensor
 */
static inline lucid_status lucid_einsum(const char *equation, const lucid_tensor *operands, size_t operands_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_string(equation);
    lucid_arguments[1] = lucid_value_tensors(operands, operands_count);
    return lucid_call("einsum", lucid_arguments, 2, result, &result_count);
}

/**
 * Rows of a table picked by integer indices; the row of padding_idx receives no gradient.
 * embedding(Tensor weight, Tensor indices, int padding_idx=-1, bool scale_grad_by_freq=False, bool sparse=False) -> Tensor
 */
static inline lucid_status lucid_embedding(lucid_tensor weight, lucid_tensor indices, int64_t padding_idx, bool scale_grad_by_freq, bool sparse, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(weight);
    lucid_arguments[1] = lucid_value_tensor(indices);
    lucid_arguments[2] = lucid_value_int(padding_idx);
    lucid_arguments[3] = lucid_value_bool(scale_grad_by_freq);
    lucid_arguments[4] = lucid_value_bool(sparse);
    return lucid_call("embedding", lucid_arguments, 5, result, &result_count);
}

/**
 * A tensor with undefined content.
 * empty(int[] size, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_empty(const int64_t *size, size_t size_count, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_ints(size, size_count);
    lucid_arguments[1] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[2] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[3] = lucid_value_bool(requires_grad);
    return lucid_call("empty", lucid_arguments, 4, result, &result_count);
}

/**
 * A tensor with undefined content and the shape, type and device of another.
 * empty_like(Tensor input, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_empty_like(lucid_tensor input, lucid_dtype dtype, lucid_device device, bool requires_grad, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[2] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[3] = lucid_value_bool(requires_grad);
    lucid_arguments[4] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("empty_like", lucid_arguments, 5, result, &result_count);
}

/**
 * A dense tensor with undefined content whose dimensions lie in memory in the order given, outermost first.
 * empty_permuted(int[] size, int[] physical_layout, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_empty_permuted(const int64_t *size, size_t size_count, const int64_t *physical_layout, size_t physical_layout_count, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_ints(size, size_count);
    lucid_arguments[1] = lucid_value_ints(physical_layout, physical_layout_count);
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[3] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[4] = lucid_value_bool(requires_grad);
    return lucid_call("empty_permuted", lucid_arguments, 5, result, &result_count);
}

/**
 * A tensor of given sizes and strides with undefined content.
 * empty_strided(int[] size, int[] stride, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_empty_strided(const int64_t *size, size_t size_count, const int64_t *stride, size_t stride_count, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_ints(size, size_count);
    lucid_arguments[1] = lucid_value_ints(stride, stride_count);
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[3] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[4] = lucid_value_bool(requires_grad);
    return lucid_call("empty_strided", lucid_arguments, 5, result, &result_count);
}

/**
 * True where two elements are equal.
 * eq(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_eq(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("eq", lucid_arguments, 2, result, &result_count);
}

/**
 * True where two elements are equal. Writes into the first operand.
 * eq(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_eq_(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("eq_", lucid_arguments, 2, result, &result_count);
}

/**
 * Whether two tensors have the same shape and elements.
 * equal(Tensor input, Tensor other) -> bool
 */
static inline lucid_status lucid_equal(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("equal", lucid_arguments, 2, result, &result_count);
}

/**
 * The error function, 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x.
 * erf(Tensor input) -> Tensor
 */
static inline lucid_status lucid_erf(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("erf", lucid_arguments, 1, result, &result_count);
}

/**
 * The error function, 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x. Writes into the first operand.
 * erf(Tensor input) -> Tensor
 */
static inline lucid_status lucid_erf_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("erf_", lucid_arguments, 1, result, &result_count);
}

/**
 * 1 - erf(x), accurate for large x.
 * erfc(Tensor input) -> Tensor
 */
static inline lucid_status lucid_erfc(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("erfc", lucid_arguments, 1, result, &result_count);
}

/**
 * 1 - erf(x), accurate for large x. Writes into the first operand.
 * erfc(Tensor input) -> Tensor
 */
static inline lucid_status lucid_erfc_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("erfc_", lucid_arguments, 1, result, &result_count);
}

/**
 * Inverse of the error function on (-1, 1).
 * erfinv(Tensor input) -> Tensor
 */
static inline lucid_status lucid_erfinv(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("erfinv", lucid_arguments, 1, result, &result_count);
}

/**
 * Inverse of the error function on (-1, 1). Writes into the first operand.
 * erfinv(Tensor input) -> Tensor
 */
static inline lucid_status lucid_erfinv_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("erfinv_", lucid_arguments, 1, result, &result_count);
}

/**
 * e raised to each element.
 * exp(Tensor input) -> Tensor
 */
static inline lucid_status lucid_exp(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("exp", lucid_arguments, 1, result, &result_count);
}

/**
 * e raised to each element. Writes into the first operand.
 * exp(Tensor input) -> Tensor
 */
static inline lucid_status lucid_exp_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("exp_", lucid_arguments, 1, result, &result_count);
}

/**
 * 2 raised to each element.
 * exp2(Tensor input) -> Tensor
 */
static inline lucid_status lucid_exp2(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("exp2", lucid_arguments, 1, result, &result_count);
}

/**
 * 2 raised to each element. Writes into the first operand.
 * exp2(Tensor input) -> Tensor
 */
static inline lucid_status lucid_exp2_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("exp2_", lucid_arguments, 1, result, &result_count);
}

/**
 * Repeats dimensions of size 1 without copying; -1 keeps a size.
 * expand(Tensor input, int[] size) -> Tensor
 */
static inline lucid_status lucid_expand(lucid_tensor input, const int64_t *size, size_t size_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(size, size_count);
    return lucid_call("expand", lucid_arguments, 2, result, &result_count);
}

/**
 * Expands to the shape of another tensor.
 * expand_as(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_expand_as(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("expand_as", lucid_arguments, 2, result, &result_count);
}

/**
 * exp(x) - 1, accurate near zero.
 * expm1(Tensor input) -> Tensor
 */
static inline lucid_status lucid_expm1(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("expm1", lucid_arguments, 1, result, &result_count);
}

/**
 * exp(x) - 1, accurate near zero. Writes into the first operand.
 * expm1(Tensor input) -> Tensor
 */
static inline lucid_status lucid_expm1_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("expm1_", lucid_arguments, 1, result, &result_count);
}

/**
 * Exponential random numbers of a rate in the shape and type of the tensor.
 * exponential(Tensor input, float lambd=1.0, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_exponential(lucid_tensor input, double lambd, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_float(lambd);
    lucid_arguments[2] = lucid_value_default();
    return lucid_call("exponential", lucid_arguments, 3, result, &result_count);
}

/**
 * Exponential random numbers of a rate in the shape and type of the tensor. Writes into the first operand.
 * exponential(Tensor input, float lambd=1.0, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_exponential_(lucid_tensor input, double lambd, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_float(lambd);
    lucid_arguments[2] = lucid_value_default();
    return lucid_call("exponential_", lucid_arguments, 3, result, &result_count);
}

/**
 * A matrix with ones on the diagonal and zeros elsewhere.
 * eye(int n, int? m=None, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_eye(int64_t n, const int64_t *m, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_int(n);
    lucid_arguments[1] = m == NULL ? lucid_value_default() : lucid_value_int(*m);
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[3] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[4] = lucid_value_bool(requires_grad);
    return lucid_call("eye", lucid_arguments, 5, result, &result_count);
}

/**
 * Discrete Fourier transform over some dimensions, X[k] = factor Σ x[j] exp(∓2πi jk / n): forward with the minus sign. Normalization 0 has factor 1, 1 one over the root of the number of points, 2 one over the number of points.
 * fft_c2c(Tensor input, int[] dim, int normalization, bool forward) -> Tensor
 */
static inline lucid_status lucid_fft_c2c(lucid_tensor input, const int64_t *dim, size_t dim_count, int64_t normalization, bool forward, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(dim, dim_count);
    lucid_arguments[2] = lucid_value_int(normalization);
    lucid_arguments[3] = lucid_value_bool(forward);
    return lucid_call("fft_c2c", lucid_arguments, 4, result, &result_count);
}

/**
 * Inverse transform over some dimensions to real numbers: along the last of them the input holds the first last_dim_size / 2 + 1 numbers of a Hermitian sequence. Normalization as in fft_c2c, by the number of points of the result.
 * fft_c2r(Tensor input, int[1] dim, int normalization, int last_dim_size) -> Tensor
 */
static inline lucid_status lucid_fft_c2r(lucid_tensor input, const int64_t *dim, size_t dim_count, int64_t normalization, int64_t last_dim_size, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(dim, dim_count);
    lucid_arguments[2] = lucid_value_int(normalization);
    lucid_arguments[3] = lucid_value_int(last_dim_size);
    return lucid_call("fft_c2r", lucid_arguments, 4, result, &result_count);
}

/**
 * Forward transform of real numbers over some dimensions. Along the last of them n numbers give n / 2 + 1; the others are their conjugate mirror image. Normalization as in fft_c2c.
 * fft_r2c(Tensor input, int[1] dim, int normalization) -> Tensor
 */
static inline lucid_status lucid_fft_r2c(lucid_tensor input, const int64_t *dim, size_t dim_count, int64_t normalization, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(dim, dim_count);
    lucid_arguments[2] = lucid_value_int(normalization);
    return lucid_call("fft_r2c", lucid_arguments, 3, result, &result_count);
}

/**
 * One number in the shape and type of the tensor.
 * fill(Tensor input, Scalar value) -> Tensor
 */
static inline lucid_status lucid_fill(lucid_tensor input, lucid_value value, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = value;
    return lucid_call("fill", lucid_arguments, 2, result, &result_count);
}

/**
 * One number in the shape and type of the tensor. Writes into the first operand.
 * fill(Tensor input, Scalar value) -> Tensor
 */
static inline lucid_status lucid_fill_(lucid_tensor input, lucid_value value, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = value;
    return lucid_call("fill_", lucid_arguments, 2, result, &result_count);
}

/**
 * Writes one number on the main diagonal; a tall matrix goes on after it when wrap is True, as in NumPy.
 * fill_diagonal_(Tensor input, Scalar fill_value, bool wrap=False) -> Tensor
 */
static inline lucid_status lucid_fill_diagonal_(lucid_tensor input, lucid_value fill_value, bool wrap, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = fill_value;
    lucid_arguments[2] = lucid_value_bool(wrap);
    return lucid_call("fill_diagonal_", lucid_arguments, 3, result, &result_count);
}

/**
 * Joins a range of dimensions into one.
 * flatten(Tensor input, int start_dim=0, int end_dim=-1) -> Tensor
 */
static inline lucid_status lucid_flatten(lucid_tensor input, int64_t start_dim, int64_t end_dim, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(start_dim);
    lucid_arguments[2] = lucid_value_int(end_dim);
    return lucid_call("flatten", lucid_arguments, 3, result, &result_count);
}

/**
 * The tensor with dimensions in reverse order, a copy.
 * flip(Tensor input, int[] dims) -> Tensor
 */
static inline lucid_status lucid_flip(lucid_tensor input, const int64_t *dims, size_t dims_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(dims, dims_count);
    return lucid_call("flip", lucid_arguments, 2, result, &result_count);
}

/**
 * The tensor with its second dimension reversed, a copy.
 * fliplr(Tensor input) -> Tensor
 */
static inline lucid_status lucid_fliplr(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("fliplr", lucid_arguments, 1, result, &result_count);
}

/**
 * The tensor with its first dimension reversed, a copy.
 * flipud(Tensor input) -> Tensor
 */
static inline lucid_status lucid_flipud(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("flipud", lucid_arguments, 1, result, &result_count);
}

/**
 * Converts to float32.
 * float(Tensor input, *, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_float(lucid_tensor input, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("float", lucid_arguments, 2, result, &result_count);
}

/**
 * Each element raised to a power, in double precision.
 * float_power(Tensor|Scalar input, Tensor|Scalar exponent) -> Tensor
 */
static inline lucid_status lucid_float_power(lucid_value input, lucid_value exponent, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = exponent;
    return lucid_call("float_power", lucid_arguments, 2, result, &result_count);
}

/**
 * Each element raised to a power, in double precision. Writes into the first operand.
 * float_power(Tensor|Scalar input, Tensor|Scalar exponent) -> Tensor
 */
static inline lucid_status lucid_float_power_(lucid_value input, lucid_value exponent, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = exponent;
    return lucid_call("float_power_", lucid_arguments, 2, result, &result_count);
}

/**
 * The largest integer not above each element.
 * floor(Tensor input) -> Tensor
 */
static inline lucid_status lucid_floor(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("floor", lucid_arguments, 1, result, &result_count);
}

/**
 * The largest integer not above each element. Writes into the first operand.
 * floor(Tensor input) -> Tensor
 */
static inline lucid_status lucid_floor_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("floor_", lucid_arguments, 1, result, &result_count);
}

/**
 * Quotient rounded down.
 * floor_divide(Tensor|Scalar input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_floor_divide(lucid_value input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = other;
    return lucid_call("floor_divide", lucid_arguments, 2, result, &result_count);
}

/**
 * Quotient rounded down. Writes into the first operand.
 * floor_divide(Tensor|Scalar input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_floor_divide_(lucid_value input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = other;
    return lucid_call("floor_divide_", lucid_arguments, 2, result, &result_count);
}

/**
 * The larger of two elements; where one is NaN, the other.
 * fmax(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_fmax(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("fmax", lucid_arguments, 2, result, &result_count);
}

/**
 * The smaller of two elements; where one is NaN, the other.
 * fmin(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_fmin(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("fmin", lucid_arguments, 2, result, &result_count);
}

/**
 * Remainder with the sign of the dividend, as in C.
 * fmod(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_fmod(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("fmod", lucid_arguments, 2, result, &result_count);
}

/**
 * Remainder with the sign of the dividend, as in C. Writes into the first operand.
 * fmod(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_fmod_(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("fmod_", lucid_arguments, 2, result, &result_count);
}

/**
 * Each element less its integer part, with its sign.
 * frac(Tensor input) -> Tensor
 */
static inline lucid_status lucid_frac(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("frac", lucid_arguments, 1, result, &result_count);
}

/**
 * Each element less its integer part, with its sign. Writes into the first operand.
 * frac(Tensor input) -> Tensor
 */
static inline lucid_status lucid_frac_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("frac_", lucid_arguments, 1, result, &result_count);
}

/**
 * The greatest of each of output_size windows of (N, C, H, W) that random_samples (N, C, 2) place, and where it is.
 * fractional_max_pool2d(Tensor input, int[2] kernel_size, int[2] output_size, Tensor random_samples) -> (Tensor result, Tensor indices)
 */
static inline lucid_status lucid_fractional_max_pool2d(lucid_tensor input, const int64_t *kernel_size, size_t kernel_size_count, const int64_t *output_size, size_t output_size_count, lucid_tensor random_samples, lucid_tensor results[2])
{
    lucid_value lucid_arguments[4];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(kernel_size, kernel_size_count);
    lucid_arguments[2] = lucid_value_ints(output_size, output_size_count);
    lucid_arguments[3] = lucid_value_tensor(random_samples);
    return lucid_call("fractional_max_pool2d", lucid_arguments, 4, results, &result_count);
}

/**
 * The greatest of each of output_size windows of (N, C, D, H, W) that random_samples (N, C, 3) place, and where it is.
 * fractional_max_pool3d(Tensor input, int[3] kernel_size, int[3] output_size, Tensor random_samples) -> (Tensor result, Tensor indices)
 */
static inline lucid_status lucid_fractional_max_pool3d(lucid_tensor input, const int64_t *kernel_size, size_t kernel_size_count, const int64_t *output_size, size_t output_size_count, lucid_tensor random_samples, lucid_tensor results[2])
{
    lucid_value lucid_arguments[4];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(kernel_size, kernel_size_count);
    lucid_arguments[2] = lucid_value_ints(output_size, output_size_count);
    lucid_arguments[3] = lucid_value_tensor(random_samples);
    return lucid_call("fractional_max_pool3d", lucid_arguments, 4, results, &result_count);
}

/**
 * Mantissa, of magnitude from 0.5 to 1, and binary exponent of each element: input = mantissa * 2^exponent.
 * frexp(Tensor input) -> (Tensor mantissa, Tensor exponent)
 */
static inline lucid_status lucid_frexp(lucid_tensor input, lucid_tensor results[2])
{
    lucid_value lucid_arguments[1];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("frexp", lucid_arguments, 1, results, &result_count);
}

/**
 * A tensor filled with one number; its kind decides the element type unless one is given.
 * full(int[] size, Scalar fill_value, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_full(const int64_t *size, size_t size_count, lucid_value fill_value, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_ints(size, size_count);
    lucid_arguments[1] = fill_value;
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[3] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[4] = lucid_value_bool(requires_grad);
    return lucid_call("full", lucid_arguments, 5, result, &result_count);
}

/**
 * One number in the shape, type and device of another tensor.
 * full_like(Tensor input, Scalar fill_value, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_full_like(lucid_tensor input, lucid_value fill_value, lucid_dtype dtype, lucid_device device, bool requires_grad, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = fill_value;
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[3] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[4] = lucid_value_bool(requires_grad);
    lucid_arguments[5] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("full_like", lucid_arguments, 6, result, &result_count);
}

/**
 * gelu of a linear map: one kernel when no gradient is needed, the plain ops otherwise.
 * fused_linear_gelu(Tensor input, Tensor weight, Tensor? bias=None, str approximate='none') -> Tensor
 */
static inline lucid_status lucid_fused_linear_gelu(lucid_tensor input, lucid_tensor weight, lucid_tensor bias, const char *approximate, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(weight);
    lucid_arguments[2] = bias == 0 ? lucid_value_default() : lucid_value_tensor(bias);
    lucid_arguments[3] = approximate == NULL ? lucid_value_default() : lucid_value_string(approximate);
    return lucid_call("fused_linear_gelu", lucid_arguments, 4, result, &result_count);
}

/**
 * relu of a linear map: one kernel when no gradient is needed, the plain ops otherwise.
 * fused_linear_relu(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor
 */
static inline lucid_status lucid_fused_linear_relu(lucid_tensor input, lucid_tensor weight, lucid_tensor bias, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(weight);
    lucid_arguments[2] = bias == 0 ? lucid_value_default() : lucid_value_tensor(bias);
    return lucid_call("fused_linear_relu", lucid_arguments, 3, result, &result_count);
}

/**
 * Elements picked along one dimension by an index tensor of the result's shape.
 * gather(Tensor input, int dim, Tensor index, *, bool sparse_grad=False) -> Tensor
 */
static inline lucid_status lucid_gather(lucid_tensor input, int64_t dim, lucid_tensor index, bool sparse_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    lucid_arguments[3] = lucid_value_bool(sparse_grad);
    return lucid_call("gather", lucid_arguments, 4, result, &result_count);
}

/**
 * Elements picked along one dimension by an index tensor of the result's shape.
 * gather.indices(Tensor input, Tensor indices, int dim=-1) -> Tensor
 */
static inline lucid_status lucid_gather_indices(lucid_tensor input, lucid_tensor indices, int64_t dim, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(indices);
    lucid_arguments[2] = lucid_value_int(dim);
    return lucid_call("gather.indices", lucid_arguments, 3, result, &result_count);
}

/**
 * Greatest common divisor of two integers.
 * gcd(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_gcd(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("gcd", lucid_arguments, 2, result, &result_count);
}

/**
 * Greatest common divisor of two integers. Writes into the first operand.
 * gcd(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_gcd_(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("gcd_", lucid_arguments, 2, result, &result_count);
}

/**
 * True where the first element is not smaller.
 * ge(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_ge(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("ge", lucid_arguments, 2, result, &result_count);
}

/**
 * True where the first element is not smaller. Writes into the first operand.
 * ge(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_ge_(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("ge_", lucid_arguments, 2, result, &result_count);
}

/**
 * x times the normal distribution function of x; 'tanh' takes the usual approximation.
 * gelu(Tensor input, *, str approximate='none') -> Tensor
 */
static inline lucid_status lucid_gelu(lucid_tensor input, const char *approximate, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = approximate == NULL ? lucid_value_default() : lucid_value_string(approximate);
    return lucid_call("gelu", lucid_arguments, 2, result, &result_count);
}

/**
 * Numbers of trials up to the first success, of a probability, in the shape and type of the tensor.
 * geometric(Tensor input, float p, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_geometric(lucid_tensor input, double p, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_float(p);
    lucid_arguments[2] = lucid_value_default();
    return lucid_call("geometric", lucid_arguments, 3, result, &result_count);
}

/**
 * Numbers of trials up to the first success, of a probability, in the shape and type of the tensor. Writes into the first operand.
 * geometric(Tensor input, float p, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_geometric_(lucid_tensor input, double p, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_float(p);
    lucid_arguments[2] = lucid_value_default();
    return lucid_call("geometric_", lucid_arguments, 3, result, &result_count);
}

/**
 * The QR factorisation as LAPACK leaves it: R on and above the diagonal, the reflectors below, and their factors.
 * geqrf(Tensor input) -> (Tensor a, Tensor tau)
 */
static inline lucid_status lucid_geqrf(lucid_tensor input, lucid_tensor results[2])
{
    lucid_value lucid_arguments[1];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("geqrf", lucid_arguments, 1, results, &result_count);
}

/**
 * Values of input (N, C, H, W) or (N, C, D, H, W) at a grid's positions. interpolation_mode is 0 bilinear, 1 nearest, 2 bicubic; padding_mode 0 zeros, 1 border, 2 reflection.
 * grid_sampler(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor
 */
static inline lucid_status lucid_grid_sampler(lucid_tensor input, lucid_tensor grid, int64_t interpolation_mode, int64_t padding_mode, bool align_corners, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(grid);
    lucid_arguments[2] = lucid_value_int(interpolation_mode);
    lucid_arguments[3] = lucid_value_int(padding_mode);
    lucid_arguments[4] = lucid_value_bool(align_corners);
    return lucid_call("grid_sampler", lucid_arguments, 5, result, &result_count);
}

/**
 * Group normalisation (Y. Wu, K. He, 2018): groups of channels of every sample by their own statistics.
 * group_norm(Tensor input, int num_groups, Tensor? weight=None, Tensor? bias=None, float eps=1e-05, bool cudnn_enabled=True) -> Tensor
 */
static inline lucid_status lucid_group_norm(lucid_tensor input, int64_t num_groups, lucid_tensor weight, lucid_tensor bias, double eps, bool cudnn_enabled, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(num_groups);
    lucid_arguments[2] = weight == 0 ? lucid_value_default() : lucid_value_tensor(weight);
    lucid_arguments[3] = bias == 0 ? lucid_value_default() : lucid_value_tensor(bias);
    lucid_arguments[4] = lucid_value_float(eps);
    lucid_arguments[5] = lucid_value_bool(cudnn_enabled);
    return lucid_call("group_norm", lucid_arguments, 6, result, &result_count);
}

/**
 * A network of gated recurrent units; parameters by layer and direction: weights of input and state, their biases.
 * gru(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor output, Tensor hidden)
 */
static inline lucid_status lucid_gru(lucid_tensor input, lucid_tensor hx, const lucid_tensor *params, size_t params_count, bool has_biases, int64_t num_layers, double dropout, bool train, bool bidirectional, bool batch_first, lucid_tensor results[2])
{
    lucid_value lucid_arguments[9];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(hx);
    lucid_arguments[2] = lucid_value_tensors(params, params_count);
    lucid_arguments[3] = lucid_value_bool(has_biases);
    lucid_arguments[4] = lucid_value_int(num_layers);
    lucid_arguments[5] = lucid_value_float(dropout);
    lucid_arguments[6] = lucid_value_bool(train);
    lucid_arguments[7] = lucid_value_bool(bidirectional);
    lucid_arguments[8] = lucid_value_bool(batch_first);
    return lucid_call("gru", lucid_arguments, 9, results, &result_count);
}

/**
 * One step of a gated recurrent unit: the new hidden state (batch, hidden) or (hidden).
 * gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor
 */
static inline lucid_status lucid_gru_cell(lucid_tensor input, lucid_tensor hx, lucid_tensor w_ih, lucid_tensor w_hh, lucid_tensor b_ih, lucid_tensor b_hh, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(hx);
    lucid_arguments[2] = lucid_value_tensor(w_ih);
    lucid_arguments[3] = lucid_value_tensor(w_hh);
    lucid_arguments[4] = b_ih == 0 ? lucid_value_default() : lucid_value_tensor(b_ih);
    lucid_arguments[5] = b_hh == 0 ? lucid_value_default() : lucid_value_tensor(b_hh);
    return lucid_call("gru_cell", lucid_arguments, 6, result, &result_count);
}

/**
 * A network of gated recurrent units over packed sequences; parameters by layer and direction: weights of input and state, their biases.
 * gru.packed(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor output, Tensor hidden)
 */
static inline lucid_status lucid_gru_packed(lucid_tensor data, lucid_tensor batch_sizes, lucid_tensor hx, const lucid_tensor *params, size_t params_count, bool has_biases, int64_t num_layers, double dropout, bool train, bool bidirectional, lucid_tensor results[2])
{
    lucid_value lucid_arguments[9];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(data);
    lucid_arguments[1] = lucid_value_tensor(batch_sizes);
    lucid_arguments[2] = lucid_value_tensor(hx);
    lucid_arguments[3] = lucid_value_tensors(params, params_count);
    lucid_arguments[4] = lucid_value_bool(has_biases);
    lucid_arguments[5] = lucid_value_int(num_layers);
    lucid_arguments[6] = lucid_value_float(dropout);
    lucid_arguments[7] = lucid_value_bool(train);
    lucid_arguments[8] = lucid_value_bool(bidirectional);
    return lucid_call("gru.packed", lucid_arguments, 9, results, &result_count);
}

/**
 * True where the first element is larger.
 * gt(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_gt(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("gt", lucid_arguments, 2, result, &result_count);
}

/**
 * True where the first element is larger. Writes into the first operand.
 * gt(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_gt_(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("gt_", lucid_arguments, 2, result, &result_count);
}

/**
 * Converts to float16.
 * half(Tensor input, *, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_half(lucid_tensor input, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("half", lucid_arguments, 2, result, &result_count);
}

/**
 * Hamming window: a cosine raised by alpha.
 * hamming_window(int window_length, bool periodic=True, float alpha=0.54, float beta=0.46, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_hamming_window(int64_t window_length, bool periodic, double alpha, double beta, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[7];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_int(window_length);
    lucid_arguments[1] = lucid_value_bool(periodic);
    lucid_arguments[2] = lucid_value_float(alpha);
    lucid_arguments[3] = lucid_value_float(beta);
    lucid_arguments[4] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[5] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[6] = lucid_value_bool(requires_grad);
    return lucid_call("hamming_window", lucid_arguments, 7, result, &result_count);
}

/**
 * Hann window: sin² of half a turn.
 * hann_window(int window_length, bool periodic=True, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_hann_window(int64_t window_length, bool periodic, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_int(window_length);
    lucid_arguments[1] = lucid_value_bool(periodic);
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[3] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[4] = lucid_value_bool(requires_grad);
    return lucid_call("hann_window", lucid_arguments, 5, result, &result_count);
}

/**
 * (x + 3) / 6, held to [0, 1].
 * hard_sigmoid(Tensor input) -> Tensor
 */
static inline lucid_status lucid_hard_sigmoid(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("hard_sigmoid", lucid_arguments, 1, result, &result_count);
}

/**
 * (x + 3) / 6, held to [0, 1]. Writes into the first operand.
 * hard_sigmoid(Tensor input) -> Tensor
 */
static inline lucid_status lucid_hard_sigmoid_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("hard_sigmoid_", lucid_arguments, 1, result, &result_count);
}

/**
 * x times (x + 3) / 6, the factor held to [0, 1] (Howard et al. 2019).
 * hard_swish(Tensor input) -> Tensor
 */
static inline lucid_status lucid_hard_swish(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("hard_swish", lucid_arguments, 1, result, &result_count);
}

/**
 * x times (x + 3) / 6, the factor held to [0, 1] (Howard et al. 2019). Writes into the first operand.
 * hard_swish(Tensor input) -> Tensor
 */
static inline lucid_status lucid_hard_swish_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("hard_swish_", lucid_arguments, 1, result, &result_count);
}

/**
 * x where its magnitude exceeds lambd, 0 elsewhere.
 * hardshrink(Tensor input, Scalar lambd=0.5) -> Tensor
 */
static inline lucid_status lucid_hardshrink(lucid_tensor input, lucid_value lambd, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lambd;
    return lucid_call("hardshrink", lucid_arguments, 2, result, &result_count);
}

/**
 * 0 below zero, 1 above, and the given value at zero; NaN counts as below.
 * heaviside(Tensor input, Tensor values) -> Tensor
 */
static inline lucid_status lucid_heaviside(lucid_tensor input, lucid_tensor values, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(values);
    return lucid_call("heaviside", lucid_arguments, 2, result, &result_count);
}

/**
 * 0 below zero, 1 above, and the given value at zero; NaN counts as below. Writes into the first operand.
 * heaviside(Tensor input, Tensor values) -> Tensor
 */
static inline lucid_status lucid_heaviside_(lucid_tensor input, lucid_tensor values, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(values);
    return lucid_call("heaviside_", lucid_arguments, 2, result, &result_count);
}

/**
 * Counts of elements in equal bins between min and max, or between the extremes when both are equal.
 * histc(Tensor input, int bins=100, Scalar min=0, Scalar max=0) -> Tensor
 */
static inline lucid_status lucid_histc(lucid_tensor input, int64_t bins, lucid_value min, lucid_value max, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(bins);
    lucid_arguments[2] = min;
    lucid_arguments[3] = max;
    return lucid_call("histc", lucid_arguments, 4, result, &result_count);
}

/**
 * Counts, sums of weights or a density of elements in equal bins, and the bins' edges.
 * histogram(Tensor input, int bins=10, float[]? range=None, bool density=False, Tensor? weight=None) -> (Tensor hist, Tensor bin_edges)
 */
static inline lucid_status lucid_histogram(lucid_tensor input, int64_t bins, const double *range, size_t range_count, bool density, lucid_tensor weight, lucid_tensor results[2])
{
    lucid_value lucid_arguments[5];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(bins);
    lucid_arguments[2] = range == NULL ? lucid_value_default() : lucid_value_floats(range, range_count);
    lucid_arguments[3] = lucid_value_bool(density);
    lucid_arguments[4] = weight == 0 ? lucid_value_default() : lucid_value_tensor(weight);
    return lucid_call("histogram", lucid_arguments, 5, results, &result_count);
}

/**
 * Counts, sums of weights or a density of elements in bins between ascending edges, and the bins' edges.
 * histogram.bins_tensor(Tensor input, Tensor bins, bool density=False, Tensor? weight=None) -> (Tensor hist, Tensor bin_edges)
 */
static inline lucid_status lucid_histogram_bins_tensor(lucid_tensor input, lucid_tensor bins, bool density, lucid_tensor weight, lucid_tensor results[2])
{
    lucid_value lucid_arguments[4];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(bins);
    lucid_arguments[2] = lucid_value_bool(density);
    lucid_arguments[3] = weight == 0 ? lucid_value_default() : lucid_value_tensor(weight);
    return lucid_call("histogram.bins_tensor", lucid_arguments, 4, results, &result_count);
}

/**
 * Views of equal pieces side by side: along the second dimension, or the only one.
 * hsplit(Tensor input, int sections) -> Tensor[]
 */
static inline lucid_status lucid_hsplit(lucid_tensor input, int64_t sections, lucid_tensor *results, size_t *result_count)
{
    lucid_value lucid_arguments[2];
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(sections);
    return lucid_call("hsplit", lucid_arguments, 2, results, result_count);
}

/**
 * Views of the pieces between given positions, side by side: along the second dimension, or the only one.
 * hsplit.indices(Tensor input, int[] indices) -> Tensor[]
 */
static inline lucid_status lucid_hsplit_indices(lucid_tensor input, const int64_t *indices, size_t indices_count, lucid_tensor *results, size_t *result_count)
{
    lucid_value lucid_arguments[2];
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(indices, indices_count);
    return lucid_call("hsplit.indices", lucid_arguments, 2, results, result_count);
}

/**
 * Tensors laid side by side: along the second dimension, vectors along their only one.
 * hstack(Tensor[] tensors) -> Tensor
 */
static inline lucid_status lucid_hstack(const lucid_tensor *tensors, size_t tensors_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensors(tensors, tensors_count);
    return lucid_call("hstack", lucid_arguments, 1, result, &result_count);
}

/**
 * Length of the hypotenuse: √(input² + other²), without overflow on the way.
 * hypot(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_hypot(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("hypot", lucid_arguments, 2, result, &result_count);
}

/**
 * Length of the hypotenuse: √(input² + other²), without overflow on the way. Writes into the first operand.
 * hypot(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_hypot_(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("hypot_", lucid_arguments, 2, result, &result_count);
}

/**
 * Modified Bessel function of the first kind, order 0.
 * i0(Tensor input) -> Tensor
 */
static inline lucid_status lucid_i0(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("i0", lucid_arguments, 1, result, &result_count);
}

/**
 * Modified Bessel function of the first kind, order 0. Writes into the first operand.
 * i0(Tensor input) -> Tensor
 */
static inline lucid_status lucid_i0_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("i0_", lucid_arguments, 1, result, &result_count);
}

/**
 * Windows of (N, C, H, W) as columns (N, C kh kw, L); the batch dimension may lack. Padding is zero.
 * im2col(Tensor input, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride) -> Tensor
 */
static inline lucid_status lucid_im2col(lucid_tensor input, const int64_t *kernel_size, size_t kernel_size_count, const int64_t *dilation, size_t dilation_count, const int64_t *padding, size_t padding_count, const int64_t *stride, size_t stride_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(kernel_size, kernel_size_count);
    lucid_arguments[2] = lucid_value_ints(dilation, dilation_count);
    lucid_arguments[3] = lucid_value_ints(padding, padding_count);
    lucid_arguments[4] = lucid_value_ints(stride, stride_count);
    return lucid_call("im2col", lucid_arguments, 5, result, &result_count);
}

/**
 * The imaginary parts, as a view.
 * imag(Tensor input) -> Tensor
 */
static inline lucid_status lucid_imag(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("imag", lucid_arguments, 1, result, &result_count);
}

/**
 * The tensor with slices of source added at the positions of a dimension that index names; repeated positions add up.
 * index_add(Tensor input, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor
 */
static inline lucid_status lucid_index_add(lucid_tensor input, int64_t dim, lucid_tensor index, lucid_tensor source, lucid_value alpha, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    lucid_arguments[3] = lucid_value_tensor(source);
    lucid_arguments[4] = alpha;
    return lucid_call("index_add", lucid_arguments, 5, result, &result_count);
}

/**
 * The tensor with slices of source added at the positions of a dimension that index names; repeated positions add up. Writes into the first operand.
 * index_add(Tensor input, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor
 */
static inline lucid_status lucid_index_add_(lucid_tensor input, int64_t dim, lucid_tensor index, lucid_tensor source, lucid_value alpha, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    lucid_arguments[3] = lucid_value_tensor(source);
    lucid_arguments[4] = alpha;
    return lucid_call("index_add_", lucid_arguments, 5, result, &result_count);
}

/**
 * The tensor with slices of source written at the positions of a dimension that index names.
 * index_copy(Tensor input, int dim, Tensor index, Tensor source) -> Tensor
 */
static inline lucid_status lucid_index_copy(lucid_tensor input, int64_t dim, lucid_tensor index, lucid_tensor source, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    lucid_arguments[3] = lucid_value_tensor(source);
    return lucid_call("index_copy", lucid_arguments, 4, result, &result_count);
}

/**
 * The tensor with slices of source written at the positions of a dimension that index names. Writes into the first operand.
 * index_copy(Tensor input, int dim, Tensor index, Tensor source) -> Tensor
 */
static inline lucid_status lucid_index_copy_(lucid_tensor input, int64_t dim, lucid_tensor index, lucid_tensor source, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    lucid_arguments[3] = lucid_value_tensor(source);
    return lucid_call("index_copy_", lucid_arguments, 4, result, &result_count);
}

/**
 * The tensor with one number written at the positions of a dimension that index names.
 * index_fill(Tensor input, int dim, Tensor index, Scalar value) -> Tensor
 */
static inline lucid_status lucid_index_fill(lucid_tensor input, int64_t dim, lucid_tensor index, lucid_value value, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    lucid_arguments[3] = value;
    return lucid_call("index_fill", lucid_arguments, 4, result, &result_count);
}

/**
 * The tensor with one number written at the positions of a dimension that index names. Writes into the first operand.
 * index_fill(Tensor input, int dim, Tensor index, Scalar value) -> Tensor
 */
static inline lucid_status lucid_index_fill_(lucid_tensor input, int64_t dim, lucid_tensor index, lucid_value value, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    lucid_arguments[3] = value;
    return lucid_call("index_fill_", lucid_arguments, 4, result, &result_count);
}

/**
 * The tensor with the value of a 0-d tensor written at the positions of a dimension that index names.
 * index_fill.tensor(Tensor input, int dim, Tensor index, Tensor value) -> Tensor
 */
static inline lucid_status lucid_index_fill_tensor(lucid_tensor input, int64_t dim, lucid_tensor index, lucid_tensor value, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    lucid_arguments[3] = lucid_value_tensor(value);
    return lucid_call("index_fill.tensor", lucid_arguments, 4, result, &result_count);
}

/**
 * The tensor with the value of a 0-d tensor written at the positions of a dimension that index names. Writes into the first operand.
 * index_fill.tensor(Tensor input, int dim, Tensor index, Tensor value) -> Tensor
 */
static inline lucid_status lucid_index_fill_tensor_(lucid_tensor input, int64_t dim, lucid_tensor index, lucid_tensor value, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    lucid_arguments[3] = lucid_value_tensor(value);
    return lucid_call("index_fill_.tensor", lucid_arguments, 4, result, &result_count);
}

/**
 * The tensor with values written (or added) at the positions that index tensors name.
 * index_put(Tensor input, Tensor[] indices, Tensor values, bool accumulate=False) -> Tensor
 */
static inline lucid_status lucid_index_put(lucid_tensor input, const lucid_tensor *indices, size_t indices_count, lucid_tensor values, bool accumulate, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensors(indices, indices_count);
    lucid_arguments[2] = lucid_value_tensor(values);
    lucid_arguments[3] = lucid_value_bool(accumulate);
    return lucid_call("index_put", lucid_arguments, 4, result, &result_count);
}

/**
 * The tensor with values written (or added) at the positions that index tensors name. Writes into the first operand.
 * index_put(Tensor input, Tensor[] indices, Tensor values, bool accumulate=False) -> Tensor
 */
static inline lucid_status lucid_index_put_(lucid_tensor input, const lucid_tensor *indices, size_t indices_count, lucid_tensor values, bool accumulate, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensors(indices, indices_count);
    lucid_arguments[2] = lucid_value_tensor(values);
    lucid_arguments[3] = lucid_value_bool(accumulate);
    return lucid_call("index_put_", lucid_arguments, 4, result, &result_count);
}

/**
 * The tensor with slices of source joined in at the positions of a dimension that index names: by prod, mean, amax or amin.
 * index_reduce(Tensor input, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor
 */
static inline lucid_status lucid_index_reduce(lucid_tensor input, int64_t dim, lucid_tensor index, lucid_tensor source, const char *reduce, bool include_self, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    lucid_arguments[3] = lucid_value_tensor(source);
    lucid_arguments[4] = lucid_value_string(reduce);
    lucid_arguments[5] = lucid_value_bool(include_self);
    return lucid_call("index_reduce", lucid_arguments, 6, result, &result_count);
}

/**
 * The tensor with slices of source joined in at the positions of a dimension that index names: by prod, mean, amax or amin. Writes into the first operand.
 * index_reduce(Tensor input, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor
 */
static inline lucid_status lucid_index_reduce_(lucid_tensor input, int64_t dim, lucid_tensor index, lucid_tensor source, const char *reduce, bool include_self, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    lucid_arguments[3] = lucid_value_tensor(source);
    lucid_arguments[4] = lucid_value_string(reduce);
    lucid_arguments[5] = lucid_value_bool(include_self);
    return lucid_call("index_reduce_", lucid_arguments, 6, result, &result_count);
}

/**
 * Positions of a dimension picked by an integer vector.
 * index_select(Tensor input, int dim, Tensor index) -> Tensor
 */
static inline lucid_status lucid_index_select(lucid_tensor input, int64_t dim, lucid_tensor index, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    return lucid_call("index_select", lucid_arguments, 3, result, &result_count);
}

/**
 * Sums of products along both last dimensions; a 0-d tensor scales.
 * inner(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_inner(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("inner", lucid_arguments, 2, result, &result_count);
}

/**
 * Instance normalisation (D. Ulyanov, A. Vedaldi, V. Lempitsky, 2016): every channel of every sample by its own statistics, whose means over the samples the running ones follow, or by the running ones.
 * instance_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool use_input_stats, float momentum, float eps, bool cudnn_enabled) -> Tensor
 */
static inline lucid_status lucid_instance_norm(lucid_tensor input, lucid_tensor weight, lucid_tensor bias, lucid_tensor running_mean, lucid_tensor running_var, bool use_input_stats, double momentum, double eps, bool cudnn_enabled, lucid_tensor *result)
{
    lucid_value lucid_arguments[9];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = weight == 0 ? lucid_value_none() : lucid_value_tensor(weight);
    lucid_arguments[2] = bias == 0 ? lucid_value_none() : lucid_value_tensor(bias);
    lucid_arguments[3] = running_mean == 0 ? lucid_value_none() : lucid_value_tensor(running_mean);
    lucid_arguments[4] = running_var == 0 ? lucid_value_none() : lucid_value_tensor(running_var);
    lucid_arguments[5] = lucid_value_bool(use_input_stats);
    lucid_arguments[6] = lucid_value_float(momentum);
    lucid_arguments[7] = lucid_value_float(eps);
    lucid_arguments[8] = lucid_value_bool(cudnn_enabled);
    return lucid_call("instance_norm", lucid_arguments, 9, result, &result_count);
}

/**
 * Converts to int32.
 * int(Tensor input, *, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_int(lucid_tensor input, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("int", lucid_arguments, 2, result, &result_count);
}

/**
 * (N, C, ...) resampled to a size, or by factors. Modes nearest, nearest-exact and area take any number of dimensions, linear one, bilinear and bicubic two (with antialias where wanted), trilinear three.
 * interpolate(Tensor input, int[1]? size=None, float[1]? scale_factor=None, str mode='nearest', bool? align_corners=None, bool? recompute_scale_factor=None, bool antialias=False) -> Tensor
 */
static inline lucid_status lucid_interpolate(lucid_tensor input, const int64_t *size, size_t size_count, const double *scale_factor, size_t scale_factor_count, const char *mode, const bool *align_corners, const bool *recompute_scale_factor, bool antialias, lucid_tensor *result)
{
    lucid_value lucid_arguments[7];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = size == NULL ? lucid_value_default() : lucid_value_ints(size, size_count);
    lucid_arguments[2] = scale_factor == NULL ? lucid_value_default() : lucid_value_floats(scale_factor, scale_factor_count);
    lucid_arguments[3] = mode == NULL ? lucid_value_default() : lucid_value_string(mode);
    lucid_arguments[4] = align_corners == NULL ? lucid_value_default() : lucid_value_bool(*align_corners);
    lucid_arguments[5] = recompute_scale_factor == NULL ? lucid_value_default() : lucid_value_bool(*recompute_scale_factor);
    lucid_arguments[6] = lucid_value_bool(antialias);
    return lucid_call("interpolate", lucid_arguments, 7, result, &result_count);
}

/**
 * Inverses of square matrices.
 * inverse(Tensor input) -> Tensor
 */
static inline lucid_status lucid_inverse(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("inverse", lucid_arguments, 1, result, &result_count);
}

/**
 * Whether the tensor is kept lazily conjugated: never.
 * is_conj(Tensor input) -> bool
 */
static inline lucid_status lucid_is_conj(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("is_conj", lucid_arguments, 1, result, &result_count);
}

/**
 * True when the elements lie without gaps in the order of the memory format (row-major, unless told otherwise).
 * is_contiguous(Tensor input, *, str? memory_format=None) -> bool
 */
static inline lucid_status lucid_is_contiguous(lucid_tensor input, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("is_contiguous", lucid_arguments, 2, result, &result_count);
}

/**
 * Whether the tensor is kept lazily negated: never.
 * is_neg(Tensor input) -> bool
 */
static inline lucid_status lucid_is_neg(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("is_neg", lucid_arguments, 1, result, &result_count);
}

/**
 * True where two elements differ by at most atol + rtol * |other|.
 * isclose(Tensor input, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> Tensor
 */
static inline lucid_status lucid_isclose(lucid_tensor input, lucid_tensor other, double rtol, double atol, bool equal_nan, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    lucid_arguments[2] = lucid_value_float(rtol);
    lucid_arguments[3] = lucid_value_float(atol);
    lucid_arguments[4] = lucid_value_bool(equal_nan);
    return lucid_call("isclose", lucid_arguments, 5, result, &result_count);
}

/**
 * True where the element is neither infinite nor NaN.
 * isfinite(Tensor input) -> Tensor
 */
static inline lucid_status lucid_isfinite(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("isfinite", lucid_arguments, 1, result, &result_count);
}

/**
 * True where the element is among the test elements.
 * isin(Tensor|Scalar elements, Tensor|Scalar test_elements, *, bool assume_unique=False, bool invert=False) -> Tensor
 */
static inline lucid_status lucid_isin(lucid_value elements, lucid_value test_elements, bool assume_unique, bool invert, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = elements;
    lucid_arguments[1] = test_elements;
    lucid_arguments[2] = lucid_value_bool(assume_unique);
    lucid_arguments[3] = lucid_value_bool(invert);
    return lucid_call("isin", lucid_arguments, 4, result, &result_count);
}

/**
 * True where the element is infinite.
 * isinf(Tensor input) -> Tensor
 */
static inline lucid_status lucid_isinf(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("isinf", lucid_arguments, 1, result, &result_count);
}

/**
 * True where the element is not a number.
 * isnan(Tensor input) -> Tensor
 */
static inline lucid_status lucid_isnan(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("isnan", lucid_arguments, 1, result, &result_count);
}

/**
 * True where the element is minus infinity.
 * isneginf(Tensor input) -> Tensor
 */
static inline lucid_status lucid_isneginf(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("isneginf", lucid_arguments, 1, result, &result_count);
}

/**
 * True where the element is plus infinity.
 * isposinf(Tensor input) -> Tensor
 */
static inline lucid_status lucid_isposinf(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("isposinf", lucid_arguments, 1, result, &result_count);
}

/**
 * True where the imaginary part is zero; everywhere for real tensors.
 * isreal(Tensor input) -> Tensor
 */
static inline lucid_status lucid_isreal(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("isreal", lucid_arguments, 1, result, &result_count);
}

/**
 * Kaiser window: a Bessel function of order 0 of a half circle.
 * kaiser_window(int window_length, bool periodic=True, float beta=12.0, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_kaiser_window(int64_t window_length, bool periodic, double beta, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_int(window_length);
    lucid_arguments[1] = lucid_value_bool(periodic);
    lucid_arguments[2] = lucid_value_float(beta);
    lucid_arguments[3] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[4] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[5] = lucid_value_bool(requires_grad);
    return lucid_call("kaiser_window", lucid_arguments, 6, result, &result_count);
}

/**
 * Kronecker product: every element of input times the whole of other.
 * kron(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_kron(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("kron", lucid_arguments, 2, result, &result_count);
}

/**
 * The k-th smallest element along a dimension (k counts from 1), and where it is.
 * kthvalue(Tensor input, int k, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)
 */
static inline lucid_status lucid_kthvalue(lucid_tensor input, int64_t k, int64_t dim, bool keepdim, lucid_tensor results[2])
{
    lucid_value lucid_arguments[4];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(k);
    lucid_arguments[2] = lucid_value_int(dim);
    lucid_arguments[3] = lucid_value_bool(keepdim);
    return lucid_call("kthvalue", lucid_arguments, 4, results, &result_count);
}

/**
 * Each row less its mean, divided by its deviation, times weight plus bias; rows are the trailing dimensions given.
 * layer_norm(Tensor input, int[] normalized_shape, Tensor? weight=None, Tensor? bias=None, float eps=1e-05) -> Tensor
 */
static inline lucid_status lucid_layer_norm(lucid_tensor input, const int64_t *normalized_shape, size_t normalized_shape_count, lucid_tensor weight, lucid_tensor bias, double eps, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(normalized_shape, normalized_shape_count);
    lucid_arguments[2] = weight == 0 ? lucid_value_default() : lucid_value_tensor(weight);
    lucid_arguments[3] = bias == 0 ? lucid_value_default() : lucid_value_tensor(bias);
    lucid_arguments[4] = lucid_value_float(eps);
    return lucid_call("layer_norm", lucid_arguments, 5, result, &result_count);
}

/**
 * Least common multiple of two integers.
 * lcm(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_lcm(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("lcm", lucid_arguments, 2, result, &result_count);
}

/**
 * Least common multiple of two integers. Writes into the first operand.
 * lcm(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_lcm_(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("lcm_", lucid_arguments, 2, result, &result_count);
}

/**
 * input times 2 to the power other.
 * ldexp(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_ldexp(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("ldexp", lucid_arguments, 2, result, &result_count);
}

/**
 * input times 2 to the power other. Writes into the first operand.
 * ldexp(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_ldexp_(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("ldexp_", lucid_arguments, 2, result, &result_count);
}

/**
 * True where the first element is not larger.
 * le(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_le(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("le", lucid_arguments, 2, result, &result_count);
}

/**
 * True where the first element is not larger. Writes into the first operand.
 * le(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_le_(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("le_", lucid_arguments, 2, result, &result_count);
}

/**
 * Linear interpolation: input + weight * (end - input).
 * lerp(Tensor input, Tensor end, Tensor|Scalar weight) -> Tensor
 */
static inline lucid_status lucid_lerp(lucid_tensor input, lucid_tensor end, lucid_value weight, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(end);
    lucid_arguments[2] = weight;
    return lucid_call("lerp", lucid_arguments, 3, result, &result_count);
}

/**
 * Linear interpolation: input + weight * (end - input). Writes into the first operand.
 * lerp(Tensor input, Tensor end, Tensor|Scalar weight) -> Tensor
 */
static inline lucid_status lucid_lerp_(lucid_tensor input, lucid_tensor end, lucid_value weight, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(end);
    lucid_arguments[2] = weight;
    return lucid_call("lerp_", lucid_arguments, 3, result, &result_count);
}

/**
 * Logarithm of the magnitude of the gamma function.
 * lgamma(Tensor input) -> Tensor
 */
static inline lucid_status lucid_lgamma(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("lgamma", lucid_arguments, 1, result, &result_count);
}

/**
 * Logarithm of the magnitude of the gamma function. Writes into the first operand.
 * lgamma(Tensor input) -> Tensor
 */
static inline lucid_status lucid_lgamma_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("lgamma_", lucid_arguments, 1, result, &result_count);
}

/**
 * Cholesky factors L with A = L L^H of Hermitian positive definite matrices, or U = L^H.
 * linalg_cholesky(Tensor A, *, bool upper=False) -> Tensor
 */
static inline lucid_status lucid_linalg_cholesky(lucid_tensor A, bool upper, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = lucid_value_bool(upper);
    return lucid_call("linalg_cholesky", lucid_arguments, 2, result, &result_count);
}

/**
 * Cholesky factors of Hermitian positive definite matrices, and for each the order of the leading minor that is not positive definite, or 0. A is read in its lower triangle, or in the upper one for an upper factor.
 * linalg_cholesky_ex(Tensor A, *, bool upper=False, bool check_errors=False) -> (Tensor L, Tensor info)
 */
static inline lucid_status lucid_linalg_cholesky_ex(lucid_tensor A, bool upper, bool check_errors, lucid_tensor results[2])
{
    lucid_value lucid_arguments[3];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = lucid_value_bool(upper);
    lucid_arguments[2] = lucid_value_bool(check_errors);
    return lucid_call("linalg_cholesky_ex", lucid_arguments, 3, results, &result_count);
}

/**
 * Condition numbers: the norm of A times that of its inverse; p None, 2 and -2 are ratios of singular values.
 * linalg_cond(Tensor A, Scalar? p=None) -> Tensor
 */
static inline lucid_status lucid_linalg_cond(lucid_tensor A, lucid_value p, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = p;
    return lucid_call("linalg_cond", lucid_arguments, 2, result, &result_count);
}

/**
 * Condition numbers by the norms 'fro' and 'nuc'.
 * linalg_cond.p_str(Tensor A, str p) -> Tensor
 */
static inline lucid_status lucid_linalg_cond_p_str(lucid_tensor A, const char *p, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = lucid_value_string(p);
    return lucid_call("linalg_cond.p_str", lucid_arguments, 2, result, &result_count);
}

/**
 * Cross products of vectors along a dimension of size 3.
 * linalg_cross(Tensor input, Tensor other, int dim=-1) -> Tensor
 */
static inline lucid_status lucid_linalg_cross(lucid_tensor input, lucid_tensor other, int64_t dim, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    lucid_arguments[2] = lucid_value_int(dim);
    return lucid_call("linalg_cross", lucid_arguments, 3, result, &result_count);
}

/**
 * Determinants of square matrices.
 * linalg_det(Tensor A) -> Tensor
 */
static inline lucid_status lucid_linalg_det(lucid_tensor A, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(A);
    return lucid_call("linalg_det", lucid_arguments, 1, result, &result_count);
}

/**
 * A view of the diagonals of matrices, by default those of the last two dimensions, as the last dimension.
 * linalg_diagonal(Tensor A, *, int offset=0, int dim1=-2, int dim2=-1) -> Tensor
 */
static inline lucid_status lucid_linalg_diagonal(lucid_tensor A, int64_t offset, int64_t dim1, int64_t dim2, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = lucid_value_int(offset);
    lucid_arguments[2] = lucid_value_int(dim1);
    lucid_arguments[3] = lucid_value_int(dim2);
    return lucid_call("linalg_diagonal", lucid_arguments, 4, result, &result_count);
}

/**
 * Eigenvalues and eigenvectors of norm 1, one in each column, of square matrices; both are complex.
 * linalg_eig(Tensor A) -> (Tensor eigenvalues, Tensor eigenvectors)
 */
static inline lucid_status lucid_linalg_eig(lucid_tensor A, lucid_tensor results[2])
{
    lucid_value lucid_arguments[1];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(A);
    return lucid_call("linalg_eig", lucid_arguments, 1, results, &result_count);
}

/**
 * Eigenvalues in ascending order and orthonormal eigenvectors, one in each column, of Hermitian matrices, read in their lower ('L') or upper ('U') triangle.
 * linalg_eigh(Tensor A, str UPLO='L') -> (Tensor eigenvalues, Tensor eigenvectors)
 */
static inline lucid_status lucid_linalg_eigh(lucid_tensor A, const char *UPLO, lucid_tensor results[2])
{
    lucid_value lucid_arguments[2];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = UPLO == NULL ? lucid_value_default() : lucid_value_string(UPLO);
    return lucid_call("linalg_eigh", lucid_arguments, 2, results, &result_count);
}

/**
 * Eigenvalues of square matrices, complex.
 * linalg_eigvals(Tensor A) -> Tensor
 */
static inline lucid_status lucid_linalg_eigvals(lucid_tensor A, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(A);
    return lucid_call("linalg_eigvals", lucid_arguments, 1, result, &result_count);
}

/**
 * Eigenvalues of Hermitian matrices in ascending order, read in their lower ('L') or upper ('U') triangle.
 * linalg_eigvalsh(Tensor A, str UPLO='L') -> Tensor
 */
static inline lucid_status lucid_linalg_eigvalsh(lucid_tensor A, const char *UPLO, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = UPLO == NULL ? lucid_value_default() : lucid_value_string(UPLO);
    return lucid_call("linalg_eigvalsh", lucid_arguments, 2, result, &result_count);
}

/**
 * The first n columns of the product of k reflectors I - tau_i v_i v_i^H, whose v_i stand below the diagonal of the columns of an m x n input with m &gt;= n &gt;= k, as geqrf leaves them.
 * linalg_householder_product(Tensor input, Tensor tau) -> Tensor
 */
static inline lucid_status lucid_linalg_householder_product(lucid_tensor input, lucid_tensor tau, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(tau);
    return lucid_call("linalg_householder_product", lucid_arguments, 2, result, &result_count);
}

/**
 * Inverses of square matrices.
 * linalg_inv(Tensor A) -> Tensor
 */
static inline lucid_status lucid_linalg_inv(lucid_tensor A, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(A);
    return lucid_call("linalg_inv", lucid_arguments, 1, result, &result_count);
}

/**
 * Inverses of square matrices, and for each the number of the pivot that is zero, or 0.
 * linalg_inv_ex(Tensor A, *, bool check_errors=False) -> (Tensor inverse, Tensor info)
 */
static inline lucid_status lucid_linalg_inv_ex(lucid_tensor A, bool check_errors, lucid_tensor results[2])
{
    lucid_value lucid_arguments[2];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = lucid_value_bool(check_errors);
    return lucid_call("linalg_inv_ex", lucid_arguments, 2, results, &result_count);
}

/**
 * Factors of A = L D L^H, or L D L^T, in one matrix, and their exchanges, for linalg.ldl_solve.
 * linalg_ldl_factor(Tensor A, bool hermitian=True) -> (Tensor LD, Tensor pivots)
 */
static inline lucid_status lucid_linalg_ldl_factor(lucid_tensor A, bool hermitian, lucid_tensor results[2])
{
    lucid_value lucid_arguments[2];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = lucid_value_bool(hermitian);
    return lucid_call("linalg_ldl_factor", lucid_arguments, 2, results, &result_count);
}

/**
 * Factors of A = L D L^T, or L D L^H, in one matrix, their exchanges (int32, LAPACK's convention for the lower triangle), and for each matrix the number of the block of D that is zero, or 0.
 * linalg_ldl_factor_ex(Tensor A, *, bool hermitian=False, bool check_errors=False) -> (Tensor LD, Tensor pivots, Tensor info)
 */
static inline lucid_status lucid_linalg_ldl_factor_ex(lucid_tensor A, bool hermitian, bool check_errors, lucid_tensor results[3])
{
    lucid_value lucid_arguments[3];
    size_t result_count = 3;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = lucid_value_bool(hermitian);
    lucid_arguments[2] = lucid_value_bool(check_errors);
    return lucid_call("linalg_ldl_factor_ex", lucid_arguments, 3, results, &result_count);
}

/**
 * Solutions of A X = B from the factors that linalg.ldl_factor returns.
 * linalg_ldl_solve(Tensor LD, Tensor pivots, Tensor B, *, bool hermitian=False) -> Tensor
 */
static inline lucid_status lucid_linalg_ldl_solve(lucid_tensor LD, lucid_tensor pivots, lucid_tensor B, bool hermitian, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(LD);
    lucid_arguments[1] = lucid_value_tensor(pivots);
    lucid_arguments[2] = lucid_value_tensor(B);
    lucid_arguments[3] = lucid_value_bool(hermitian);
    return lucid_call("linalg_ldl_solve", lucid_arguments, 4, result, &result_count);
}

/**
 * The X that makes the norm of A X - B least, and among those has the least norm itself; the ranks of A and its singular values, which are empty where the driver ('gels', 'gelsy', 'gelsd', 'gelss') does not give them.
 * _linalg_lstsq(Tensor A, Tensor B, float? rcond, str driver) -> (Tensor solution, Tensor rank, Tensor singular_values)
 */
static inline lucid_status lucid__linalg_lstsq(lucid_tensor A, lucid_tensor B, const double *rcond, const char *driver, lucid_tensor results[3])
{
    lucid_value lucid_arguments[4];
    size_t result_count = 3;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = lucid_value_tensor(B);
    lucid_arguments[2] = rcond == NULL ? lucid_value_none() : lucid_value_float(*rcond);
    lucid_arguments[3] = lucid_value_string(driver);
    return lucid_call("_linalg_lstsq", lucid_arguments, 4, results, &result_count);
}

/**
 * P, L and U with A = P L U: a permutation, a lower triangle with unit diagonal, an upper triangle.
 * linalg_lu(Tensor A, *, bool pivot=True) -> (Tensor P, Tensor L, Tensor U)
 */
static inline lucid_status lucid_linalg_lu(lucid_tensor A, bool pivot, lucid_tensor results[3])
{
    lucid_value lucid_arguments[2];
    size_t result_count = 3;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = lucid_value_bool(pivot);
    return lucid_call("linalg_lu", lucid_arguments, 2, results, &result_count);
}

/**
 * Factors of P A = L U in one matrix, and the rows exchanged with each row in turn (int32, from 1).
 * linalg_lu_factor(Tensor A, *, bool pivot=True) -> (Tensor LU, Tensor pivots)
 */
static inline lucid_status lucid_linalg_lu_factor(lucid_tensor A, bool pivot, lucid_tensor results[2])
{
    lucid_value lucid_arguments[2];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = lucid_value_bool(pivot);
    return lucid_call("linalg_lu_factor", lucid_arguments, 2, results, &result_count);
}

/**
 * Factors of P A = L U in one matrix, the rows exchanged with each row in turn (int32, from 1), and for each matrix the number of the pivot that is zero, or 0.
 * linalg_lu_factor_ex(Tensor A, *, bool pivot=True, bool check_errors=False) -> (Tensor LU, Tensor pivots, Tensor info)
 */
static inline lucid_status lucid_linalg_lu_factor_ex(lucid_tensor A, bool pivot, bool check_errors, lucid_tensor results[3])
{
    lucid_value lucid_arguments[3];
    size_t result_count = 3;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = lucid_value_bool(pivot);
    lucid_arguments[2] = lucid_value_bool(check_errors);
    return lucid_call("linalg_lu_factor_ex", lucid_arguments, 3, results, &result_count);
}

/**
 * Solutions X of A X = B, or X A = B, or with the adjoint of A, from the factors that linalg.lu_factor returns.
 * linalg_lu_solve(Tensor LU, Tensor pivots, Tensor B, *, bool left=True, bool adjoint=False) -> Tensor
 */
static inline lucid_status lucid_linalg_lu_solve(lucid_tensor LU, lucid_tensor pivots, lucid_tensor B, bool left, bool adjoint, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(LU);
    lucid_arguments[1] = lucid_value_tensor(pivots);
    lucid_arguments[2] = lucid_value_tensor(B);
    lucid_arguments[3] = lucid_value_bool(left);
    lucid_arguments[4] = lucid_value_bool(adjoint);
    return lucid_call("linalg_lu_solve", lucid_arguments, 5, result, &result_count);
}

/**
 * Norms of matrices over two dimensions: the largest (ord 2, 1, inf) or smallest (-2, -1, -inf) singular value, sum of a column or sum of a row.
 * linalg_matrix_norm(Tensor A, Scalar ord, int[] dim=[-2,-1], bool keepdim=False, *, ScalarType? dtype=None) -> Tensor
 */
static inline lucid_status lucid_linalg_matrix_norm(lucid_tensor A, lucid_value ord, const int64_t *dim, size_t dim_count, bool keepdim, lucid_dtype dtype, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = ord;
    lucid_arguments[2] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[3] = lucid_value_bool(keepdim);
    lucid_arguments[4] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    return lucid_call("linalg_matrix_norm", lucid_arguments, 5, result, &result_count);
}

/**
 * Norms of matrices over two dimensions: the root of the sum of squares ('fro'), or the sum of the singular values ('nuc').
 * linalg_matrix_norm.str_ord(Tensor A, str ord='fro', int[] dim=[-2,-1], bool keepdim=False, *, ScalarType? dtype=None) -> Tensor
 */
static inline lucid_status lucid_linalg_matrix_norm_str_ord(lucid_tensor A, const char *ord, const int64_t *dim, size_t dim_count, bool keepdim, lucid_dtype dtype, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = ord == NULL ? lucid_value_default() : lucid_value_string(ord);
    lucid_arguments[2] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[3] = lucid_value_bool(keepdim);
    lucid_arguments[4] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    return lucid_call("linalg_matrix_norm.str_ord", lucid_arguments, 5, result, &result_count);
}

/**
 * How many singular values are larger than max(atol, rtol times the largest), or than tol; for Hermitian matrices, magnitudes of eigenvalues.
 * linalg_matrix_rank(Tensor A, Tensor|Scalar? tol=None, bool hermitian=False, *, Tensor|Scalar? atol=None, Tensor|Scalar? rtol=None) -> Tensor
 */
static inline lucid_status lucid_linalg_matrix_rank(lucid_tensor A, lucid_value tol, bool hermitian, lucid_value atol, lucid_value rtol, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = tol;
    lucid_arguments[2] = lucid_value_bool(hermitian);
    lucid_arguments[3] = atol;
    lucid_arguments[4] = rtol;
    return lucid_call("linalg_matrix_rank", lucid_arguments, 5, result, &result_count);
}

/**
 * Product of two or more matrices in the order with the fewest multiplications; the first may be a row, the last a column.
 * linalg_multi_dot(Tensor[] tensors) -> Tensor
 */
static inline lucid_status lucid_linalg_multi_dot(const lucid_tensor *tensors, size_t tensors_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensors(tensors, tensors_count);
    return lucid_call("linalg_multi_dot", lucid_arguments, 1, result, &result_count);
}

/**
 * Vector norms over one dimension, matrix norms over two; without ord the root of the sum of squares over the given dimensions or over all.
 * linalg_norm(Tensor A, Scalar? ord=None, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor
 */
static inline lucid_status lucid_linalg_norm(lucid_tensor A, lucid_value ord, const int64_t *dim, size_t dim_count, bool keepdim, lucid_dtype dtype, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = ord;
    lucid_arguments[2] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[3] = lucid_value_bool(keepdim);
    lucid_arguments[4] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    return lucid_call("linalg_norm", lucid_arguments, 5, result, &result_count);
}

/**
 * Matrix norms 'fro' and 'nuc' over two dimensions, or over both of a matrix.
 * linalg_norm.ord_str(Tensor A, str ord, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor
 */
static inline lucid_status lucid_linalg_norm_ord_str(lucid_tensor A, const char *ord, const int64_t *dim, size_t dim_count, bool keepdim, lucid_dtype dtype, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = lucid_value_string(ord);
    lucid_arguments[2] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[3] = lucid_value_bool(keepdim);
    lucid_arguments[4] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    return lucid_call("linalg_norm.ord_str", lucid_arguments, 5, result, &result_count);
}

/**
 * Pseudo-inverses (Moore-Penrose). Singular values up to max(atol, rtol times the largest) count as zero; rtol is by default the larger dimension times the rounding error of the type, unless atol is given. rcond is rtol's old name.
 * linalg_pinv(Tensor A, Tensor|Scalar? rcond=None, bool hermitian=False, *, Tensor|Scalar? atol=None, Tensor|Scalar? rtol=None) -> Tensor
 */
static inline lucid_status lucid_linalg_pinv(lucid_tensor A, lucid_value rcond, bool hermitian, lucid_value atol, lucid_value rtol, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = rcond;
    lucid_arguments[2] = lucid_value_bool(hermitian);
    lucid_arguments[3] = atol;
    lucid_arguments[4] = rtol;
    return lucid_call("linalg_pinv", lucid_arguments, 5, result, &result_count);
}

/**
 * Q with orthonormal columns and upper triangular R with A = Q R; mode 'reduced', 'complete', or 'r' for R alone.
 * linalg_qr(Tensor A, str mode='reduced') -> (Tensor Q, Tensor R)
 */
static inline lucid_status lucid_linalg_qr(lucid_tensor A, const char *mode, lucid_tensor results[2])
{
    lucid_value lucid_arguments[2];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = mode == NULL ? lucid_value_default() : lucid_value_string(mode);
    return lucid_call("linalg_qr", lucid_arguments, 2, results, &result_count);
}

/**
 * Sign and logarithm of the magnitude of determinants of square matrices.
 * linalg_slogdet(Tensor A) -> (Tensor sign, Tensor logabsdet)
 */
static inline lucid_status lucid_linalg_slogdet(lucid_tensor A, lucid_tensor results[2])
{
    lucid_value lucid_arguments[1];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(A);
    return lucid_call("linalg_slogdet", lucid_arguments, 1, results, &result_count);
}

/**
 * Solutions X of A X = B, or of X A = B, for square matrices with an inverse.
 * linalg_solve(Tensor A, Tensor B, *, bool left=True) -> Tensor
 */
static inline lucid_status lucid_linalg_solve(lucid_tensor A, lucid_tensor B, bool left, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = lucid_value_tensor(B);
    lucid_arguments[2] = lucid_value_bool(left);
    return lucid_call("linalg_solve", lucid_arguments, 3, result, &result_count);
}

/**
 * Solutions X of A X = B, or of X A = B, and for each matrix the number of the pivot that is zero, or 0.
 * linalg_solve_ex(Tensor A, Tensor B, *, bool left=True, bool check_errors=False) -> (Tensor result, Tensor info)
 */
static inline lucid_status lucid_linalg_solve_ex(lucid_tensor A, lucid_tensor B, bool left, bool check_errors, lucid_tensor results[2])
{
    lucid_value lucid_arguments[4];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = lucid_value_tensor(B);
    lucid_arguments[2] = lucid_value_bool(left);
    lucid_arguments[3] = lucid_value_bool(check_errors);
    return lucid_call("linalg_solve_ex", lucid_arguments, 4, results, &result_count);
}

/**
 * Solutions X of A X = B, or of X A = B, with triangular A of which the other triangle is not read.
 * linalg_solve_triangular(Tensor A, Tensor B, *, bool upper, bool left=True, bool unitriangular=False) -> Tensor
 */
static inline lucid_status lucid_linalg_solve_triangular(lucid_tensor A, lucid_tensor B, bool upper, bool left, bool unitriangular, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = lucid_value_tensor(B);
    lucid_arguments[2] = lucid_value_bool(upper);
    lucid_arguments[3] = lucid_value_bool(left);
    lucid_arguments[4] = lucid_value_bool(unitriangular);
    return lucid_call("linalg_solve_triangular", lucid_arguments, 5, result, &result_count);
}

/**
 * U, the singular values S in descending order, and V^H with A = U diag(S) V^H; all columns of U and V, or the min(m, n) first. The driver is a name that cuSOLVER knows, for PyTorch's CUDA tensors only.
 * linalg_svd(Tensor A, bool full_matrices=True, *, str? driver=None) -> (Tensor U, Tensor S, Tensor Vh)
 */
static inline lucid_status lucid_linalg_svd(lucid_tensor A, bool full_matrices, const char *driver, lucid_tensor results[3])
{
    lucid_value lucid_arguments[3];
    size_t result_count = 3;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = lucid_value_bool(full_matrices);
    lucid_arguments[2] = driver == NULL ? lucid_value_default() : lucid_value_string(driver);
    return lucid_call("linalg_svd", lucid_arguments, 3, results, &result_count);
}

/**
 * Singular values of matrices in descending order.
 * linalg_svdvals(Tensor A, *, str? driver=None) -> Tensor
 */
static inline lucid_status lucid_linalg_svdvals(lucid_tensor A, const char *driver, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = driver == NULL ? lucid_value_default() : lucid_value_string(driver);
    return lucid_call("linalg_svdvals", lucid_arguments, 2, result, &result_count);
}

/**
 * The inverse of a tensor seen as the linear map from its dimensions after the first ind to those before: with respect to tensordot.
 * linalg_tensorinv(Tensor A, int ind=2) -> Tensor
 */
static inline lucid_status lucid_linalg_tensorinv(lucid_tensor A, int64_t ind, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = lucid_value_int(ind);
    return lucid_call("linalg_tensorinv", lucid_arguments, 2, result, &result_count);
}

/**
 * X with tensordot(A, X, X.ndim) = B; the dimensions dims of A are moved behind the others first.
 * linalg_tensorsolve(Tensor A, Tensor B, int[]? dims=None) -> Tensor
 */
static inline lucid_status lucid_linalg_tensorsolve(lucid_tensor A, lucid_tensor B, const int64_t *dims, size_t dims_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(A);
    lucid_arguments[1] = lucid_value_tensor(B);
    lucid_arguments[2] = dims == NULL ? lucid_value_default() : lucid_value_ints(dims, dims_count);
    return lucid_call("linalg_tensorsolve", lucid_arguments, 3, result, &result_count);
}

/**
 * Powers 0 to N - 1 of the elements of vectors, a row for each; descending unless increasing.
 * linalg_vander(Tensor x, int? N=None, bool increasing=False) -> Tensor
 */
static inline lucid_status lucid_linalg_vander(lucid_tensor x, const int64_t *N, bool increasing, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(x);
    lucid_arguments[1] = N == NULL ? lucid_value_default() : lucid_value_int(*N);
    lucid_arguments[2] = lucid_value_bool(increasing);
    return lucid_call("linalg_vander", lucid_arguments, 3, result, &result_count);
}

/**
 * Sums of conj(x) y along a dimension, with broadcasting.
 * linalg_vecdot(Tensor x, Tensor y, int dim=-1) -> Tensor
 */
static inline lucid_status lucid_linalg_vecdot(lucid_tensor x, lucid_tensor y, int64_t dim, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(x);
    lucid_arguments[1] = lucid_value_tensor(y);
    lucid_arguments[2] = lucid_value_int(dim);
    return lucid_call("linalg_vecdot", lucid_arguments, 3, result, &result_count);
}

/**
 * Vector norms (sum of |x|^ord)^(1/ord) over some dimensions, or over all; ord may be 0 and plus or minus infinity.
 * linalg_vector_norm(Tensor input, Scalar ord=2, int[1]? dim=None, bool keepdim=False, ScalarType? dtype=None) -> Tensor
 */
static inline lucid_status lucid_linalg_vector_norm(lucid_tensor input, lucid_value ord, const int64_t *dim, size_t dim_count, bool keepdim, lucid_dtype dtype, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = ord;
    lucid_arguments[2] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[3] = lucid_value_bool(keepdim);
    lucid_arguments[4] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    return lucid_call("linalg_vector_norm", lucid_arguments, 5, result, &result_count);
}

/**
 * input times the transpose of weight, plus bias: (..., in) and (out, in) give (..., out).
 * linear(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor
 */
static inline lucid_status lucid_linear(lucid_tensor input, lucid_tensor weight, lucid_tensor bias, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(weight);
    lucid_arguments[2] = bias == 0 ? lucid_value_default() : lucid_value_tensor(bias);
    return lucid_call("linear", lucid_arguments, 3, result, &result_count);
}

/**
 * Evenly spaced numbers from start to end, both included.
 * linspace(Scalar start, Scalar end, int steps, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_linspace(lucid_value start, lucid_value end, int64_t steps, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = start;
    lucid_arguments[1] = end;
    lucid_arguments[2] = lucid_value_int(steps);
    lucid_arguments[3] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[4] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[5] = lucid_value_bool(requires_grad);
    return lucid_call("linspace", lucid_arguments, 6, result, &result_count);
}

/**
 * Natural logarithm of each element.
 * log(Tensor input) -> Tensor
 */
static inline lucid_status lucid_log(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("log", lucid_arguments, 1, result, &result_count);
}

/**
 * Natural logarithm of each element. Writes into the first operand.
 * log(Tensor input) -> Tensor
 */
static inline lucid_status lucid_log_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("log_", lucid_arguments, 1, result, &result_count);
}

/**
 * Logarithm to base 10 of each element.
 * log10(Tensor input) -> Tensor
 */
static inline lucid_status lucid_log10(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("log10", lucid_arguments, 1, result, &result_count);
}

/**
 * Logarithm to base 10 of each element. Writes into the first operand.
 * log10(Tensor input) -> Tensor
 */
static inline lucid_status lucid_log10_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("log10_", lucid_arguments, 1, result, &result_count);
}

/**
 * log(1 + x), accurate near zero.
 * log1p(Tensor input) -> Tensor
 */
static inline lucid_status lucid_log1p(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("log1p", lucid_arguments, 1, result, &result_count);
}

/**
 * log(1 + x), accurate near zero. Writes into the first operand.
 * log1p(Tensor input) -> Tensor
 */
static inline lucid_status lucid_log1p_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("log1p_", lucid_arguments, 1, result, &result_count);
}

/**
 * Logarithm to base 2 of each element.
 * log2(Tensor input) -> Tensor
 */
static inline lucid_status lucid_log2(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("log2", lucid_arguments, 1, result, &result_count);
}

/**
 * Logarithm to base 2 of each element. Writes into the first operand.
 * log2(Tensor input) -> Tensor
 */
static inline lucid_status lucid_log2_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("log2_", lucid_arguments, 1, result, &result_count);
}

/**
 * Exponentials of normal random numbers in the shape and type of the tensor.
 * log_normal(Tensor input, float mean=1.0, float std=2.0, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_log_normal(lucid_tensor input, double mean, double std, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_float(mean);
    lucid_arguments[2] = lucid_value_float(std);
    lucid_arguments[3] = lucid_value_default();
    return lucid_call("log_normal", lucid_arguments, 4, result, &result_count);
}

/**
 * Exponentials of normal random numbers in the shape and type of the tensor. Writes into the first operand.
 * log_normal(Tensor input, float mean=1.0, float std=2.0, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_log_normal_(lucid_tensor input, double mean, double std, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_float(mean);
    lucid_arguments[2] = lucid_value_float(std);
    lucid_arguments[3] = lucid_value_default();
    return lucid_call("log_normal_", lucid_arguments, 4, result, &result_count);
}

/**
 * The logarithm of softmax, computed without overflow.
 * log_softmax(Tensor input, int? dim=None, ScalarType? dtype=None) -> Tensor
 */
static inline lucid_status lucid_log_softmax(lucid_tensor input, const int64_t *dim, lucid_dtype dtype, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_int(*dim);
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    return lucid_call("log_softmax", lucid_arguments, 3, result, &result_count);
}

/**
 * Logarithm of the sum of two exponentials, without overflow on the way.
 * logaddexp(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_logaddexp(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("logaddexp", lucid_arguments, 2, result, &result_count);
}

/**
 * Logarithm of the sum of two exponentials, without overflow on the way. Writes into the first operand.
 * logaddexp(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_logaddexp_(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("logaddexp_", lucid_arguments, 2, result, &result_count);
}

/**
 * Binary logarithm of the sum of two powers of 2, without overflow on the way.
 * logaddexp2(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_logaddexp2(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("logaddexp2", lucid_arguments, 2, result, &result_count);
}

/**
 * Binary logarithm of the sum of two powers of 2, without overflow on the way. Writes into the first operand.
 * logaddexp2(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_logaddexp2_(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("logaddexp2_", lucid_arguments, 2, result, &result_count);
}

/**
 * log of the running sum of exp along a dimension, without overflow.
 * logcumsumexp(Tensor input, int dim) -> Tensor
 */
static inline lucid_status lucid_logcumsumexp(lucid_tensor input, int64_t dim, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    return lucid_call("logcumsumexp", lucid_arguments, 2, result, &result_count);
}

/**
 * Logarithms of determinants of square matrices; NaN where the determinant is negative.
 * logdet(Tensor input) -> Tensor
 */
static inline lucid_status lucid_logdet(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("logdet", lucid_arguments, 1, result, &result_count);
}

/**
 * True where both elements are non-zero.
 * logical_and(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_logical_and(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("logical_and", lucid_arguments, 2, result, &result_count);
}

/**
 * True where both elements are non-zero. Writes into the first operand.
 * logical_and(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_logical_and_(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("logical_and_", lucid_arguments, 2, result, &result_count);
}

/**
 * True where the element is zero.
 * logical_not(Tensor input) -> Tensor
 */
static inline lucid_status lucid_logical_not(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("logical_not", lucid_arguments, 1, result, &result_count);
}

/**
 * True where the element is zero. Writes into the first operand.
 * logical_not(Tensor input) -> Tensor
 */
static inline lucid_status lucid_logical_not_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("logical_not_", lucid_arguments, 1, result, &result_count);
}

/**
 * True where at least one element is non-zero.
 * logical_or(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_logical_or(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("logical_or", lucid_arguments, 2, result, &result_count);
}

/**
 * True where at least one element is non-zero. Writes into the first operand.
 * logical_or(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_logical_or_(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("logical_or_", lucid_arguments, 2, result, &result_count);
}

/**
 * True where exactly one element is non-zero.
 * logical_xor(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_logical_xor(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("logical_xor", lucid_arguments, 2, result, &result_count);
}

/**
 * True where exactly one element is non-zero. Writes into the first operand.
 * logical_xor(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_logical_xor_(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("logical_xor_", lucid_arguments, 2, result, &result_count);
}

/**
 * Logarithm of input / (1 - input); with eps, input is first held to [eps, 1 - eps].
 * logit(Tensor input, float? eps=None) -> Tensor
 */
static inline lucid_status lucid_logit(lucid_tensor input, const double *eps, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = eps == NULL ? lucid_value_default() : lucid_value_float(*eps);
    return lucid_call("logit", lucid_arguments, 2, result, &result_count);
}

/**
 * Logarithm of input / (1 - input); with eps, input is first held to [eps, 1 - eps]. Writes into the first operand.
 * logit(Tensor input, float? eps=None) -> Tensor
 */
static inline lucid_status lucid_logit_(lucid_tensor input, const double *eps, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = eps == NULL ? lucid_value_default() : lucid_value_float(*eps);
    return lucid_call("logit_", lucid_arguments, 2, result, &result_count);
}

/**
 * Powers of a base at evenly spaced exponents from start to end, both included.
 * logspace(Scalar start, Scalar end, int steps, float base=10.0, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_logspace(lucid_value start, lucid_value end, int64_t steps, double base, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[7];
    size_t result_count = 1;
    lucid_arguments[0] = start;
    lucid_arguments[1] = end;
    lucid_arguments[2] = lucid_value_int(steps);
    lucid_arguments[3] = lucid_value_float(base);
    lucid_arguments[4] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[5] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[6] = lucid_value_bool(requires_grad);
    return lucid_call("logspace", lucid_arguments, 7, result, &result_count);
}

/**
 * log of the sum of exp over some dimensions, without overflow.
 * logsumexp(Tensor input, int[1]? dim=None, bool keepdim=False) -> Tensor
 */
static inline lucid_status lucid_logsumexp(lucid_tensor input, const int64_t *dim, size_t dim_count, bool keepdim, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[2] = lucid_value_bool(keepdim);
    return lucid_call("logsumexp", lucid_arguments, 3, result, &result_count);
}

/**
 * Converts to int64.
 * long(Tensor input, *, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_long(lucid_tensor input, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("long", lucid_arguments, 2, result, &result_count);
}

/**
 * A long short-term memory network; parameters by layer and direction: weights of input and state, their biases, projection.
 * lstm(Tensor input, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor output, Tensor hidden, Tensor cell)
 */
static inline lucid_status lucid_lstm(lucid_tensor input, const lucid_tensor *hx, size_t hx_count, const lucid_tensor *params, size_t params_count, bool has_biases, int64_t num_layers, double dropout, bool train, bool bidirectional, bool batch_first, lucid_tensor results[3])
{
    lucid_value lucid_arguments[9];
    size_t result_count = 3;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensors(hx, hx_count);
    lucid_arguments[2] = lucid_value_tensors(params, params_count);
    lucid_arguments[3] = lucid_value_bool(has_biases);
    lucid_arguments[4] = lucid_value_int(num_layers);
    lucid_arguments[5] = lucid_value_float(dropout);
    lucid_arguments[6] = lucid_value_bool(train);
    lucid_arguments[7] = lucid_value_bool(bidirectional);
    lucid_arguments[8] = lucid_value_bool(batch_first);
    return lucid_call("lstm", lucid_arguments, 9, results, &result_count);
}

/**
 * One step of a long short-term memory: the new hidden and cell states, (batch, hidden) or (hidden).
 * lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> (Tensor hidden, Tensor cell)
 */
static inline lucid_status lucid_lstm_cell(lucid_tensor input, const lucid_tensor *hx, size_t hx_count, lucid_tensor w_ih, lucid_tensor w_hh, lucid_tensor b_ih, lucid_tensor b_hh, lucid_tensor results[2])
{
    lucid_value lucid_arguments[6];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensors(hx, hx_count);
    lucid_arguments[2] = lucid_value_tensor(w_ih);
    lucid_arguments[3] = lucid_value_tensor(w_hh);
    lucid_arguments[4] = b_ih == 0 ? lucid_value_default() : lucid_value_tensor(b_ih);
    lucid_arguments[5] = b_hh == 0 ? lucid_value_default() : lucid_value_tensor(b_hh);
    return lucid_call("lstm_cell", lucid_arguments, 6, results, &result_count);
}

/**
 * A long short-term memory network over packed sequences; parameters by layer and direction: weights of input and state, their biases, projection.
 * lstm.packed(Tensor data, Tensor batch_sizes, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor output, Tensor hidden, Tensor cell)
 */
static inline lucid_status lucid_lstm_packed(lucid_tensor data, lucid_tensor batch_sizes, const lucid_tensor *hx, size_t hx_count, const lucid_tensor *params, size_t params_count, bool has_biases, int64_t num_layers, double dropout, bool train, bool bidirectional, lucid_tensor results[3])
{
    lucid_value lucid_arguments[9];
    size_t result_count = 3;
    lucid_arguments[0] = lucid_value_tensor(data);
    lucid_arguments[1] = lucid_value_tensor(batch_sizes);
    lucid_arguments[2] = lucid_value_tensors(hx, hx_count);
    lucid_arguments[3] = lucid_value_tensors(params, params_count);
    lucid_arguments[4] = lucid_value_bool(has_biases);
    lucid_arguments[5] = lucid_value_int(num_layers);
    lucid_arguments[6] = lucid_value_float(dropout);
    lucid_arguments[7] = lucid_value_bool(train);
    lucid_arguments[8] = lucid_value_bool(bidirectional);
    return lucid_call("lstm.packed", lucid_arguments, 9, results, &result_count);
}

/**
 * True where the first element is smaller.
 * lt(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_lt(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("lt", lucid_arguments, 2, result, &result_count);
}

/**
 * True where the first element is smaller. Writes into the first operand.
 * lt(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_lt_(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("lt_", lucid_arguments, 2, result, &result_count);
}

/**
 * The row of A that stands in each row of L U, from the exchanges of a factorisation.
 * _lu_order(Tensor pivots, int rows) -> Tensor
 */
static inline lucid_status lucid__lu_order(lucid_tensor pivots, int64_t rows, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(pivots);
    lucid_arguments[1] = lucid_value_int(rows);
    return lucid_call("_lu_order", lucid_arguments, 2, result, &result_count);
}

/**
 * Solutions X of A X = input from the factors that linalg.lu_factor returns.
 * lu_solve(Tensor input, Tensor LU_data, Tensor LU_pivots) -> Tensor
 */
static inline lucid_status lucid_lu_solve(lucid_tensor input, lucid_tensor LU_data, lucid_tensor LU_pivots, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(LU_data);
    lucid_arguments[2] = lucid_value_tensor(LU_pivots);
    return lucid_call("lu_solve", lucid_arguments, 3, result, &result_count);
}

/**
 * P, L and U with A = P L U, from what linalg.lu_factor returns.
 * lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data=True, bool unpack_pivots=True) -> (Tensor P, Tensor L, Tensor U)
 */
static inline lucid_status lucid_lu_unpack(lucid_tensor LU_data, lucid_tensor LU_pivots, bool unpack_data, bool unpack_pivots, lucid_tensor results[3])
{
    lucid_value lucid_arguments[4];
    size_t result_count = 3;
    lucid_arguments[0] = lucid_value_tensor(LU_data);
    lucid_arguments[1] = lucid_value_tensor(LU_pivots);
    lucid_arguments[2] = lucid_value_bool(unpack_data);
    lucid_arguments[3] = lucid_value_bool(unpack_pivots);
    return lucid_call("lu_unpack", lucid_arguments, 4, results, &result_count);
}

/**
 * The tensor with one number written where the mask holds.
 * masked_fill(Tensor input, Tensor mask, Tensor|Scalar value) -> Tensor
 */
static inline lucid_status lucid_masked_fill(lucid_tensor input, lucid_tensor mask, lucid_value value, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(mask);
    lucid_arguments[2] = value;
    return lucid_call("masked_fill", lucid_arguments, 3, result, &result_count);
}

/**
 * The tensor with one number written where the mask holds. Writes into the first operand.
 * masked_fill(Tensor input, Tensor mask, Tensor|Scalar value) -> Tensor
 */
static inline lucid_status lucid_masked_fill_(lucid_tensor input, lucid_tensor mask, lucid_value value, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(mask);
    lucid_arguments[2] = value;
    return lucid_call("masked_fill_", lucid_arguments, 3, result, &result_count);
}

/**
 * The tensor with elements of source, in order, written where the mask holds.
 * masked_scatter(Tensor input, Tensor mask, Tensor source) -> Tensor
 */
static inline lucid_status lucid_masked_scatter(lucid_tensor input, lucid_tensor mask, lucid_tensor source, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(mask);
    lucid_arguments[2] = lucid_value_tensor(source);
    return lucid_call("masked_scatter", lucid_arguments, 3, result, &result_count);
}

/**
 * The tensor with elements of source, in order, written where the mask holds. Writes into the first operand.
 * masked_scatter(Tensor input, Tensor mask, Tensor source) -> Tensor
 */
static inline lucid_status lucid_masked_scatter_(lucid_tensor input, lucid_tensor mask, lucid_tensor source, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(mask);
    lucid_arguments[2] = lucid_value_tensor(source);
    return lucid_call("masked_scatter_", lucid_arguments, 3, result, &result_count);
}

/**
 * Elements where the mask holds, as a vector.
 * masked_select(Tensor input, Tensor mask) -> Tensor
 */
static inline lucid_status lucid_masked_select(lucid_tensor input, lucid_tensor mask, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(mask);
    return lucid_call("masked_select", lucid_arguments, 2, result, &result_count);
}

/**
 * Matrix product of two tensors with PyTorch's rules: vectors are rows or columns, leading dimensions are batches and broadcast.
 * matmul(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_matmul(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("matmul", lucid_arguments, 2, result, &result_count);
}

/**
 * Exponentials of square matrices, by scaling, a Padé approximant and squaring (N. Higham, SIAM J. Matrix Anal. Appl. 26, 2005).
 * matrix_exp(Tensor input) -> Tensor
 */
static inline lucid_status lucid_matrix_exp(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("matrix_exp", lucid_arguments, 1, result, &result_count);
}

/**
 * A power of square matrices; negative powers are those of the inverse.
 * matrix_power(Tensor input, int n) -> Tensor
 */
static inline lucid_status lucid_matrix_power(lucid_tensor input, int64_t n, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(n);
    return lucid_call("matrix_power", lucid_arguments, 2, result, &result_count);
}

/**
 * The largest element of all; NaN if there is one. Gradients are shared evenly among equals.
 * max(Tensor input) -> Tensor
 */
static inline lucid_status lucid_max(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("max", lucid_arguments, 1, result, &result_count);
}

/**
 * The greatest of each window of (N, C, L); the batch dimension may lack. Padding counts as minus infinity.
 * max_pool1d(Tensor input, int[1] kernel_size, int[1] stride=[], int[1] padding=0, int[1] dilation=1, bool ceil_mode=False) -> Tensor
 */
static inline lucid_status lucid_max_pool1d(lucid_tensor input, const int64_t *kernel_size, size_t kernel_size_count, const int64_t *stride, size_t stride_count, const int64_t *padding, size_t padding_count, const int64_t *dilation, size_t dilation_count, bool ceil_mode, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(kernel_size, kernel_size_count);
    lucid_arguments[2] = stride == NULL ? lucid_value_default() : lucid_value_ints(stride, stride_count);
    lucid_arguments[3] = padding == NULL ? lucid_value_default() : lucid_value_ints(padding, padding_count);
    lucid_arguments[4] = dilation == NULL ? lucid_value_default() : lucid_value_ints(dilation, dilation_count);
    lucid_arguments[5] = lucid_value_bool(ceil_mode);
    return lucid_call("max_pool1d", lucid_arguments, 6, result, &result_count);
}

/**
 * The greatest of each window of (N, C, L) and its position within its plane, row-major, int64.
 * max_pool1d_with_indices(Tensor input, int[1] kernel_size, int[1] stride=[], int[1] padding=0, int[1] dilation=1, bool ceil_mode=False) -> (Tensor result, Tensor indices)
 */
static inline lucid_status lucid_max_pool1d_with_indices(lucid_tensor input, const int64_t *kernel_size, size_t kernel_size_count, const int64_t *stride, size_t stride_count, const int64_t *padding, size_t padding_count, const int64_t *dilation, size_t dilation_count, bool ceil_mode, lucid_tensor results[2])
{
    lucid_value lucid_arguments[6];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(kernel_size, kernel_size_count);
    lucid_arguments[2] = stride == NULL ? lucid_value_default() : lucid_value_ints(stride, stride_count);
    lucid_arguments[3] = padding == NULL ? lucid_value_default() : lucid_value_ints(padding, padding_count);
    lucid_arguments[4] = dilation == NULL ? lucid_value_default() : lucid_value_ints(dilation, dilation_count);
    lucid_arguments[5] = lucid_value_bool(ceil_mode);
    return lucid_call("max_pool1d_with_indices", lucid_arguments, 6, results, &result_count);
}

/**
 * The greatest of each window of (N, C, H, W); the batch dimension may lack. Padding counts as minus infinity.
 * max_pool2d(Tensor input, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor
 */
static inline lucid_status lucid_max_pool2d(lucid_tensor input, const int64_t *kernel_size, size_t kernel_size_count, const int64_t *stride, size_t stride_count, const int64_t *padding, size_t padding_count, const int64_t *dilation, size_t dilation_count, bool ceil_mode, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(kernel_size, kernel_size_count);
    lucid_arguments[2] = stride == NULL ? lucid_value_default() : lucid_value_ints(stride, stride_count);
    lucid_arguments[3] = padding == NULL ? lucid_value_default() : lucid_value_ints(padding, padding_count);
    lucid_arguments[4] = dilation == NULL ? lucid_value_default() : lucid_value_ints(dilation, dilation_count);
    lucid_arguments[5] = lucid_value_bool(ceil_mode);
    return lucid_call("max_pool2d", lucid_arguments, 6, result, &result_count);
}

/**
 * The greatest of each window of (N, C, H, W) and its position within its plane, row-major, int64.
 * max_pool2d_with_indices(Tensor input, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> (Tensor result, Tensor indices)
 */
static inline lucid_status lucid_max_pool2d_with_indices(lucid_tensor input, const int64_t *kernel_size, size_t kernel_size_count, const int64_t *stride, size_t stride_count, const int64_t *padding, size_t padding_count, const int64_t *dilation, size_t dilation_count, bool ceil_mode, lucid_tensor results[2])
{
    lucid_value lucid_arguments[6];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(kernel_size, kernel_size_count);
    lucid_arguments[2] = stride == NULL ? lucid_value_default() : lucid_value_ints(stride, stride_count);
    lucid_arguments[3] = padding == NULL ? lucid_value_default() : lucid_value_ints(padding, padding_count);
    lucid_arguments[4] = dilation == NULL ? lucid_value_default() : lucid_value_ints(dilation, dilation_count);
    lucid_arguments[5] = lucid_value_bool(ceil_mode);
    return lucid_call("max_pool2d_with_indices", lucid_arguments, 6, results, &result_count);
}

/**
 * The greatest of each window of (N, C, D, H, W); the batch dimension may lack. Padding counts as minus infinity.
 * max_pool3d(Tensor input, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> Tensor
 */
static inline lucid_status lucid_max_pool3d(lucid_tensor input, const int64_t *kernel_size, size_t kernel_size_count, const int64_t *stride, size_t stride_count, const int64_t *padding, size_t padding_count, const int64_t *dilation, size_t dilation_count, bool ceil_mode, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(kernel_size, kernel_size_count);
    lucid_arguments[2] = stride == NULL ? lucid_value_default() : lucid_value_ints(stride, stride_count);
    lucid_arguments[3] = padding == NULL ? lucid_value_default() : lucid_value_ints(padding, padding_count);
    lucid_arguments[4] = dilation == NULL ? lucid_value_default() : lucid_value_ints(dilation, dilation_count);
    lucid_arguments[5] = lucid_value_bool(ceil_mode);
    return lucid_call("max_pool3d", lucid_arguments, 6, result, &result_count);
}

/**
 * The greatest of each window of (N, C, D, H, W) and its position within its plane, row-major, int64.
 * max_pool3d_with_indices(Tensor input, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> (Tensor result, Tensor indices)
 */
static inline lucid_status lucid_max_pool3d_with_indices(lucid_tensor input, const int64_t *kernel_size, size_t kernel_size_count, const int64_t *stride, size_t stride_count, const int64_t *padding, size_t padding_count, const int64_t *dilation, size_t dilation_count, bool ceil_mode, lucid_tensor results[2])
{
    lucid_value lucid_arguments[6];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(kernel_size, kernel_size_count);
    lucid_arguments[2] = stride == NULL ? lucid_value_default() : lucid_value_ints(stride, stride_count);
    lucid_arguments[3] = padding == NULL ? lucid_value_default() : lucid_value_ints(padding, padding_count);
    lucid_arguments[4] = dilation == NULL ? lucid_value_default() : lucid_value_ints(dilation, dilation_count);
    lucid_arguments[5] = lucid_value_bool(ceil_mode);
    return lucid_call("max_pool3d_with_indices", lucid_arguments, 6, results, &result_count);
}

/**
 * Zeros of output_size with the elements of input where indices say, as a maximum pooling of 2 dimensions gave them.
 * max_unpool2d(Tensor input, Tensor indices, int[2] output_size) -> Tensor
 */
static inline lucid_status lucid_max_unpool2d(lucid_tensor input, lucid_tensor indices, const int64_t *output_size, size_t output_size_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(indices);
    lucid_arguments[2] = lucid_value_ints(output_size, output_size_count);
    return lucid_call("max_unpool2d", lucid_arguments, 3, result, &result_count);
}

/**
 * Zeros of output_size with the elements of input where indices say, as a maximum pooling of 3 dimensions gave them.
 * max_unpool3d(Tensor input, Tensor indices, int[3] output_size) -> Tensor
 */
static inline lucid_status lucid_max_unpool3d(lucid_tensor input, lucid_tensor indices, const int64_t *output_size, size_t output_size_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(indices);
    lucid_arguments[2] = lucid_value_ints(output_size, output_size_count);
    return lucid_call("max_unpool3d", lucid_arguments, 3, result, &result_count);
}

/**
 * The larger of two elements; NaN if either is NaN.
 * max.binary(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_max_binary(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("max.binary", lucid_arguments, 2, result, &result_count);
}

/**
 * Largest elements along one dimension, and where they are; of equals the first.
 * max.dim(Tensor input, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)
 */
static inline lucid_status lucid_max_dim(lucid_tensor input, int64_t dim, bool keepdim, lucid_tensor results[2])
{
    lucid_value lucid_arguments[3];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_bool(keepdim);
    return lucid_call("max.dim", lucid_arguments, 3, results, &result_count);
}

/**
 * The larger of two elements; NaN if either is NaN.
 * maximum(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_maximum(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("maximum", lucid_arguments, 2, result, &result_count);
}

/**
 * The larger of two elements; NaN if either is NaN. Writes into the first operand.
 * maximum(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_maximum_(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("maximum_", lucid_arguments, 2, result, &result_count);
}

/**
 * Arithmetic mean over some dimensions, or over all.
 * mean(Tensor input, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor
 */
static inline lucid_status lucid_mean(lucid_tensor input, const int64_t *dim, size_t dim_count, bool keepdim, lucid_dtype dtype, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[2] = lucid_value_bool(keepdim);
    lucid_arguments[3] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    return lucid_call("mean", lucid_arguments, 4, result, &result_count);
}

/**
 * The lower median of all elements; NaN if there is one, or no element at all.
 * median(Tensor input) -> Tensor
 */
static inline lucid_status lucid_median(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("median", lucid_arguments, 1, result, &result_count);
}

/**
 * The lower median along a dimension, and where it is; NaN if there is one.
 * median.dim(Tensor input, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)
 */
static inline lucid_status lucid_median_dim(lucid_tensor input, int64_t dim, bool keepdim, lucid_tensor results[2])
{
    lucid_value lucid_arguments[3];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_bool(keepdim);
    return lucid_call("median.dim", lucid_arguments, 3, results, &result_count);
}

/**
 * Grids of coordinates from vectors: rows first for indexing 'ij' (the default), columns first for 'xy'.
 * meshgrid(Tensor[] tensors, *, str? indexing=None) -> Tensor[]
 */
static inline lucid_status lucid_meshgrid(const lucid_tensor *tensors, size_t tensors_count, const char *indexing, lucid_tensor *results, size_t *result_count)
{
    lucid_value lucid_arguments[2];
    lucid_arguments[0] = lucid_value_tensors(tensors, tensors_count);
    lucid_arguments[1] = indexing == NULL ? lucid_value_default() : lucid_value_string(indexing);
    return lucid_call("meshgrid", lucid_arguments, 2, results, result_count);
}

/**
 * Moves to the metal device.
 * metal(Tensor input) -> Tensor
 */
static inline lucid_status lucid_metal(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("metal", lucid_arguments, 1, result, &result_count);
}

/**
 * The smallest element of all; NaN if there is one. Gradients are shared evenly among equals.
 * min(Tensor input) -> Tensor
 */
static inline lucid_status lucid_min(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("min", lucid_arguments, 1, result, &result_count);
}

/**
 * The smaller of two elements; NaN if either is NaN.
 * min.binary(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_min_binary(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("min.binary", lucid_arguments, 2, result, &result_count);
}

/**
 * Smallest elements along one dimension, and where they are; of equals the first.
 * min.dim(Tensor input, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)
 */
static inline lucid_status lucid_min_dim(lucid_tensor input, int64_t dim, bool keepdim, lucid_tensor results[2])
{
    lucid_value lucid_arguments[3];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_bool(keepdim);
    return lucid_call("min.dim", lucid_arguments, 3, results, &result_count);
}

/**
 * The smaller of two elements; NaN if either is NaN.
 * minimum(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_minimum(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("minimum", lucid_arguments, 2, result, &result_count);
}

/**
 * The smaller of two elements; NaN if either is NaN. Writes into the first operand.
 * minimum(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_minimum_(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("minimum_", lucid_arguments, 2, result, &result_count);
}

/**
 * x tanh(ln(1 + e^x)) (Misra 2019).
 * mish(Tensor input) -> Tensor
 */
static inline lucid_status lucid_mish(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("mish", lucid_arguments, 1, result, &result_count);
}

/**
 * x tanh(ln(1 + e^x)) (Misra 2019). Writes into the first operand.
 * mish(Tensor input) -> Tensor
 */
static inline lucid_status lucid_mish_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("mish_", lucid_arguments, 1, result, &result_count);
}

/**
 * Product of two matrices.
 * mm(Tensor input, Tensor mat2) -> Tensor
 */
static inline lucid_status lucid_mm(lucid_tensor input, lucid_tensor mat2, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(mat2);
    return lucid_call("mm", lucid_arguments, 2, result, &result_count);
}

/**
 * The most frequent element along a dimension, of several the smallest, and where it last is.
 * mode(Tensor input, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)
 */
static inline lucid_status lucid_mode(lucid_tensor input, int64_t dim, bool keepdim, lucid_tensor results[2])
{
    lucid_value lucid_arguments[3];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_bool(keepdim);
    return lucid_call("mode", lucid_arguments, 3, results, &result_count);
}

/**
 * A view with dimensions moved to other places.
 * movedim(Tensor input, int[1] source, int[1] destination) -> Tensor
 */
static inline lucid_status lucid_movedim(lucid_tensor input, const int64_t *source, size_t source_count, const int64_t *destination, size_t destination_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(source, source_count);
    lucid_arguments[2] = lucid_value_ints(destination, destination_count);
    return lucid_call("movedim", lucid_arguments, 3, result, &result_count);
}

/**
 * Squared differences, averaged, summed or as they are.
 * mse_loss(Tensor input, Tensor target, str reduction='mean') -> Tensor
 */
static inline lucid_status lucid_mse_loss(lucid_tensor input, lucid_tensor target, const char *reduction, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(target);
    lucid_arguments[2] = reduction == NULL ? lucid_value_default() : lucid_value_string(reduction);
    return lucid_call("mse_loss", lucid_arguments, 3, result, &result_count);
}

/**
 * Elements in ascending order along the first dimension.
 * msort(Tensor input) -> Tensor
 */
static inline lucid_status lucid_msort(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("msort", lucid_arguments, 1, result, &result_count);
}

/**
 * Product of two tensors, or a tensor and a number, with broadcasting.
 * mul(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_mul(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("mul", lucid_arguments, 2, result, &result_count);
}

/**
 * Product of two tensors, or a tensor and a number, with broadcasting. Writes into the first operand.
 * mul(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_mul_(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("mul_", lucid_arguments, 2, result, &result_count);
}

/**
 * A number times each element.
 * mul.number(Scalar input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_mul_number(lucid_value input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("mul.number", lucid_arguments, 2, result, &result_count);
}

/**
 * Indices drawn from each row in proportion to its elements, with or without putting back.
 * multinomial(Tensor input, int num_samples, bool replacement=False, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_multinomial(lucid_tensor input, int64_t num_samples, bool replacement, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(num_samples);
    lucid_arguments[2] = lucid_value_bool(replacement);
    lucid_arguments[3] = lucid_value_default();
    return lucid_call("multinomial", lucid_arguments, 4, result, &result_count);
}

/**
 * Product of a matrix and a vector.
 * mv(Tensor input, Tensor vec) -> Tensor
 */
static inline lucid_status lucid_mv(lucid_tensor input, lucid_tensor vec, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(vec);
    return lucid_call("mv", lucid_arguments, 2, result, &result_count);
}

/**
 * Logarithm of the multivariate gamma function of dimension p (Wikipedia, "Multivariate gamma function").
 * mvlgamma(Tensor input, int p) -> Tensor
 */
static inline lucid_status lucid_mvlgamma(lucid_tensor input, int64_t p, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(p);
    return lucid_call("mvlgamma", lucid_arguments, 2, result, &result_count);
}

/**
 * Logarithm of the multivariate gamma function of dimension p (Wikipedia, "Multivariate gamma function"). Writes into the first operand.
 * mvlgamma(Tensor input, int p) -> Tensor
 */
static inline lucid_status lucid_mvlgamma_(lucid_tensor input, int64_t p, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(p);
    return lucid_call("mvlgamma_", lucid_arguments, 2, result, &result_count);
}

/**
 * NaN and the infinities replaced by numbers: 0, the largest and the least finite number unless others are given.
 * nan_to_num(Tensor input, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor
 */
static inline lucid_status lucid_nan_to_num(lucid_tensor input, const double *nan, const double *posinf, const double *neginf, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = nan == NULL ? lucid_value_default() : lucid_value_float(*nan);
    lucid_arguments[2] = posinf == NULL ? lucid_value_default() : lucid_value_float(*posinf);
    lucid_arguments[3] = neginf == NULL ? lucid_value_default() : lucid_value_float(*neginf);
    return lucid_call("nan_to_num", lucid_arguments, 4, result, &result_count);
}

/**
 * NaN and the infinities replaced by numbers: 0, the largest and the least finite number unless others are given. Writes into the first operand.
 * nan_to_num(Tensor input, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor
 */
static inline lucid_status lucid_nan_to_num_(lucid_tensor input, const double *nan, const double *posinf, const double *neginf, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = nan == NULL ? lucid_value_default() : lucid_value_float(*nan);
    lucid_arguments[2] = posinf == NULL ? lucid_value_default() : lucid_value_float(*posinf);
    lucid_arguments[3] = neginf == NULL ? lucid_value_default() : lucid_value_float(*neginf);
    return lucid_call("nan_to_num_", lucid_arguments, 4, result, &result_count);
}

/**
 * Arithmetic mean of what is not NaN, over some dimensions or over all.
 * nanmean(Tensor input, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor
 */
static inline lucid_status lucid_nanmean(lucid_tensor input, const int64_t *dim, size_t dim_count, bool keepdim, lucid_dtype dtype, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[2] = lucid_value_bool(keepdim);
    lucid_arguments[3] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    return lucid_call("nanmean", lucid_arguments, 4, result, &result_count);
}

/**
 * The lower median of what is not NaN of all elements; NaN if there is nothing else, or no element at all.
 * nanmedian(Tensor input) -> Tensor
 */
static inline lucid_status lucid_nanmedian(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("nanmedian", lucid_arguments, 1, result, &result_count);
}

/**
 * The lower median of what is not NaN along a dimension, and where it is; NaN if there is nothing else.
 * nanmedian.dim(Tensor input, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)
 */
static inline lucid_status lucid_nanmedian_dim(lucid_tensor input, int64_t dim, bool keepdim, lucid_tensor results[2])
{
    lucid_value lucid_arguments[3];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_bool(keepdim);
    return lucid_call("nanmedian.dim", lucid_arguments, 3, results, &result_count);
}

/**
 * The q-th quantiles of what is not NaN, along a dimension or of all elements.
 * nanquantile(Tensor input, Tensor|Scalar q, int? dim=None, bool keepdim=False, str interpolation='linear') -> Tensor
 */
static inline lucid_status lucid_nanquantile(lucid_tensor input, lucid_value q, const int64_t *dim, bool keepdim, const char *interpolation, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = q;
    lucid_arguments[2] = dim == NULL ? lucid_value_default() : lucid_value_int(*dim);
    lucid_arguments[3] = lucid_value_bool(keepdim);
    lucid_arguments[4] = interpolation == NULL ? lucid_value_default() : lucid_value_string(interpolation);
    return lucid_call("nanquantile", lucid_arguments, 5, result, &result_count);
}

/**
 * Sum of what is not NaN, over some dimensions or over all.
 * nansum(Tensor input, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor
 */
static inline lucid_status lucid_nansum(lucid_tensor input, const int64_t *dim, size_t dim_count, bool keepdim, lucid_dtype dtype, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[2] = lucid_value_bool(keepdim);
    lucid_arguments[3] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    return lucid_call("nansum", lucid_arguments, 4, result, &result_count);
}

/**
 * A view of a range of one dimension.
 * narrow(Tensor input, int dim, int start, int length) -> Tensor
 */
static inline lucid_status lucid_narrow(lucid_tensor input, int64_t dim, int64_t start, int64_t length, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_int(start);
    lucid_arguments[3] = lucid_value_int(length);
    return lucid_call("narrow", lucid_arguments, 4, result, &result_count);
}

/**
 * A copy of a range of one dimension.
 * narrow_copy(Tensor input, int dim, int start, int length) -> Tensor
 */
static inline lucid_status lucid_narrow_copy(lucid_tensor input, int64_t dim, int64_t start, int64_t length, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_int(start);
    lucid_arguments[3] = lucid_value_int(length);
    return lucid_call("narrow_copy", lucid_arguments, 4, result, &result_count);
}

/**
 * True where two elements differ.
 * ne(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_ne(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("ne", lucid_arguments, 2, result, &result_count);
}

/**
 * True where two elements differ. Writes into the first operand.
 * ne(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_ne_(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("ne_", lucid_arguments, 2, result, &result_count);
}

/**
 * Minus each element.
 * neg(Tensor input) -> Tensor
 */
static inline lucid_status lucid_neg(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("neg", lucid_arguments, 1, result, &result_count);
}

/**
 * Minus each element. Writes into the first operand.
 * neg(Tensor input) -> Tensor
 */
static inline lucid_status lucid_neg_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("neg_", lucid_arguments, 1, result, &result_count);
}

/**
 * The next number of the element type after input towards other.
 * nextafter(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_nextafter(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("nextafter", lucid_arguments, 2, result, &result_count);
}

/**
 * The next number of the element type after input towards other. Writes into the first operand.
 * nextafter(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_nextafter_(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("nextafter_", lucid_arguments, 2, result, &result_count);
}

/**
 * Minus the log-probability of each target class, weighted; classes lie in dimension 1, or 0 of a vector.
 * nll_loss(Tensor input, Tensor target, Tensor? weight=None, str reduction='mean', int ignore_index=-100) -> Tensor
 */
static inline lucid_status lucid_nll_loss(lucid_tensor input, lucid_tensor target, lucid_tensor weight, const char *reduction, int64_t ignore_index, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(target);
    lucid_arguments[2] = weight == 0 ? lucid_value_default() : lucid_value_tensor(weight);
    lucid_arguments[3] = reduction == NULL ? lucid_value_default() : lucid_value_string(reduction);
    lucid_arguments[4] = lucid_value_int(ignore_index);
    return lucid_call("nll_loss", lucid_arguments, 5, result, &result_count);
}

/**
 * Positions of elements that are not zero: one row each, one column per dimension, int64.
 * nonzero(Tensor input) -> Tensor
 */
static inline lucid_status lucid_nonzero(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("nonzero", lucid_arguments, 1, result, &result_count);
}

/**
 * Positions of elements that are not zero, one vector per dimension: an index for the tensor.
 * nonzero_numpy(Tensor input) -> Tensor[]
 */
static inline lucid_status lucid_nonzero_numpy(lucid_tensor input, lucid_tensor *results, size_t *result_count)
{
    lucid_value lucid_arguments[1];
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("nonzero_numpy", lucid_arguments, 1, results, result_count);
}

/**
 * Vector norm of order p over some dimensions, or over all.
 * norm(Tensor input, Scalar? p=2, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor
 */
static inline lucid_status lucid_norm(lucid_tensor input, lucid_value p, const int64_t *dim, size_t dim_count, bool keepdim, lucid_dtype dtype, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = p;
    lucid_arguments[2] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[3] = lucid_value_bool(keepdim);
    lucid_arguments[4] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    return lucid_call("norm", lucid_arguments, 5, result, &result_count);
}

/**
 * Frobenius norm ('fro') over some dimensions, or over all; nuclear norm ('nuc') over two.
 * norm.named(Tensor input, str p, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor
 */
static inline lucid_status lucid_norm_named(lucid_tensor input, const char *p, const int64_t *dim, size_t dim_count, bool keepdim, lucid_dtype dtype, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_string(p);
    lucid_arguments[2] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[3] = lucid_value_bool(keepdim);
    lucid_arguments[4] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    return lucid_call("norm.named", lucid_arguments, 5, result, &result_count);
}

/**
 * Normal random numbers of given mean and standard deviation.
 * normal(float mean, float std, int[] size, *, Generator? generator=None, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_normal(double mean, double std, const int64_t *size, size_t size_count, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[7];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_float(mean);
    lucid_arguments[1] = lucid_value_float(std);
    lucid_arguments[2] = lucid_value_ints(size, size_count);
    lucid_arguments[3] = lucid_value_default();
    lucid_arguments[4] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[5] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[6] = lucid_value_bool(requires_grad);
    return lucid_call("normal", lucid_arguments, 7, result, &result_count);
}

/**
 * Normal random numbers, each of its own mean and standard deviation.
 * normal.both(Tensor mean, Tensor std, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_normal_both(lucid_tensor mean, lucid_tensor std, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(mean);
    lucid_arguments[1] = lucid_value_tensor(std);
    lucid_arguments[2] = lucid_value_default();
    return lucid_call("normal.both", lucid_arguments, 3, result, &result_count);
}

/**
 * Normal random numbers in the shape and type of the tensor.
 * normal.fill(Tensor input, float mean=0.0, float std=1.0, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_normal_fill(lucid_tensor input, double mean, double std, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_float(mean);
    lucid_arguments[2] = lucid_value_float(std);
    lucid_arguments[3] = lucid_value_default();
    return lucid_call("normal.fill", lucid_arguments, 4, result, &result_count);
}

/**
 * Normal random numbers in the shape and type of the tensor. Writes into the first operand.
 * normal.fill(Tensor input, float mean=0.0, float std=1.0, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_normal_fill_(lucid_tensor input, double mean, double std, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_float(mean);
    lucid_arguments[2] = lucid_value_float(std);
    lucid_arguments[3] = lucid_value_default();
    return lucid_call("normal_.fill", lucid_arguments, 4, result, &result_count);
}

/**
 * Normal random numbers, each of its own mean and standard deviation.
 * normal.mean(Tensor mean, float std=1.0, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_normal_mean(lucid_tensor mean, double std, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(mean);
    lucid_arguments[1] = lucid_value_float(std);
    lucid_arguments[2] = lucid_value_default();
    return lucid_call("normal.mean", lucid_arguments, 3, result, &result_count);
}

/**
 * Normal random numbers, each of its own mean and standard deviation.
 * normal.std(float mean, Tensor std, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_normal_std(double mean, lucid_tensor std, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_float(mean);
    lucid_arguments[1] = lucid_value_tensor(std);
    lucid_arguments[2] = lucid_value_default();
    return lucid_call("normal.std", lucid_arguments, 3, result, &result_count);
}

/**
 * Normal random numbers of given mean and standard deviation.
 * normal.unsized(float mean=0.0, float std=1.0, *, Generator? generator=None, int[]? size=None, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_normal_unsized(double mean, double std, const int64_t *size, size_t size_count, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[7];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_float(mean);
    lucid_arguments[1] = lucid_value_float(std);
    lucid_arguments[2] = lucid_value_default();
    lucid_arguments[3] = size == NULL ? lucid_value_default() : lucid_value_ints(size, size_count);
    lucid_arguments[4] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[5] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[6] = lucid_value_bool(requires_grad);
    return lucid_call("normal.unsized", lucid_arguments, 7, result, &result_count);
}

/**
 * Sums of the singular values of matrices, by default of the only one.
 * nuclear_norm(Tensor input, int[]? dim=None, bool keepdim=False) -> Tensor
 */
static inline lucid_status lucid_nuclear_norm(lucid_tensor input, const int64_t *dim, size_t dim_count, bool keepdim, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[2] = lucid_value_bool(keepdim);
    return lucid_call("nuclear_norm", lucid_arguments, 3, result, &result_count);
}

/**
 * A tensor of ones.
 * ones(int[] size, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_ones(const int64_t *size, size_t size_count, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_ints(size, size_count);
    lucid_arguments[1] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[2] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[3] = lucid_value_bool(requires_grad);
    return lucid_call("ones", lucid_arguments, 4, result, &result_count);
}

/**
 * Ones in the shape, type and device of another tensor.
 * ones_like(Tensor input, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_ones_like(lucid_tensor input, lucid_dtype dtype, lucid_device device, bool requires_grad, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[2] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[3] = lucid_value_bool(requires_grad);
    lucid_arguments[4] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("ones_like", lucid_arguments, 5, result, &result_count);
}

/**
 * The product of other with Q (or, transposed, Q^H) from the left or right, where Q is the whole product of the reflectors in input and tau.
 * ormqr(Tensor input, Tensor tau, Tensor other, bool left=True, bool transpose=False) -> Tensor
 */
static inline lucid_status lucid_ormqr(lucid_tensor input, lucid_tensor tau, lucid_tensor other, bool left, bool transpose, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(tau);
    lucid_arguments[2] = lucid_value_tensor(other);
    lucid_arguments[3] = lucid_value_bool(left);
    lucid_arguments[4] = lucid_value_bool(transpose);
    return lucid_call("ormqr", lucid_arguments, 5, result, &result_count);
}

/**
 * All products of an element of one vector and one of another.
 * outer(Tensor input, Tensor vec2) -> Tensor
 */
static inline lucid_status lucid_outer(lucid_tensor input, lucid_tensor vec2, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(vec2);
    return lucid_call("outer", lucid_arguments, 2, result, &result_count);
}

/**
 * The tensor with a border: one number, or its own elements by mode reflect, replicate or circular. Sizes of the border come in pairs, last dimension first, and may be negative.
 * pad(Tensor input, int[] pad, str mode='constant', float? value=None) -> Tensor
 */
static inline lucid_status lucid_pad(lucid_tensor input, const int64_t *pad, size_t pad_count, const char *mode, const double *value, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(pad, pad_count);
    lucid_arguments[2] = mode == NULL ? lucid_value_default() : lucid_value_string(mode);
    lucid_arguments[3] = value == NULL ? lucid_value_default() : lucid_value_float(*value);
    return lucid_call("pad", lucid_arguments, 4, result, &result_count);
}

/**
 * Distances of order p between all pairs of rows i before j.
 * pdist(Tensor input, float p=2) -> Tensor
 */
static inline lucid_status lucid_pdist(lucid_tensor input, double p, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_float(p);
    return lucid_call("pdist", lucid_arguments, 2, result, &result_count);
}

/**
 * A view with the dimensions in another order.
 * permute(Tensor input, int[] dims) -> Tensor
 */
static inline lucid_status lucid_permute(lucid_tensor input, const int64_t *dims, size_t dims_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(dims, dims_count);
    return lucid_call("permute", lucid_arguments, 2, result, &result_count);
}

/**
 * Pseudo-inverses; singular values up to rcond times the largest count as zero.
 * pinverse(Tensor input, float rcond=1e-15) -> Tensor
 */
static inline lucid_status lucid_pinverse(lucid_tensor input, double rcond, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_float(rcond);
    return lucid_call("pinverse", lucid_arguments, 2, result, &result_count);
}

/**
 * Poisson random numbers of the rate that each element gives.
 * poisson(Tensor input, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_poisson(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_default();
    return lucid_call("poisson", lucid_arguments, 2, result, &result_count);
}

/**
 * Complex numbers of given modulus and angle.
 * polar(Tensor abs, Tensor angle) -> Tensor
 */
static inline lucid_status lucid_polar(lucid_tensor abs, lucid_tensor angle, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(abs);
    lucid_arguments[1] = lucid_value_tensor(angle);
    return lucid_call("polar", lucid_arguments, 2, result, &result_count);
}

/**
 * Derivative of order n of the digamma function; order 0 is digamma itself.
 * polygamma(int n, Tensor input) -> Tensor
 */
static inline lucid_status lucid_polygamma(int64_t n, lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_int(n);
    lucid_arguments[1] = lucid_value_tensor(input);
    return lucid_call("polygamma", lucid_arguments, 2, result, &result_count);
}

/**
 * Derivative of order n of the digamma function; order 0 is digamma itself.
 * polygamma.method(Tensor input, int n) -> Tensor
 */
static inline lucid_status lucid_polygamma_method(lucid_tensor input, int64_t n, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(n);
    return lucid_call("polygamma.method", lucid_arguments, 2, result, &result_count);
}

/**
 * Derivative of order n of the digamma function; order 0 is digamma itself. Writes into the first operand.
 * polygamma.method(Tensor input, int n) -> Tensor
 */
static inline lucid_status lucid_polygamma_method_(lucid_tensor input, int64_t n, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(n);
    return lucid_call("polygamma_.method", lucid_arguments, 2, result, &result_count);
}

/**
 * The tensor itself; truth values are refused.
 * positive(Tensor input) -> Tensor
 */
static inline lucid_status lucid_positive(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("positive", lucid_arguments, 1, result, &result_count);
}

/**
 * Each element raised to a power.
 * pow(Tensor|Scalar input, Tensor|Scalar exponent) -> Tensor
 */
static inline lucid_status lucid_pow(lucid_value input, lucid_value exponent, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = exponent;
    return lucid_call("pow", lucid_arguments, 2, result, &result_count);
}

/**
 * Each element raised to a power. Writes into the first operand.
 * pow(Tensor|Scalar input, Tensor|Scalar exponent) -> Tensor
 */
static inline lucid_status lucid_pow_(lucid_value input, lucid_value exponent, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = exponent;
    return lucid_call("pow_", lucid_arguments, 2, result, &result_count);
}

/**
 * x above zero, weight x below; weight has one element, or one for each channel (dimension 1).
 * prelu(Tensor input, Tensor weight) -> Tensor
 */
static inline lucid_status lucid_prelu(lucid_tensor input, lucid_tensor weight, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(weight);
    return lucid_call("prelu", lucid_arguments, 2, result, &result_count);
}

/**
 * Product over some dimensions, or over all. Integers and bools multiply in int64.
 * prod(Tensor input, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor
 */
static inline lucid_status lucid_prod(lucid_tensor input, const int64_t *dim, size_t dim_count, bool keepdim, lucid_dtype dtype, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[2] = lucid_value_bool(keepdim);
    lucid_arguments[3] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    return lucid_call("prod", lucid_arguments, 4, result, &result_count);
}

/**
 * The tensor with elements of source written, or added, at positions of the flattened tensor.
 * put(Tensor input, Tensor index, Tensor source, bool accumulate=False) -> Tensor
 */
static inline lucid_status lucid_put(lucid_tensor input, lucid_tensor index, lucid_tensor source, bool accumulate, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(index);
    lucid_arguments[2] = lucid_value_tensor(source);
    lucid_arguments[3] = lucid_value_bool(accumulate);
    return lucid_call("put", lucid_arguments, 4, result, &result_count);
}

/**
 * The tensor with elements of source written, or added, at positions of the flattened tensor. Writes into the first operand.
 * put(Tensor input, Tensor index, Tensor source, bool accumulate=False) -> Tensor
 */
static inline lucid_status lucid_put_(lucid_tensor input, lucid_tensor index, lucid_tensor source, bool accumulate, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(index);
    lucid_arguments[2] = lucid_value_tensor(source);
    lucid_arguments[3] = lucid_value_bool(accumulate);
    return lucid_call("put_", lucid_arguments, 4, result, &result_count);
}

/**
 * The q-th quantiles along a dimension or of all elements; between two elements the interpolation decides. NaN stays.
 * quantile(Tensor input, Tensor|Scalar q, int? dim=None, bool keepdim=False, str interpolation='linear') -> Tensor
 */
static inline lucid_status lucid_quantile(lucid_tensor input, lucid_value q, const int64_t *dim, bool keepdim, const char *interpolation, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = q;
    lucid_arguments[2] = dim == NULL ? lucid_value_default() : lucid_value_int(*dim);
    lucid_arguments[3] = lucid_value_bool(keepdim);
    lucid_arguments[4] = interpolation == NULL ? lucid_value_default() : lucid_value_string(interpolation);
    return lucid_call("quantile", lucid_arguments, 5, result, &result_count);
}

/**
 * Radians to degrees.
 * rad2deg(Tensor input) -> Tensor
 */
static inline lucid_status lucid_rad2deg(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("rad2deg", lucid_arguments, 1, result, &result_count);
}

/**
 * Radians to degrees. Writes into the first operand.
 * rad2deg(Tensor input) -> Tensor
 */
static inline lucid_status lucid_rad2deg_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("rad2deg_", lucid_arguments, 1, result, &result_count);
}

/**
 * Uniform random numbers in [0, 1).
 * rand(int[] size, *, Generator? generator=None, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_rand(const int64_t *size, size_t size_count, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_ints(size, size_count);
    lucid_arguments[1] = lucid_value_default();
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[3] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[4] = lucid_value_bool(requires_grad);
    return lucid_call("rand", lucid_arguments, 5, result, &result_count);
}

/**
 * Uniform random numbers in [0, 1) in the shape, type and device of another tensor.
 * rand_like(Tensor input, *, Generator? generator=None, ScalarType? dtype=None, Device? device=None, bool requires_grad=False, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_rand_like(lucid_tensor input, lucid_dtype dtype, lucid_device device, bool requires_grad, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_default();
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[3] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[4] = lucid_value_bool(requires_grad);
    lucid_arguments[5] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("rand_like", lucid_arguments, 6, result, &result_count);
}

/**
 * Random integers from low up to (not including) high.
 * randint(int low, int high, int[] size, *, Generator? generator=None, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_randint(int64_t low, int64_t high, const int64_t *size, size_t size_count, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[7];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_int(low);
    lucid_arguments[1] = lucid_value_int(high);
    lucid_arguments[2] = lucid_value_ints(size, size_count);
    lucid_arguments[3] = lucid_value_default();
    lucid_arguments[4] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[5] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[6] = lucid_value_bool(requires_grad);
    return lucid_call("randint", lucid_arguments, 7, result, &result_count);
}

/**
 * Random integers in the shape, type and device of another tensor.
 * randint_like(Tensor input, int low, int high, *, Generator? generator=None, ScalarType? dtype=None, Device? device=None, bool requires_grad=False, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_randint_like(lucid_tensor input, int64_t low, int64_t high, lucid_dtype dtype, lucid_device device, bool requires_grad, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[8];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(low);
    lucid_arguments[2] = lucid_value_int(high);
    lucid_arguments[3] = lucid_value_default();
    lucid_arguments[4] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[5] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[6] = lucid_value_bool(requires_grad);
    lucid_arguments[7] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("randint_like", lucid_arguments, 8, result, &result_count);
}

/**
 * Random integers from 0 up to (not including) high in the shape, type and device of another tensor.
 * randint_like.high(Tensor input, int high, *, Generator? generator=None, ScalarType? dtype=None, Device? device=None, bool requires_grad=False, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_randint_like_high(lucid_tensor input, int64_t high, lucid_dtype dtype, lucid_device device, bool requires_grad, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[7];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(high);
    lucid_arguments[2] = lucid_value_default();
    lucid_arguments[3] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[4] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[5] = lucid_value_bool(requires_grad);
    lucid_arguments[6] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("randint_like.high", lucid_arguments, 7, result, &result_count);
}

/**
 * Random integers from 0 up to (not including) high.
 * randint.high(int high, int[] size, *, Generator? generator=None, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_randint_high(int64_t high, const int64_t *size, size_t size_count, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_int(high);
    lucid_arguments[1] = lucid_value_ints(size, size_count);
    lucid_arguments[2] = lucid_value_default();
    lucid_arguments[3] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[4] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[5] = lucid_value_bool(requires_grad);
    return lucid_call("randint.high", lucid_arguments, 6, result, &result_count);
}

/**
 * Normal random numbers of mean 0 and variance 1.
 * randn(int[] size, *, Generator? generator=None, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_randn(const int64_t *size, size_t size_count, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_ints(size, size_count);
    lucid_arguments[1] = lucid_value_default();
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[3] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[4] = lucid_value_bool(requires_grad);
    return lucid_call("randn", lucid_arguments, 5, result, &result_count);
}

/**
 * Normal random numbers of mean 0 and variance 1 in the shape, type and device of another tensor.
 * randn_like(Tensor input, *, Generator? generator=None, ScalarType? dtype=None, Device? device=None, bool requires_grad=False, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_randn_like(lucid_tensor input, lucid_dtype dtype, lucid_device device, bool requires_grad, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_default();
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[3] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[4] = lucid_value_bool(requires_grad);
    lucid_arguments[5] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("randn_like", lucid_arguments, 6, result, &result_count);
}

/**
 * Integers from 0 up to the largest that the type holds exactly, in the shape and type of the tensor.
 * random(Tensor input, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_random(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_default();
    return lucid_call("random", lucid_arguments, 2, result, &result_count);
}

/**
 * Integers from 0 up to the largest that the type holds exactly, in the shape and type of the tensor. Writes into the first operand.
 * random(Tensor input, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_random_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_default();
    return lucid_call("random_", lucid_arguments, 2, result, &result_count);
}

/**
 * Integers from one bound up to, and not including, another, in the shape and type of the tensor.
 * random.range(Tensor input, int from, int? to, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_random_range(lucid_tensor input, int64_t from, const int64_t *to, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(from);
    lucid_arguments[2] = to == NULL ? lucid_value_none() : lucid_value_int(*to);
    lucid_arguments[3] = lucid_value_default();
    return lucid_call("random.range", lucid_arguments, 4, result, &result_count);
}

/**
 * Integers from one bound up to, and not including, another, in the shape and type of the tensor. Writes into the first operand.
 * random.range(Tensor input, int from, int? to, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_random_range_(lucid_tensor input, int64_t from, const int64_t *to, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(from);
    lucid_arguments[2] = to == NULL ? lucid_value_none() : lucid_value_int(*to);
    lucid_arguments[3] = lucid_value_default();
    return lucid_call("random_.range", lucid_arguments, 4, result, &result_count);
}

/**
 * Integers from 0 up to, and not including, a bound, in the shape and type of the tensor.
 * random.to(Tensor input, int to, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_random_to(lucid_tensor input, int64_t to, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(to);
    lucid_arguments[2] = lucid_value_default();
    return lucid_call("random.to", lucid_arguments, 3, result, &result_count);
}

/**
 * Integers from 0 up to, and not including, a bound, in the shape and type of the tensor. Writes into the first operand.
 * random.to(Tensor input, int to, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_random_to_(lucid_tensor input, int64_t to, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(to);
    lucid_arguments[2] = lucid_value_default();
    return lucid_call("random_.to", lucid_arguments, 3, result, &result_count);
}

/**
 * The integers from 0 to n - 1 in random order.
 * randperm(int n, *, Generator? generator=None, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_randperm(int64_t n, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_int(n);
    lucid_arguments[1] = lucid_value_default();
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[3] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[4] = lucid_value_bool(requires_grad);
    return lucid_call("randperm", lucid_arguments, 5, result, &result_count);
}

/**
 * All elements as a vector without gaps: a view where they lie so already, else a copy.
 * ravel(Tensor input) -> Tensor
 */
static inline lucid_status lucid_ravel(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("ravel", lucid_arguments, 1, result, &result_count);
}

/**
 * The real parts, as a view; real tensors are returned as they are.
 * real(Tensor input) -> Tensor
 */
static inline lucid_status lucid_real(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("real", lucid_arguments, 1, result, &result_count);
}

/**
 * One over each element.
 * reciprocal(Tensor input) -> Tensor
 */
static inline lucid_status lucid_reciprocal(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("reciprocal", lucid_arguments, 1, result, &result_count);
}

/**
 * One over each element. Writes into the first operand.
 * reciprocal(Tensor input) -> Tensor
 */
static inline lucid_status lucid_reciprocal_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("reciprocal_", lucid_arguments, 1, result, &result_count);
}

/**
 * The larger of each element and zero; NaN stays NaN.
 * relu(Tensor input) -> Tensor
 */
static inline lucid_status lucid_relu(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("relu", lucid_arguments, 1, result, &result_count);
}

/**
 * The larger of each element and zero; NaN stays NaN. Writes into the first operand.
 * relu(Tensor input) -> Tensor
 */
static inline lucid_status lucid_relu_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("relu_", lucid_arguments, 1, result, &result_count);
}

/**
 * Elements held to [0, 6].
 * relu6(Tensor input) -> Tensor
 */
static inline lucid_status lucid_relu6(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("relu6", lucid_arguments, 1, result, &result_count);
}

/**
 * Elements held to [0, 6]. Writes into the first operand.
 * relu6(Tensor input) -> Tensor
 */
static inline lucid_status lucid_relu6_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("relu6_", lucid_arguments, 1, result, &result_count);
}

/**
 * Remainder with the sign of the divisor, as in Python.
 * remainder(Tensor|Scalar input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_remainder(lucid_value input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = other;
    return lucid_call("remainder", lucid_arguments, 2, result, &result_count);
}

/**
 * Remainder with the sign of the divisor, as in Python. Writes into the first operand.
 * remainder(Tensor|Scalar input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_remainder_(lucid_value input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = other;
    return lucid_call("remainder_", lucid_arguments, 2, result, &result_count);
}

/**
 * Every slice along a dimension scaled so that its p-norm is at most maxnorm.
 * renorm(Tensor input, Scalar p, int dim, Scalar maxnorm) -> Tensor
 */
static inline lucid_status lucid_renorm(lucid_tensor input, lucid_value p, int64_t dim, lucid_value maxnorm, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = p;
    lucid_arguments[2] = lucid_value_int(dim);
    lucid_arguments[3] = maxnorm;
    return lucid_call("renorm", lucid_arguments, 4, result, &result_count);
}

/**
 * Every slice along a dimension scaled so that its p-norm is at most maxnorm. Writes into the first operand.
 * renorm(Tensor input, Scalar p, int dim, Scalar maxnorm) -> Tensor
 */
static inline lucid_status lucid_renorm_(lucid_tensor input, lucid_value p, int64_t dim, lucid_value maxnorm, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = p;
    lucid_arguments[2] = lucid_value_int(dim);
    lucid_arguments[3] = maxnorm;
    return lucid_call("renorm_", lucid_arguments, 4, result, &result_count);
}

/**
 * The tensor laid side by side along each dimension.
 * repeat(Tensor input, int[] repeats) -> Tensor
 */
static inline lucid_status lucid_repeat(lucid_tensor input, const int64_t *repeats, size_t repeats_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(repeats, repeats_count);
    return lucid_call("repeat", lucid_arguments, 2, result, &result_count);
}

/**
 * Each position of a dimension repeated as often as repeats says; without a dimension, of the flattened tensor.
 * repeat_interleave(Tensor input, Tensor repeats, int? dim=None, *, int? output_size=None) -> Tensor
 */
static inline lucid_status lucid_repeat_interleave(lucid_tensor input, lucid_tensor repeats, const int64_t *dim, const int64_t *output_size, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(repeats);
    lucid_arguments[2] = dim == NULL ? lucid_value_default() : lucid_value_int(*dim);
    lucid_arguments[3] = output_size == NULL ? lucid_value_default() : lucid_value_int(*output_size);
    return lucid_call("repeat_interleave", lucid_arguments, 4, result, &result_count);
}

/**
 * Each position of a dimension repeated equally often; without a dimension, of the flattened tensor.
 * repeat_interleave.count(Tensor input, int repeats, int? dim=None, *, int? output_size=None) -> Tensor
 */
static inline lucid_status lucid_repeat_interleave_count(lucid_tensor input, int64_t repeats, const int64_t *dim, const int64_t *output_size, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(repeats);
    lucid_arguments[2] = dim == NULL ? lucid_value_default() : lucid_value_int(*dim);
    lucid_arguments[3] = output_size == NULL ? lucid_value_default() : lucid_value_int(*output_size);
    return lucid_call("repeat_interleave.count", lucid_arguments, 4, result, &result_count);
}

/**
 * The positions 0, 1, 2, ..., each as often as repeats says: what to index with to repeat.
 * repeat_interleave.positions(Tensor repeats, *, int? output_size=None) -> Tensor
 */
static inline lucid_status lucid_repeat_interleave_positions(lucid_tensor repeats, const int64_t *output_size, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(repeats);
    lucid_arguments[1] = output_size == NULL ? lucid_value_default() : lucid_value_int(*output_size);
    return lucid_call("repeat_interleave.positions", lucid_arguments, 2, result, &result_count);
}

/**
 * The tensor laid side by side along one dimension, or, without one, as often along each as repeats says.
 * repeat.along(Tensor input, int[1] repeats, int? dim=None) -> Tensor
 */
static inline lucid_status lucid_repeat_along(lucid_tensor input, const int64_t *repeats, size_t repeats_count, const int64_t *dim, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(repeats, repeats_count);
    lucid_arguments[2] = dim == NULL ? lucid_value_default() : lucid_value_int(*dim);
    return lucid_call("repeat.along", lucid_arguments, 3, result, &result_count);
}

/**
 * The same elements in another shape: a view when the strides allow it, else a copy. One size may be -1.
 * reshape(Tensor input, int[] shape) -> Tensor
 */
static inline lucid_status lucid_reshape(lucid_tensor input, const int64_t *shape, size_t shape_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(shape, shape_count);
    return lucid_call("reshape", lucid_arguments, 2, result, &result_count);
}

/**
 * Gives the tensor another shape, keeping its elements in row-major order; memory grows when it must, and what is new is undefined.
 * resize_(Tensor input, int[] size, *, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_resize_(lucid_tensor input, const int64_t *size, size_t size_count, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(size, size_count);
    lucid_arguments[2] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("resize_", lucid_arguments, 3, result, &result_count);
}

/**
 * Gives the tensor the shape of another, as resize_ does.
 * resize_as_(Tensor input, Tensor other, *, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_resize_as_(lucid_tensor input, lucid_tensor other, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    lucid_arguments[2] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("resize_as_", lucid_arguments, 3, result, &result_count);
}

/**
 * The tensor itself: nothing is kept lazily conjugated here.
 * resolve_conj(Tensor input) -> Tensor
 */
static inline lucid_status lucid_resolve_conj(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("resolve_conj", lucid_arguments, 1, result, &result_count);
}

/**
 * The tensor itself: nothing is kept lazily negated here.
 * resolve_neg(Tensor input) -> Tensor
 */
static inline lucid_status lucid_resolve_neg(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("resolve_neg", lucid_arguments, 1, result, &result_count);
}

/**
 * Each row divided by the root of its mean square, times weight (B. Zhang, R. Sennrich, 2019); rows are the trailing dimensions given. Without eps it is the type's machine epsilon.
 * rms_norm(Tensor input, int[] normalized_shape, Tensor? weight=None, float? eps=None) -> Tensor
 */
static inline lucid_status lucid_rms_norm(lucid_tensor input, const int64_t *normalized_shape, size_t normalized_shape_count, lucid_tensor weight, const double *eps, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(normalized_shape, normalized_shape_count);
    lucid_arguments[2] = weight == 0 ? lucid_value_default() : lucid_value_tensor(weight);
    lucid_arguments[3] = eps == NULL ? lucid_value_default() : lucid_value_float(*eps);
    return lucid_call("rms_norm", lucid_arguments, 4, result, &result_count);
}

/**
 * A recurrent network with relu; parameters by layer and direction: weights of input and state, their biases.
 * rnn_relu(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor output, Tensor hidden)
 */
static inline lucid_status lucid_rnn_relu(lucid_tensor input, lucid_tensor hx, const lucid_tensor *params, size_t params_count, bool has_biases, int64_t num_layers, double dropout, bool train, bool bidirectional, bool batch_first, lucid_tensor results[2])
{
    lucid_value lucid_arguments[9];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(hx);
    lucid_arguments[2] = lucid_value_tensors(params, params_count);
    lucid_arguments[3] = lucid_value_bool(has_biases);
    lucid_arguments[4] = lucid_value_int(num_layers);
    lucid_arguments[5] = lucid_value_float(dropout);
    lucid_arguments[6] = lucid_value_bool(train);
    lucid_arguments[7] = lucid_value_bool(bidirectional);
    lucid_arguments[8] = lucid_value_bool(batch_first);
    return lucid_call("rnn_relu", lucid_arguments, 9, results, &result_count);
}

/**
 * One step of a recurrent network with relu: the new hidden state (batch, hidden) or (hidden).
 * rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor
 */
static inline lucid_status lucid_rnn_relu_cell(lucid_tensor input, lucid_tensor hx, lucid_tensor w_ih, lucid_tensor w_hh, lucid_tensor b_ih, lucid_tensor b_hh, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(hx);
    lucid_arguments[2] = lucid_value_tensor(w_ih);
    lucid_arguments[3] = lucid_value_tensor(w_hh);
    lucid_arguments[4] = b_ih == 0 ? lucid_value_default() : lucid_value_tensor(b_ih);
    lucid_arguments[5] = b_hh == 0 ? lucid_value_default() : lucid_value_tensor(b_hh);
    return lucid_call("rnn_relu_cell", lucid_arguments, 6, result, &result_count);
}

/**
 * A recurrent network with relu over packed sequences; parameters by layer and direction: weights of input and state, their biases.
 * rnn_relu.packed(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor output, Tensor hidden)
 */
static inline lucid_status lucid_rnn_relu_packed(lucid_tensor data, lucid_tensor batch_sizes, lucid_tensor hx, const lucid_tensor *params, size_t params_count, bool has_biases, int64_t num_layers, double dropout, bool train, bool bidirectional, lucid_tensor results[2])
{
    lucid_value lucid_arguments[9];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(data);
    lucid_arguments[1] = lucid_value_tensor(batch_sizes);
    lucid_arguments[2] = lucid_value_tensor(hx);
    lucid_arguments[3] = lucid_value_tensors(params, params_count);
    lucid_arguments[4] = lucid_value_bool(has_biases);
    lucid_arguments[5] = lucid_value_int(num_layers);
    lucid_arguments[6] = lucid_value_float(dropout);
    lucid_arguments[7] = lucid_value_bool(train);
    lucid_arguments[8] = lucid_value_bool(bidirectional);
    return lucid_call("rnn_relu.packed", lucid_arguments, 9, results, &result_count);
}

/**
 * A recurrent network with tanh; parameters by layer and direction: weights of input and state, their biases.
 * rnn_tanh(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor output, Tensor hidden)
 */
static inline lucid_status lucid_rnn_tanh(lucid_tensor input, lucid_tensor hx, const lucid_tensor *params, size_t params_count, bool has_biases, int64_t num_layers, double dropout, bool train, bool bidirectional, bool batch_first, lucid_tensor results[2])
{
    lucid_value lucid_arguments[9];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(hx);
    lucid_arguments[2] = lucid_value_tensors(params, params_count);
    lucid_arguments[3] = lucid_value_bool(has_biases);
    lucid_arguments[4] = lucid_value_int(num_layers);
    lucid_arguments[5] = lucid_value_float(dropout);
    lucid_arguments[6] = lucid_value_bool(train);
    lucid_arguments[7] = lucid_value_bool(bidirectional);
    lucid_arguments[8] = lucid_value_bool(batch_first);
    return lucid_call("rnn_tanh", lucid_arguments, 9, results, &result_count);
}

/**
 * One step of a recurrent network with tanh: the new hidden state (batch, hidden) or (hidden).
 * rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor
 */
static inline lucid_status lucid_rnn_tanh_cell(lucid_tensor input, lucid_tensor hx, lucid_tensor w_ih, lucid_tensor w_hh, lucid_tensor b_ih, lucid_tensor b_hh, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(hx);
    lucid_arguments[2] = lucid_value_tensor(w_ih);
    lucid_arguments[3] = lucid_value_tensor(w_hh);
    lucid_arguments[4] = b_ih == 0 ? lucid_value_default() : lucid_value_tensor(b_ih);
    lucid_arguments[5] = b_hh == 0 ? lucid_value_default() : lucid_value_tensor(b_hh);
    return lucid_call("rnn_tanh_cell", lucid_arguments, 6, result, &result_count);
}

/**
 * A recurrent network with tanh over packed sequences; parameters by layer and direction: weights of input and state, their biases.
 * rnn_tanh.packed(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor output, Tensor hidden)
 */
static inline lucid_status lucid_rnn_tanh_packed(lucid_tensor data, lucid_tensor batch_sizes, lucid_tensor hx, const lucid_tensor *params, size_t params_count, bool has_biases, int64_t num_layers, double dropout, bool train, bool bidirectional, lucid_tensor results[2])
{
    lucid_value lucid_arguments[9];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(data);
    lucid_arguments[1] = lucid_value_tensor(batch_sizes);
    lucid_arguments[2] = lucid_value_tensor(hx);
    lucid_arguments[3] = lucid_value_tensors(params, params_count);
    lucid_arguments[4] = lucid_value_bool(has_biases);
    lucid_arguments[5] = lucid_value_int(num_layers);
    lucid_arguments[6] = lucid_value_float(dropout);
    lucid_arguments[7] = lucid_value_bool(train);
    lucid_arguments[8] = lucid_value_bool(bidirectional);
    return lucid_call("rnn_tanh.packed", lucid_arguments, 9, results, &result_count);
}

/**
 * Elements moved along dimensions; those pushed out come in at the other end. Without dims, along the flattened tensor.
 * roll(Tensor input, int[1] shifts, int[1] dims=[]) -> Tensor
 */
static inline lucid_status lucid_roll(lucid_tensor input, const int64_t *shifts, size_t shifts_count, const int64_t *dims, size_t dims_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(shifts, shifts_count);
    lucid_arguments[2] = dims == NULL ? lucid_value_default() : lucid_value_ints(dims, dims_count);
    return lucid_call("roll", lucid_arguments, 3, result, &result_count);
}

/**
 * The tensor turned k times by a quarter in the plane of two dimensions, from the first towards the second.
 * rot90(Tensor input, int k=1, int[] dims=[0,1]) -> Tensor
 */
static inline lucid_status lucid_rot90(lucid_tensor input, int64_t k, const int64_t *dims, size_t dims_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(k);
    lucid_arguments[2] = dims == NULL ? lucid_value_default() : lucid_value_ints(dims, dims_count);
    return lucid_call("rot90", lucid_arguments, 3, result, &result_count);
}

/**
 * Each element rounded to the nearest integer, halves to even.
 * round(Tensor input) -> Tensor
 */
static inline lucid_status lucid_round(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("round", lucid_arguments, 1, result, &result_count);
}

/**
 * Each element rounded to the nearest integer, halves to even. Writes into the first operand.
 * round(Tensor input) -> Tensor
 */
static inline lucid_status lucid_round_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("round_", lucid_arguments, 1, result, &result_count);
}

/**
 * Each element rounded to a number of decimal places (of tens where negative), halves to even.
 * round.decimals(Tensor input, *, int decimals) -> Tensor
 */
static inline lucid_status lucid_round_decimals(lucid_tensor input, int64_t decimals, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(decimals);
    return lucid_call("round.decimals", lucid_arguments, 2, result, &result_count);
}

/**
 * Each element rounded to a number of decimal places (of tens where negative), halves to even. Writes into the first operand.
 * round.decimals(Tensor input, *, int decimals) -> Tensor
 */
static inline lucid_status lucid_round_decimals_(lucid_tensor input, int64_t decimals, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(decimals);
    return lucid_call("round_.decimals", lucid_arguments, 2, result, &result_count);
}

/**
 * One over the square root of each element.
 * rsqrt(Tensor input) -> Tensor
 */
static inline lucid_status lucid_rsqrt(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("rsqrt", lucid_arguments, 1, result, &result_count);
}

/**
 * One over the square root of each element. Writes into the first operand.
 * rsqrt(Tensor input) -> Tensor
 */
static inline lucid_status lucid_rsqrt_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("rsqrt_", lucid_arguments, 1, result, &result_count);
}

/**
 * other - input.
 * rsub(Tensor|Scalar input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_rsub(lucid_value input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = other;
    return lucid_call("rsub", lucid_arguments, 2, result, &result_count);
}

/**
 * other - input. Writes into the first operand.
 * rsub(Tensor|Scalar input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_rsub_(lucid_value input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = other;
    return lucid_call("rsub_", lucid_arguments, 2, result, &result_count);
}

/**
 * other - alpha * input.
 * rsub.alpha(Tensor input, Tensor|Scalar other, *, Scalar alpha) -> Tensor
 */
static inline lucid_status lucid_rsub_alpha(lucid_tensor input, lucid_value other, lucid_value alpha, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    lucid_arguments[2] = alpha;
    return lucid_call("rsub.alpha", lucid_arguments, 3, result, &result_count);
}

/**
 * Dirichlet random vectors along the last dimension, of the shapes given there.
 * _sample_dirichlet(Tensor input, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid__sample_dirichlet(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_default();
    return lucid_call("_sample_dirichlet", lucid_arguments, 2, result, &result_count);
}

/**
 * A number as a 0-d tensor of the default floating type.
 * scalar_tensor(Scalar s, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_scalar_tensor(lucid_value s, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = s;
    lucid_arguments[1] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[2] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[3] = lucid_value_bool(requires_grad);
    return lucid_call("scalar_tensor", lucid_arguments, 4, result, &result_count);
}

/**
 * softmax(scale query keyᵀ + mask) value (A. Vaswani et al., 2017) of (..., rows, features); a mask of bools says which keys are seen, one of numbers is added. The score matrix is not stored unless there is dropout or the mask needs a gradient.
 * scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, float dropout_p=0.0, bool is_causal=False, *, float? scale=None, bool enable_gqa=False) -> Tensor
 */
static inline lucid_status lucid_scaled_dot_product_attention(lucid_tensor query, lucid_tensor key, lucid_tensor value, lucid_tensor attn_mask, double dropout_p, bool is_causal, const double *scale, bool enable_gqa, lucid_tensor *result)
{
    lucid_value lucid_arguments[8];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(query);
    lucid_arguments[1] = lucid_value_tensor(key);
    lucid_arguments[2] = lucid_value_tensor(value);
    lucid_arguments[3] = attn_mask == 0 ? lucid_value_default() : lucid_value_tensor(attn_mask);
    lucid_arguments[4] = lucid_value_float(dropout_p);
    lucid_arguments[5] = lucid_value_bool(is_causal);
    lucid_arguments[6] = scale == NULL ? lucid_value_default() : lucid_value_float(*scale);
    lucid_arguments[7] = lucid_value_bool(enable_gqa);
    return lucid_call("scaled_dot_product_attention", lucid_arguments, 8, result, &result_count);
}

/**
 * The tensor with elements of src written along one dimension where index says; the last of several writes wins.
 * scatter(Tensor input, int dim, Tensor index, Tensor src) -> Tensor
 */
static inline lucid_status lucid_scatter(lucid_tensor input, int64_t dim, lucid_tensor index, lucid_tensor src, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    lucid_arguments[3] = lucid_value_tensor(src);
    return lucid_call("scatter", lucid_arguments, 4, result, &result_count);
}

/**
 * The tensor with elements of src written along one dimension where index says; the last of several writes wins. Writes into the first operand.
 * scatter(Tensor input, int dim, Tensor index, Tensor src) -> Tensor
 */
static inline lucid_status lucid_scatter_(lucid_tensor input, int64_t dim, lucid_tensor index, lucid_tensor src, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    lucid_arguments[3] = lucid_value_tensor(src);
    return lucid_call("scatter_", lucid_arguments, 4, result, &result_count);
}

/**
 * The tensor with elements of src added along one dimension where index says.
 * scatter_add(Tensor input, int dim, Tensor index, Tensor src) -> Tensor
 */
static inline lucid_status lucid_scatter_add(lucid_tensor input, int64_t dim, lucid_tensor index, lucid_tensor src, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    lucid_arguments[3] = lucid_value_tensor(src);
    return lucid_call("scatter_add", lucid_arguments, 4, result, &result_count);
}

/**
 * The tensor with elements of src added along one dimension where index says. Writes into the first operand.
 * scatter_add(Tensor input, int dim, Tensor index, Tensor src) -> Tensor
 */
static inline lucid_status lucid_scatter_add_(lucid_tensor input, int64_t dim, lucid_tensor index, lucid_tensor src, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    lucid_arguments[3] = lucid_value_tensor(src);
    return lucid_call("scatter_add_", lucid_arguments, 4, result, &result_count);
}

/**
 * The tensor with elements of src joined in along one dimension where index says: by sum, prod, mean, amax or amin.
 * scatter_reduce(Tensor input, int dim, Tensor index, Tensor src, str reduce='sum', *, bool include_self=True) -> Tensor
 */
static inline lucid_status lucid_scatter_reduce(lucid_tensor input, int64_t dim, lucid_tensor index, lucid_tensor src, const char *reduce, bool include_self, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    lucid_arguments[3] = lucid_value_tensor(src);
    lucid_arguments[4] = reduce == NULL ? lucid_value_default() : lucid_value_string(reduce);
    lucid_arguments[5] = lucid_value_bool(include_self);
    return lucid_call("scatter_reduce", lucid_arguments, 6, result, &result_count);
}

/**
 * The tensor with elements of src joined in along one dimension where index says: by sum, prod, mean, amax or amin. Writes into the first operand.
 * scatter_reduce(Tensor input, int dim, Tensor index, Tensor src, str reduce='sum', *, bool include_self=True) -> Tensor
 */
static inline lucid_status lucid_scatter_reduce_(lucid_tensor input, int64_t dim, lucid_tensor index, lucid_tensor src, const char *reduce, bool include_self, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    lucid_arguments[3] = lucid_value_tensor(src);
    lucid_arguments[4] = reduce == NULL ? lucid_value_default() : lucid_value_string(reduce);
    lucid_arguments[5] = lucid_value_bool(include_self);
    return lucid_call("scatter_reduce_", lucid_arguments, 6, result, &result_count);
}

/**
 * The tensor with elements of src joined in along one dimension where index says: reduce is 'add' or 'multiply'.
 * scatter.src_reduce(Tensor input, int dim, Tensor index, Tensor src, str? reduce) -> Tensor
 */
static inline lucid_status lucid_scatter_src_reduce(lucid_tensor input, int64_t dim, lucid_tensor index, lucid_tensor src, const char *reduce, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    lucid_arguments[3] = lucid_value_tensor(src);
    lucid_arguments[4] = reduce == NULL ? lucid_value_none() : lucid_value_string(reduce);
    return lucid_call("scatter.src_reduce", lucid_arguments, 5, result, &result_count);
}

/**
 * The tensor with elements of src joined in along one dimension where index says: reduce is 'add' or 'multiply'. Writes into the first operand.
 * scatter.src_reduce(Tensor input, int dim, Tensor index, Tensor src, str? reduce) -> Tensor
 */
static inline lucid_status lucid_scatter_src_reduce_(lucid_tensor input, int64_t dim, lucid_tensor index, lucid_tensor src, const char *reduce, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    lucid_arguments[3] = lucid_value_tensor(src);
    lucid_arguments[4] = reduce == NULL ? lucid_value_none() : lucid_value_string(reduce);
    return lucid_call("scatter_.src_reduce", lucid_arguments, 5, result, &result_count);
}

/**
 * The tensor with one number written along one dimension where index says.
 * scatter.value(Tensor input, int dim, Tensor index, Scalar value) -> Tensor
 */
static inline lucid_status lucid_scatter_value(lucid_tensor input, int64_t dim, lucid_tensor index, lucid_value value, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    lucid_arguments[3] = value;
    return lucid_call("scatter.value", lucid_arguments, 4, result, &result_count);
}

/**
 * The tensor with one number written along one dimension where index says. Writes into the first operand.
 * scatter.value(Tensor input, int dim, Tensor index, Scalar value) -> Tensor
 */
static inline lucid_status lucid_scatter_value_(lucid_tensor input, int64_t dim, lucid_tensor index, lucid_value value, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    lucid_arguments[3] = value;
    return lucid_call("scatter_.value", lucid_arguments, 4, result, &result_count);
}

/**
 * The tensor with one number joined in along one dimension where index says: reduce is 'add' or 'multiply'.
 * scatter.value_reduce(Tensor input, int dim, Tensor index, Scalar value, str? reduce) -> Tensor
 */
static inline lucid_status lucid_scatter_value_reduce(lucid_tensor input, int64_t dim, lucid_tensor index, lucid_value value, const char *reduce, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    lucid_arguments[3] = value;
    lucid_arguments[4] = reduce == NULL ? lucid_value_none() : lucid_value_string(reduce);
    return lucid_call("scatter.value_reduce", lucid_arguments, 5, result, &result_count);
}

/**
 * The tensor with one number joined in along one dimension where index says: reduce is 'add' or 'multiply'. Writes into the first operand.
 * scatter.value_reduce(Tensor input, int dim, Tensor index, Scalar value, str? reduce) -> Tensor
 */
static inline lucid_status lucid_scatter_value_reduce_(lucid_tensor input, int64_t dim, lucid_tensor index, lucid_value value, const char *reduce, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_tensor(index);
    lucid_arguments[3] = value;
    lucid_arguments[4] = reduce == NULL ? lucid_value_none() : lucid_value_string(reduce);
    return lucid_call("scatter_.value_reduce", lucid_arguments, 5, result, &result_count);
}

/**
 * Where values would be put into ascending rows to keep them ascending.
 * searchsorted(Tensor sorted_sequence, Tensor|Scalar values, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor
 */
static inline lucid_status lucid_searchsorted(lucid_tensor sorted_sequence, lucid_value values, bool out_int32, bool right, const char *side, lucid_tensor sorter, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(sorted_sequence);
    lucid_arguments[1] = values;
    lucid_arguments[2] = lucid_value_bool(out_int32);
    lucid_arguments[3] = lucid_value_bool(right);
    lucid_arguments[4] = side == NULL ? lucid_value_default() : lucid_value_string(side);
    lucid_arguments[5] = sorter == 0 ? lucid_value_default() : lucid_value_tensor(sorter);
    return lucid_call("searchsorted", lucid_arguments, 6, result, &result_count);
}

/**
 * A view of one position of a dimension, which disappears.
 * select(Tensor input, int dim, int index) -> Tensor
 */
static inline lucid_status lucid_select(lucid_tensor input, int64_t dim, int64_t index, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_int(index);
    return lucid_call("select", lucid_arguments, 3, result, &result_count);
}

/**
 * The tensor with src written at one position of a dimension.
 * select_scatter(Tensor input, Tensor src, int dim, int index) -> Tensor
 */
static inline lucid_status lucid_select_scatter(lucid_tensor input, lucid_tensor src, int64_t dim, int64_t index, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(src);
    lucid_arguments[2] = lucid_value_int(dim);
    lucid_arguments[3] = lucid_value_int(index);
    return lucid_call("select_scatter", lucid_arguments, 4, result, &result_count);
}

/**
 * The exponential unit with the constants of Klambauer et al. (2017).
 * selu(Tensor input) -> Tensor
 */
static inline lucid_status lucid_selu(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("selu", lucid_arguments, 1, result, &result_count);
}

/**
 * The exponential unit with the constants of Klambauer et al. (2017). Writes into the first operand.
 * selu(Tensor input) -> Tensor
 */
static inline lucid_status lucid_selu_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("selu_", lucid_arguments, 1, result, &result_count);
}

/**
 * Lets the tensor share the memory, shape and strides of another from now on.
 * set_(Tensor input, Tensor source) -> Tensor
 */
static inline lucid_status lucid_set_(lucid_tensor input, lucid_tensor source, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(source);
    return lucid_call("set_", lucid_arguments, 2, result, &result_count);
}

/**
 * The sign of each element: -1, 0 or 1; of complex elements the number of modulus 1 in the same direction.
 * sgn(Tensor input) -> Tensor
 */
static inline lucid_status lucid_sgn(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("sgn", lucid_arguments, 1, result, &result_count);
}

/**
 * The sign of each element: -1, 0 or 1; of complex elements the number of modulus 1 in the same direction. Writes into the first operand.
 * sgn(Tensor input) -> Tensor
 */
static inline lucid_status lucid_sgn_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("sgn_", lucid_arguments, 1, result, &result_count);
}

/**
 * Converts to int16.
 * short(Tensor input, *, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_short(lucid_tensor input, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("short", lucid_arguments, 2, result, &result_count);
}

/**
 * 1 / (1 + exp(-x)).
 * sigmoid(Tensor input) -> Tensor
 */
static inline lucid_status lucid_sigmoid(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("sigmoid", lucid_arguments, 1, result, &result_count);
}

/**
 * 1 / (1 + exp(-x)). Writes into the first operand.
 * sigmoid(Tensor input) -> Tensor
 */
static inline lucid_status lucid_sigmoid_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("sigmoid_", lucid_arguments, 1, result, &result_count);
}

/**
 * -1, 0 or 1 with the sign of each element; 0 for NaN.
 * sign(Tensor input) -> Tensor
 */
static inline lucid_status lucid_sign(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("sign", lucid_arguments, 1, result, &result_count);
}

/**
 * -1, 0 or 1 with the sign of each element; 0 for NaN. Writes into the first operand.
 * sign(Tensor input) -> Tensor
 */
static inline lucid_status lucid_sign_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("sign_", lucid_arguments, 1, result, &result_count);
}

/**
 * True where the sign bit is set: negative numbers, negative zero, negative NaN.
 * signbit(Tensor input) -> Tensor
 */
static inline lucid_status lucid_signbit(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("signbit", lucid_arguments, 1, result, &result_count);
}

/**
 * x * sigmoid(x).
 * silu(Tensor input) -> Tensor
 */
static inline lucid_status lucid_silu(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("silu", lucid_arguments, 1, result, &result_count);
}

/**
 * x * sigmoid(x). Writes into the first operand.
 * silu(Tensor input) -> Tensor
 */
static inline lucid_status lucid_silu_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("silu_", lucid_arguments, 1, result, &result_count);
}

/**
 * Sine of each element, in radians.
 * sin(Tensor input) -> Tensor
 */
static inline lucid_status lucid_sin(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("sin", lucid_arguments, 1, result, &result_count);
}

/**
 * Sine of each element, in radians. Writes into the first operand.
 * sin(Tensor input) -> Tensor
 */
static inline lucid_status lucid_sin_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("sin_", lucid_arguments, 1, result, &result_count);
}

/**
 * sin(π x) / (π x), 1 at 0.
 * sinc(Tensor input) -> Tensor
 */
static inline lucid_status lucid_sinc(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("sinc", lucid_arguments, 1, result, &result_count);
}

/**
 * sin(π x) / (π x), 1 at 0. Writes into the first operand.
 * sinc(Tensor input) -> Tensor
 */
static inline lucid_status lucid_sinc_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("sinc_", lucid_arguments, 1, result, &result_count);
}

/**
 * Hyperbolic sine of each element.
 * sinh(Tensor input) -> Tensor
 */
static inline lucid_status lucid_sinh(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("sinh", lucid_arguments, 1, result, &result_count);
}

/**
 * Hyperbolic sine of each element. Writes into the first operand.
 * sinh(Tensor input) -> Tensor
 */
static inline lucid_status lucid_sinh_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("sinh_", lucid_arguments, 1, result, &result_count);
}

/**
 * The tensor with src written in a slice of a dimension.
 * slice_scatter(Tensor input, Tensor src, int dim=0, int? start=None, int? end=None, int step=1) -> Tensor
 */
static inline lucid_status lucid_slice_scatter(lucid_tensor input, lucid_tensor src, int64_t dim, const int64_t *start, const int64_t *end, int64_t step, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(src);
    lucid_arguments[2] = lucid_value_int(dim);
    lucid_arguments[3] = start == NULL ? lucid_value_default() : lucid_value_int(*start);
    lucid_arguments[4] = end == NULL ? lucid_value_default() : lucid_value_int(*end);
    lucid_arguments[5] = lucid_value_int(step);
    return lucid_call("slice_scatter", lucid_arguments, 6, result, &result_count);
}

/**
 * Sign and logarithm of the magnitude of determinants of square matrices.
 * slogdet(Tensor input) -> (Tensor sign, Tensor logabsdet)
 */
static inline lucid_status lucid_slogdet(lucid_tensor input, lucid_tensor results[2])
{
    lucid_value lucid_arguments[1];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("slogdet", lucid_arguments, 1, results, &result_count);
}

/**
 * exp(x) divided by its sum along a dimension.
 * softmax(Tensor input, int? dim=None, ScalarType? dtype=None) -> Tensor
 */
static inline lucid_status lucid_softmax(lucid_tensor input, const int64_t *dim, lucid_dtype dtype, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_int(*dim);
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    return lucid_call("softmax", lucid_arguments, 3, result, &result_count);
}

/**
 * ln(1 + e^(beta x)) / beta; x itself where beta x exceeds the threshold.
 * softplus(Tensor input, Scalar beta=1, Scalar threshold=20) -> Tensor
 */
static inline lucid_status lucid_softplus(lucid_tensor input, lucid_value beta, lucid_value threshold, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = beta;
    lucid_arguments[2] = threshold;
    return lucid_call("softplus", lucid_arguments, 3, result, &result_count);
}

/**
 * Elements in order along a dimension, and where each came from; NaN is the largest. Always stable.
 * sort(Tensor input, int dim=-1, bool descending=False, *, bool stable=False) -> (Tensor values, Tensor indices)
 */
static inline lucid_status lucid_sort(lucid_tensor input, int64_t dim, bool descending, bool stable, lucid_tensor results[2])
{
    lucid_value lucid_arguments[4];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_bool(descending);
    lucid_arguments[3] = lucid_value_bool(stable);
    return lucid_call("sort", lucid_arguments, 4, results, &result_count);
}

/**
 * A special function of two numbers, by name: xlog1py, zeta, gammainc, gammaincc. One op for all, since each op of its own costs several kilobytes.
 * _special_binary(Tensor|Scalar input, Tensor|Scalar other, str function) -> Tensor
 */
static inline lucid_status lucid__special_binary(lucid_value input, lucid_value other, const char *function, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = other;
    lucid_arguments[2] = lucid_value_string(function);
    return lucid_call("_special_binary", lucid_arguments, 3, result, &result_count);
}

/**
 * Modified Bessel function of the first kind, order 1.
 * special_i1(Tensor input) -> Tensor
 */
static inline lucid_status lucid_special_i1(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("special_i1", lucid_arguments, 1, result, &result_count);
}

/**
 * Orthogonal polynomials of degree n at x, or their derivatives. The family is a number of T:Lucid.Cpu.Special.PolynomialFamily: one op for all, since each op of its own costs several kilobytes.
 * _special_polynomial(Tensor|Scalar input, Tensor|Scalar n, int family, int derivative=0) -> Tensor
 */
static inline lucid_status lucid__special_polynomial(lucid_value input, lucid_value n, int64_t family, int64_t derivative, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = n;
    lucid_arguments[2] = lucid_value_int(family);
    lucid_arguments[3] = lucid_value_int(derivative);
    return lucid_call("_special_polynomial", lucid_arguments, 4, result, &result_count);
}

/**
 * A special function of one number, by name: entr, erfcx, i0e, i1e, ndtr, log_ndtr, ndtri, bessel_j0, bessel_j1, bessel_y0, bessel_y1, k0, k1, k0e, k1e, spherical_bessel_j0. One op for all, since each op of its own costs several kilobytes.
 * _special_unary(Tensor input, str function) -> Tensor
 */
static inline lucid_status lucid__special_unary(lucid_tensor input, const char *function, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_string(function);
    return lucid_call("_special_unary", lucid_arguments, 2, result, &result_count);
}

/**
 * Views of pieces of one size along a dimension; the last may be smaller.
 * split(Tensor input, int split_size, int dim=0) -> Tensor[]
 */
static inline lucid_status lucid_split(lucid_tensor input, int64_t split_size, int64_t dim, lucid_tensor *results, size_t *result_count)
{
    lucid_value lucid_arguments[3];
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(split_size);
    lucid_arguments[2] = lucid_value_int(dim);
    return lucid_call("split", lucid_arguments, 3, results, result_count);
}

/**
 * Views of pieces of given sizes along a dimension.
 * split.sizes(Tensor input, int[] split_size, int dim=0) -> Tensor[]
 */
static inline lucid_status lucid_split_sizes(lucid_tensor input, const int64_t *split_size, size_t split_size_count, int64_t dim, lucid_tensor *results, size_t *result_count)
{
    lucid_value lucid_arguments[3];
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(split_size, split_size_count);
    lucid_arguments[2] = lucid_value_int(dim);
    return lucid_call("split.sizes", lucid_arguments, 3, results, result_count);
}

/**
 * Square root of each element.
 * sqrt(Tensor input) -> Tensor
 */
static inline lucid_status lucid_sqrt(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("sqrt", lucid_arguments, 1, result, &result_count);
}

/**
 * Square root of each element. Writes into the first operand.
 * sqrt(Tensor input) -> Tensor
 */
static inline lucid_status lucid_sqrt_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("sqrt_", lucid_arguments, 1, result, &result_count);
}

/**
 * Each element times itself.
 * square(Tensor input) -> Tensor
 */
static inline lucid_status lucid_square(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("square", lucid_arguments, 1, result, &result_count);
}

/**
 * Each element times itself. Writes into the first operand.
 * square(Tensor input) -> Tensor
 */
static inline lucid_status lucid_square_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("square_", lucid_arguments, 1, result, &result_count);
}

/**
 * A view without dimensions of size 1: all of them, or those named.
 * squeeze(Tensor input, int[1]? dim=None) -> Tensor
 */
static inline lucid_status lucid_squeeze(lucid_tensor input, const int64_t *dim, size_t dim_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    return lucid_call("squeeze", lucid_arguments, 2, result, &result_count);
}

/**
 * A view without dimensions of size 1: all of them, or those named. Writes into the first operand.
 * squeeze(Tensor input, int[1]? dim=None) -> Tensor
 */
static inline lucid_status lucid_squeeze_(lucid_tensor input, const int64_t *dim, size_t dim_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    return lucid_call("squeeze_", lucid_arguments, 2, result, &result_count);
}

/**
 * A view without any dimension of size 1.
 * squeeze_all(Tensor input) -> Tensor
 */
static inline lucid_status lucid_squeeze_all(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("squeeze_all", lucid_arguments, 1, result, &result_count);
}

/**
 * Tensors of one shape laid along a new dimension.
 * stack(Tensor[] tensors, int dim=0) -> Tensor
 */
static inline lucid_status lucid_stack(const lucid_tensor *tensors, size_t tensors_count, int64_t dim, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensors(tensors, tensors_count);
    lucid_arguments[1] = lucid_value_int(dim);
    return lucid_call("stack", lucid_arguments, 2, result, &result_count);
}

/**
 * Gamma random numbers of rate 1 and the shape that each element gives; never below the least normal number.
 * _standard_gamma(Tensor input, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid__standard_gamma(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_default();
    return lucid_call("_standard_gamma", lucid_arguments, 2, result, &result_count);
}

/**
 * Derivative of gamma random numbers, given as output, by their shapes, given as input.
 * _standard_gamma_grad(Tensor input, Tensor output) -> Tensor
 */
static inline lucid_status lucid__standard_gamma_grad(lucid_tensor input, lucid_tensor output, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(output);
    return lucid_call("_standard_gamma_grad", lucid_arguments, 2, result, &result_count);
}

/**
 * Standard deviation over some dimensions, or over all; the divisor is the number of elements less the correction, which unbiased sets to 1 or 0.
 * std(Tensor input, int[1]? dim=None, bool keepdim=False, *, float? correction=1, bool? unbiased=None) -> Tensor
 */
static inline lucid_status lucid_std(lucid_tensor input, const int64_t *dim, size_t dim_count, bool keepdim, const double *correction, const bool *unbiased, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[2] = lucid_value_bool(keepdim);
    lucid_arguments[3] = correction == NULL ? lucid_value_default() : lucid_value_float(*correction);
    lucid_arguments[4] = unbiased == NULL ? lucid_value_default() : lucid_value_bool(*unbiased);
    return lucid_call("std", lucid_arguments, 5, result, &result_count);
}

/**
 * Standard deviation and mean over some dimensions, or over all.
 * std_mean(Tensor input, int[1]? dim=None, float? correction=1, bool keepdim=False, *, bool? unbiased=None) -> (Tensor std, Tensor mean)
 */
static inline lucid_status lucid_std_mean(lucid_tensor input, const int64_t *dim, size_t dim_count, const double *correction, bool keepdim, const bool *unbiased, lucid_tensor results[2])
{
    lucid_value lucid_arguments[5];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[2] = correction == NULL ? lucid_value_default() : lucid_value_float(*correction);
    lucid_arguments[3] = lucid_value_bool(keepdim);
    lucid_arguments[4] = unbiased == NULL ? lucid_value_default() : lucid_value_bool(*unbiased);
    return lucid_call("std_mean", lucid_arguments, 5, results, &result_count);
}

/**
 * Standard deviation and mean over all elements; unbiased divides by one less than their number.
 * std_mean.all(Tensor input, bool unbiased) -> (Tensor std, Tensor mean)
 */
static inline lucid_status lucid_std_mean_all(lucid_tensor input, bool unbiased, lucid_tensor results[2])
{
    lucid_value lucid_arguments[2];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_bool(unbiased);
    return lucid_call("std_mean.all", lucid_arguments, 2, results, &result_count);
}

/**
 * Standard deviation over all elements; unbiased divides by one less than their number.
 * std.all(Tensor input, bool unbiased) -> Tensor
 */
static inline lucid_status lucid_std_all(lucid_tensor input, bool unbiased, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_bool(unbiased);
    return lucid_call("std.all", lucid_arguments, 2, result, &result_count);
}

/**
 * Difference of two tensors, or a tensor and a number, with broadcasting.
 * sub(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_sub(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("sub", lucid_arguments, 2, result, &result_count);
}

/**
 * Difference of two tensors, or a tensor and a number, with broadcasting. Writes into the first operand.
 * sub(Tensor input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_sub_(lucid_tensor input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    return lucid_call("sub_", lucid_arguments, 2, result, &result_count);
}

/**
 * input - alpha * other.
 * sub.alpha(Tensor input, Tensor|Scalar other, *, Scalar alpha) -> Tensor
 */
static inline lucid_status lucid_sub_alpha(lucid_tensor input, lucid_value other, lucid_value alpha, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    lucid_arguments[2] = alpha;
    return lucid_call("sub.alpha", lucid_arguments, 3, result, &result_count);
}

/**
 * input - alpha * other. Writes into the first operand.
 * sub.alpha(Tensor input, Tensor|Scalar other, *, Scalar alpha) -> Tensor
 */
static inline lucid_status lucid_sub_alpha_(lucid_tensor input, lucid_value other, lucid_value alpha, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = other;
    lucid_arguments[2] = alpha;
    return lucid_call("sub_.alpha", lucid_arguments, 3, result, &result_count);
}

/**
 * A number less each element.
 * sub.number(Scalar input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_sub_number(lucid_value input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("sub.number", lucid_arguments, 2, result, &result_count);
}

/**
 * Sum over some dimensions, or over all. Integers and bools add up in int64.
 * sum(Tensor input, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor
 */
static inline lucid_status lucid_sum(lucid_tensor input, const int64_t *dim, size_t dim_count, bool keepdim, lucid_dtype dtype, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[2] = lucid_value_bool(keepdim);
    lucid_arguments[3] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    return lucid_call("sum", lucid_arguments, 4, result, &result_count);
}

/**
 * U, S and V with A = U diag(S) V^H; all columns of U and V unless some; zeros in their place without compute_uv.
 * svd(Tensor input, bool some=True, bool compute_uv=True) -> (Tensor U, Tensor S, Tensor V)
 */
static inline lucid_status lucid_svd(lucid_tensor input, bool some, bool compute_uv, lucid_tensor results[3])
{
    lucid_value lucid_arguments[3];
    size_t result_count = 3;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_bool(some);
    lucid_arguments[2] = lucid_value_bool(compute_uv);
    return lucid_call("svd", lucid_arguments, 3, results, &result_count);
}

/**
 * The transpose of a matrix; vectors and 0-d tensors stay as they are.
 * t(Tensor input) -> Tensor
 */
static inline lucid_status lucid_t(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("t", lucid_arguments, 1, result, &result_count);
}

/**
 * The transpose of a matrix; vectors and 0-d tensors stay as they are. Writes into the first operand.
 * t(Tensor input) -> Tensor
 */
static inline lucid_status lucid_t_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("t_", lucid_arguments, 1, result, &result_count);
}

/**
 * Elements of the flattened tensor at positions; the result has the shape of index. Negative positions count from the end.
 * take(Tensor input, Tensor index) -> Tensor
 */
static inline lucid_status lucid_take(lucid_tensor input, lucid_tensor index, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(index);
    return lucid_call("take", lucid_arguments, 2, result, &result_count);
}

/**
 * Elements picked along a dimension by indices that broadcast in all others; without a dimension, of the flattened tensor.
 * take_along_dim(Tensor input, Tensor indices, int? dim=None) -> Tensor
 */
static inline lucid_status lucid_take_along_dim(lucid_tensor input, lucid_tensor indices, const int64_t *dim, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(indices);
    lucid_arguments[2] = dim == NULL ? lucid_value_default() : lucid_value_int(*dim);
    return lucid_call("take_along_dim", lucid_arguments, 3, result, &result_count);
}

/**
 * Tangent of each element, in radians.
 * tan(Tensor input) -> Tensor
 */
static inline lucid_status lucid_tan(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("tan", lucid_arguments, 1, result, &result_count);
}

/**
 * Tangent of each element, in radians. Writes into the first operand.
 * tan(Tensor input) -> Tensor
 */
static inline lucid_status lucid_tan_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("tan_", lucid_arguments, 1, result, &result_count);
}

/**
 * Hyperbolic tangent of each element.
 * tanh(Tensor input) -> Tensor
 */
static inline lucid_status lucid_tanh(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("tanh", lucid_arguments, 1, result, &result_count);
}

/**
 * Hyperbolic tangent of each element. Writes into the first operand.
 * tanh(Tensor input) -> Tensor
 */
static inline lucid_status lucid_tanh_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("tanh_", lucid_arguments, 1, result, &result_count);
}

/**
 * Views of pieces: so many nearly equal ones, or cut at the positions of an integer vector.
 * tensor_split(Tensor input, Tensor indices_or_sections, int dim=0) -> Tensor[]
 */
static inline lucid_status lucid_tensor_split(lucid_tensor input, lucid_tensor indices_or_sections, int64_t dim, lucid_tensor *results, size_t *result_count)
{
    lucid_value lucid_arguments[3];
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(indices_or_sections);
    lucid_arguments[2] = lucid_value_int(dim);
    return lucid_call("tensor_split", lucid_arguments, 3, results, result_count);
}

/**
 * Views of nearly equal pieces along a dimension; the first ones are larger by one where it does not divide.
 * tensor_split.count(Tensor input, int sections, int dim=0) -> Tensor[]
 */
static inline lucid_status lucid_tensor_split_count(lucid_tensor input, int64_t sections, int64_t dim, lucid_tensor *results, size_t *result_count)
{
    lucid_value lucid_arguments[3];
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(sections);
    lucid_arguments[2] = lucid_value_int(dim);
    return lucid_call("tensor_split.count", lucid_arguments, 3, results, result_count);
}

/**
 * Views of the pieces between given positions of a dimension, as Python slices would cut them.
 * tensor_split.indices(Tensor input, int[] indices, int dim=0) -> Tensor[]
 */
static inline lucid_status lucid_tensor_split_indices(lucid_tensor input, const int64_t *indices, size_t indices_count, int64_t dim, lucid_tensor *results, size_t *result_count)
{
    lucid_value lucid_arguments[3];
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(indices, indices_count);
    lucid_arguments[2] = lucid_value_int(dim);
    return lucid_call("tensor_split.indices", lucid_arguments, 3, results, result_count);
}

/**
 * Sums of products over pairs of dimensions; the others stay, those of input first.
 * _tensordot(Tensor input, Tensor other, int[] dims_self, int[] dims_other) -> Tensor
 */
static inline lucid_status lucid__tensordot(lucid_tensor input, lucid_tensor other, const int64_t *dims_self, size_t dims_self_count, const int64_t *dims_other, size_t dims_other_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    lucid_arguments[2] = lucid_value_ints(dims_self, dims_self_count);
    lucid_arguments[3] = lucid_value_ints(dims_other, dims_other_count);
    return lucid_call("_tensordot", lucid_arguments, 4, result, &result_count);
}

/**
 * x where it exceeds the threshold, a given value elsewhere.
 * threshold(Tensor input, Scalar threshold, Scalar value) -> Tensor
 */
static inline lucid_status lucid_threshold(lucid_tensor input, lucid_value threshold, lucid_value value, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = threshold;
    lucid_arguments[2] = value;
    return lucid_call("threshold", lucid_arguments, 3, result, &result_count);
}

/**
 * x where it exceeds the threshold, a given value elsewhere. Writes into the first operand.
 * threshold(Tensor input, Scalar threshold, Scalar value) -> Tensor
 */
static inline lucid_status lucid_threshold_(lucid_tensor input, lucid_value threshold, lucid_value value, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = threshold;
    lucid_arguments[2] = value;
    return lucid_call("threshold_", lucid_arguments, 3, result, &result_count);
}

/**
 * The tensor laid side by side along each dimension; missing leading repetitions count as 1.
 * tile(Tensor input, int[] dims) -> Tensor
 */
static inline lucid_status lucid_tile(lucid_tensor input, const int64_t *dims, size_t dims_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(dims, dims_count);
    return lucid_call("tile", lucid_arguments, 2, result, &result_count);
}

/**
 * Converts to an element type.
 * to(Tensor input, ScalarType dtype, bool non_blocking=False, bool copy=False, *, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_to(lucid_tensor input, lucid_dtype dtype, bool non_blocking, bool copy, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_dtype(dtype);
    lucid_arguments[2] = lucid_value_bool(non_blocking);
    lucid_arguments[3] = lucid_value_bool(copy);
    lucid_arguments[4] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("to", lucid_arguments, 5, result, &result_count);
}

/**
 * Moves to a device, and converts the element type if one is given.
 * to.device(Tensor input, Device? device=None, ScalarType? dtype=None, bool non_blocking=False, bool copy=False, *, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_to_device(lucid_tensor input, lucid_device device, lucid_dtype dtype, bool non_blocking, bool copy, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[6];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[3] = lucid_value_bool(non_blocking);
    lucid_arguments[4] = lucid_value_bool(copy);
    lucid_arguments[5] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("to.device", lucid_arguments, 6, result, &result_count);
}

/**
 * Takes the element type and device of another tensor.
 * to.other(Tensor input, Tensor other, bool non_blocking=False, bool copy=False, *, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_to_other(lucid_tensor input, lucid_tensor other, bool non_blocking, bool copy, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    lucid_arguments[2] = lucid_value_bool(non_blocking);
    lucid_arguments[3] = lucid_value_bool(copy);
    lucid_arguments[4] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("to.other", lucid_arguments, 5, result, &result_count);
}

/**
 * The k largest (or smallest) elements along a dimension, in order, and where they are.
 * topk(Tensor input, int k, int dim=-1, bool largest=True, bool sorted=True) -> (Tensor values, Tensor indices)
 */
static inline lucid_status lucid_topk(lucid_tensor input, int64_t k, int64_t dim, bool largest, bool sorted, lucid_tensor results[2])
{
    lucid_value lucid_arguments[5];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(k);
    lucid_arguments[2] = lucid_value_int(dim);
    lucid_arguments[3] = lucid_value_bool(largest);
    lucid_arguments[4] = lucid_value_bool(sorted);
    return lucid_call("topk", lucid_arguments, 5, results, &result_count);
}

/**
 * Sum of a matrix's diagonal.
 * trace(Tensor input) -> Tensor
 */
static inline lucid_status lucid_trace(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("trace", lucid_arguments, 1, result, &result_count);
}

/**
 * A view with two dimensions exchanged.
 * transpose(Tensor input, int dim0, int dim1) -> Tensor
 */
static inline lucid_status lucid_transpose(lucid_tensor input, int64_t dim0, int64_t dim1, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim0);
    lucid_arguments[2] = lucid_value_int(dim1);
    return lucid_call("transpose", lucid_arguments, 3, result, &result_count);
}

/**
 * A view with two dimensions exchanged. Writes into the first operand.
 * transpose(Tensor input, int dim0, int dim1) -> Tensor
 */
static inline lucid_status lucid_transpose_(lucid_tensor input, int64_t dim0, int64_t dim1, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim0);
    lucid_arguments[2] = lucid_value_int(dim1);
    return lucid_call("transpose_", lucid_arguments, 3, result, &result_count);
}

/**
 * A view with all dimensions in reverse order.
 * transpose.all(Tensor input) -> Tensor
 */
static inline lucid_status lucid_transpose_all(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("transpose.all", lucid_arguments, 1, result, &result_count);
}

/**
 * Integral along a dimension by the trapezoidal rule, over sample points x or points dx apart.
 * trapezoid(Tensor y, Tensor? x=None, *, Scalar dx=1, int dim=-1) -> Tensor
 */
static inline lucid_status lucid_trapezoid(lucid_tensor y, lucid_tensor x, lucid_value dx, int64_t dim, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(y);
    lucid_arguments[1] = x == 0 ? lucid_value_default() : lucid_value_tensor(x);
    lucid_arguments[2] = dx;
    lucid_arguments[3] = lucid_value_int(dim);
    return lucid_call("trapezoid", lucid_arguments, 4, result, &result_count);
}

/**
 * Solutions X of A X = input with triangular A, or of A^T X = input, and a copy of A.
 * triangular_solve(Tensor input, Tensor A, bool upper=True, bool transpose=False, bool unitriangular=False) -> (Tensor solution, Tensor cloned_coefficient)
 */
static inline lucid_status lucid_triangular_solve(lucid_tensor input, lucid_tensor A, bool upper, bool transpose, bool unitriangular, lucid_tensor results[2])
{
    lucid_value lucid_arguments[5];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(A);
    lucid_arguments[2] = lucid_value_bool(upper);
    lucid_arguments[3] = lucid_value_bool(transpose);
    lucid_arguments[4] = lucid_value_bool(unitriangular);
    return lucid_call("triangular_solve", lucid_arguments, 5, results, &result_count);
}

/**
 * The lower triangle of matrices, the rest zero.
 * tril(Tensor input, int diagonal=0) -> Tensor
 */
static inline lucid_status lucid_tril(lucid_tensor input, int64_t diagonal, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(diagonal);
    return lucid_call("tril", lucid_arguments, 2, result, &result_count);
}

/**
 * The lower triangle of matrices, the rest zero. Writes into the first operand.
 * tril(Tensor input, int diagonal=0) -> Tensor
 */
static inline lucid_status lucid_tril_(lucid_tensor input, int64_t diagonal, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(diagonal);
    return lucid_call("tril_", lucid_arguments, 2, result, &result_count);
}

/**
 * Row and column indices of the lower triangle of a matrix, as two rows.
 * tril_indices(int row, int? col=None, int offset=0, *, ScalarType? dtype=None, Device? device=None) -> Tensor
 */
static inline lucid_status lucid_tril_indices(int64_t row, const int64_t *col, int64_t offset, lucid_dtype dtype, lucid_device device, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_int(row);
    lucid_arguments[1] = col == NULL ? lucid_value_default() : lucid_value_int(*col);
    lucid_arguments[2] = lucid_value_int(offset);
    lucid_arguments[3] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[4] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    return lucid_call("tril_indices", lucid_arguments, 5, result, &result_count);
}

/**
 * The upper triangle of matrices, the rest zero.
 * triu(Tensor input, int diagonal=0) -> Tensor
 */
static inline lucid_status lucid_triu(lucid_tensor input, int64_t diagonal, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(diagonal);
    return lucid_call("triu", lucid_arguments, 2, result, &result_count);
}

/**
 * The upper triangle of matrices, the rest zero. Writes into the first operand.
 * triu(Tensor input, int diagonal=0) -> Tensor
 */
static inline lucid_status lucid_triu_(lucid_tensor input, int64_t diagonal, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(diagonal);
    return lucid_call("triu_", lucid_arguments, 2, result, &result_count);
}

/**
 * Row and column indices of the upper triangle of a matrix, as two rows.
 * triu_indices(int row, int? col=None, int offset=0, *, ScalarType? dtype=None, Device? device=None) -> Tensor
 */
static inline lucid_status lucid_triu_indices(int64_t row, const int64_t *col, int64_t offset, lucid_dtype dtype, lucid_device device, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_int(row);
    lucid_arguments[1] = col == NULL ? lucid_value_default() : lucid_value_int(*col);
    lucid_arguments[2] = lucid_value_int(offset);
    lucid_arguments[3] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[4] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    return lucid_call("triu_indices", lucid_arguments, 5, result, &result_count);
}

/**
 * Each element with its fraction cut off.
 * trunc(Tensor input) -> Tensor
 */
static inline lucid_status lucid_trunc(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("trunc", lucid_arguments, 1, result, &result_count);
}

/**
 * Each element with its fraction cut off. Writes into the first operand.
 * trunc(Tensor input) -> Tensor
 */
static inline lucid_status lucid_trunc_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("trunc_", lucid_arguments, 1, result, &result_count);
}

/**
 * Converts to the element type of another tensor.
 * type_as(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_type_as(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("type_as", lucid_arguments, 2, result, &result_count);
}

/**
 * Views of every position of a dimension.
 * unbind(Tensor input, int dim=0) -> Tensor[]
 */
static inline lucid_status lucid_unbind(lucid_tensor input, int64_t dim, lucid_tensor *results, size_t *result_count)
{
    lucid_value lucid_arguments[2];
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    return lucid_call("unbind", lucid_arguments, 2, results, result_count);
}

/**
 * A dimension cut into several.
 * unflatten(Tensor input, int dim, int[] sizes) -> Tensor
 */
static inline lucid_status lucid_unflatten(lucid_tensor input, int64_t dim, const int64_t *sizes, size_t sizes_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    lucid_arguments[2] = lucid_value_ints(sizes, sizes_count);
    return lucid_call("unflatten", lucid_arguments, 3, result, &result_count);
}

/**
 * A view of all windows of a size along a dimension, step apart; the windows' elements are the last dimension.
 * unfold(Tensor input, int dimension, int size, int step) -> Tensor
 */
static inline lucid_status lucid_unfold(lucid_tensor input, int64_t dimension, int64_t size, int64_t step, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dimension);
    lucid_arguments[2] = lucid_value_int(size);
    lucid_arguments[3] = lucid_value_int(step);
    return lucid_call("unfold", lucid_arguments, 4, result, &result_count);
}

/**
 * Uniform random numbers in [from, to) in the shape and type of the tensor.
 * uniform(Tensor input, float from=0.0, float to=1.0, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_uniform(lucid_tensor input, double from, double to, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_float(from);
    lucid_arguments[2] = lucid_value_float(to);
    lucid_arguments[3] = lucid_value_default();
    return lucid_call("uniform", lucid_arguments, 4, result, &result_count);
}

/**
 * Uniform random numbers in [from, to) in the shape and type of the tensor. Writes into the first operand.
 * uniform(Tensor input, float from=0.0, float to=1.0, *, Generator? generator=None) -> Tensor
 */
static inline lucid_status lucid_uniform_(lucid_tensor input, double from, double to, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_float(from);
    lucid_arguments[2] = lucid_value_float(to);
    lucid_arguments[3] = lucid_value_default();
    return lucid_call("uniform_", lucid_arguments, 4, result, &result_count);
}

/**
 * Distinct elements (or distinct slices along a dimension) in ascending order, where each position's element is among them, and how often each occurs; without inverse, those of elements are left empty where each is found.
 * _unique(Tensor input, int? dim=None, bool inverse=True) -> (Tensor output, Tensor inverse, Tensor counts)
 */
static inline lucid_status lucid__unique(lucid_tensor input, const int64_t *dim, bool inverse, lucid_tensor results[3])
{
    lucid_value lucid_arguments[3];
    size_t result_count = 3;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_int(*dim);
    lucid_arguments[2] = lucid_value_bool(inverse);
    return lucid_call("_unique", lucid_arguments, 3, results, &result_count);
}

/**
 * Runs of equal elements (or of equal slices along a dimension) made into one: the elements, the run in which each position lies, and the lengths of the runs.
 * _unique_consecutive(Tensor input, int? dim=None) -> (Tensor output, Tensor inverse, Tensor counts)
 */
static inline lucid_status lucid__unique_consecutive(lucid_tensor input, const int64_t *dim, lucid_tensor results[3])
{
    lucid_value lucid_arguments[2];
    size_t result_count = 3;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_int(*dim);
    return lucid_call("_unique_consecutive", lucid_arguments, 2, results, &result_count);
}

/**
 * Positions in a flattened tensor as positions in each of its dimensions.
 * unravel_index(Tensor indices, int[1] shape) -> Tensor[]
 */
static inline lucid_status lucid_unravel_index(lucid_tensor indices, const int64_t *shape, size_t shape_count, lucid_tensor *results, size_t *result_count)
{
    lucid_value lucid_arguments[2];
    lucid_arguments[0] = lucid_value_tensor(indices);
    lucid_arguments[1] = lucid_value_ints(shape, shape_count);
    return lucid_call("unravel_index", lucid_arguments, 2, results, result_count);
}

/**
 * A view with a dimension of size 1 put in.
 * unsqueeze(Tensor input, int dim) -> Tensor
 */
static inline lucid_status lucid_unsqueeze(lucid_tensor input, int64_t dim, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    return lucid_call("unsqueeze", lucid_arguments, 2, result, &result_count);
}

/**
 * A view with a dimension of size 1 put in. Writes into the first operand.
 * unsqueeze(Tensor input, int dim) -> Tensor
 */
static inline lucid_status lucid_unsqueeze_(lucid_tensor input, int64_t dim, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(dim);
    return lucid_call("unsqueeze_", lucid_arguments, 2, result, &result_count);
}

/**
 * Powers of the elements of a vector, a row for each.
 * vander(Tensor x, int? N=None, bool increasing=False) -> Tensor
 */
static inline lucid_status lucid_vander(lucid_tensor x, const int64_t *N, bool increasing, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(x);
    lucid_arguments[1] = N == NULL ? lucid_value_default() : lucid_value_int(*N);
    lucid_arguments[2] = lucid_value_bool(increasing);
    return lucid_call("vander", lucid_arguments, 3, result, &result_count);
}

/**
 * Variance over some dimensions, or over all; the divisor is the number of elements less the correction, which unbiased sets to 1 or 0.
 * var(Tensor input, int[1]? dim=None, bool keepdim=False, *, float? correction=1, bool? unbiased=None) -> Tensor
 */
static inline lucid_status lucid_var(lucid_tensor input, const int64_t *dim, size_t dim_count, bool keepdim, const double *correction, const bool *unbiased, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[2] = lucid_value_bool(keepdim);
    lucid_arguments[3] = correction == NULL ? lucid_value_default() : lucid_value_float(*correction);
    lucid_arguments[4] = unbiased == NULL ? lucid_value_default() : lucid_value_bool(*unbiased);
    return lucid_call("var", lucid_arguments, 5, result, &result_count);
}

/**
 * Variance and mean over some dimensions, or over all.
 * var_mean(Tensor input, int[1]? dim=None, float? correction=1, bool keepdim=False, *, bool? unbiased=None) -> (Tensor var, Tensor mean)
 */
static inline lucid_status lucid_var_mean(lucid_tensor input, const int64_t *dim, size_t dim_count, const double *correction, bool keepdim, const bool *unbiased, lucid_tensor results[2])
{
    lucid_value lucid_arguments[5];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[2] = correction == NULL ? lucid_value_default() : lucid_value_float(*correction);
    lucid_arguments[3] = lucid_value_bool(keepdim);
    lucid_arguments[4] = unbiased == NULL ? lucid_value_default() : lucid_value_bool(*unbiased);
    return lucid_call("var_mean", lucid_arguments, 5, results, &result_count);
}

/**
 * Variance and mean over all elements; unbiased divides by one less than their number.
 * var_mean.all(Tensor input, bool unbiased) -> (Tensor var, Tensor mean)
 */
static inline lucid_status lucid_var_mean_all(lucid_tensor input, bool unbiased, lucid_tensor results[2])
{
    lucid_value lucid_arguments[2];
    size_t result_count = 2;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_bool(unbiased);
    return lucid_call("var_mean.all", lucid_arguments, 2, results, &result_count);
}

/**
 * Variance over all elements; unbiased divides by one less than their number.
 * var.all(Tensor input, bool unbiased) -> Tensor
 */
static inline lucid_status lucid_var_all(lucid_tensor input, bool unbiased, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_bool(unbiased);
    return lucid_call("var.all", lucid_arguments, 2, result, &result_count);
}

/**
 * Sum of products of two vectors, the first conjugated.
 * vdot(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_vdot(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("vdot", lucid_arguments, 2, result, &result_count);
}

/**
 * The same memory in another shape. One size may be -1.
 * view(Tensor input, int[] shape) -> Tensor
 */
static inline lucid_status lucid_view(lucid_tensor input, const int64_t *shape, size_t shape_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(shape, shape_count);
    return lucid_call("view", lucid_arguments, 2, result, &result_count);
}

/**
 * A view of pairs along the last dimension, of size 2, as complex numbers.
 * view_as_complex(Tensor input) -> Tensor
 */
static inline lucid_status lucid_view_as_complex(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("view_as_complex", lucid_arguments, 1, result, &result_count);
}

/**
 * A view of complex numbers as pairs of real and imaginary part along a new last dimension.
 * view_as_real(Tensor input) -> Tensor
 */
static inline lucid_status lucid_view_as_real(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("view_as_real", lucid_arguments, 1, result, &result_count);
}

/**
 * The same memory read as another element type; the last dimension shrinks or grows with the element size.
 * view.dtype(Tensor input, ScalarType dtype) -> Tensor
 */
static inline lucid_status lucid_view_dtype(lucid_tensor input, lucid_dtype dtype, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_dtype(dtype);
    return lucid_call("view.dtype", lucid_arguments, 2, result, &result_count);
}

/**
 * Views of equal pieces below one another: along the first dimension.
 * vsplit(Tensor input, int sections) -> Tensor[]
 */
static inline lucid_status lucid_vsplit(lucid_tensor input, int64_t sections, lucid_tensor *results, size_t *result_count)
{
    lucid_value lucid_arguments[2];
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(sections);
    return lucid_call("vsplit", lucid_arguments, 2, results, result_count);
}

/**
 * Views of the pieces between given positions, below one another: along the first dimension.
 * vsplit.indices(Tensor input, int[] indices) -> Tensor[]
 */
static inline lucid_status lucid_vsplit_indices(lucid_tensor input, const int64_t *indices, size_t indices_count, lucid_tensor *results, size_t *result_count)
{
    lucid_value lucid_arguments[2];
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_ints(indices, indices_count);
    return lucid_call("vsplit.indices", lucid_arguments, 2, results, result_count);
}

/**
 * Tensors laid below one another: along the first dimension, vectors as rows.
 * vstack(Tensor[] tensors) -> Tensor
 */
static inline lucid_status lucid_vstack(const lucid_tensor *tensors, size_t tensors_count, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensors(tensors, tensors_count);
    return lucid_call("vstack", lucid_arguments, 1, result, &result_count);
}

/**
 * Elements of input where the condition holds, of other elsewhere, with broadcasting.
 * where(Tensor condition, Tensor|Scalar input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_where(lucid_tensor condition, lucid_value input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[3];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(condition);
    lucid_arguments[1] = input;
    lucid_arguments[2] = other;
    return lucid_call("where", lucid_arguments, 3, result, &result_count);
}

/**
 * Positions where the condition holds, one vector per dimension.
 * where.condition(Tensor condition) -> Tensor[]
 */
static inline lucid_status lucid_where_condition(lucid_tensor condition, lucid_tensor *results, size_t *result_count)
{
    lucid_value lucid_arguments[1];
    lucid_arguments[0] = lucid_value_tensor(condition);
    return lucid_call("where.condition", lucid_arguments, 1, results, result_count);
}

/**
 * input times the logarithm of other; 0 where input is 0.
 * xlogy(Tensor|Scalar input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_xlogy(lucid_value input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = other;
    return lucid_call("xlogy", lucid_arguments, 2, result, &result_count);
}

/**
 * input times the logarithm of other; 0 where input is 0. Writes into the first operand.
 * xlogy(Tensor|Scalar input, Tensor|Scalar other) -> Tensor
 */
static inline lucid_status lucid_xlogy_(lucid_value input, lucid_value other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = input;
    lucid_arguments[1] = other;
    return lucid_call("xlogy_", lucid_arguments, 2, result, &result_count);
}

/**
 * Zeros in the shape and type of the tensor.
 * zero(Tensor input) -> Tensor
 */
static inline lucid_status lucid_zero(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("zero", lucid_arguments, 1, result, &result_count);
}

/**
 * Zeros in the shape and type of the tensor. Writes into the first operand.
 * zero(Tensor input) -> Tensor
 */
static inline lucid_status lucid_zero_(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("zero_", lucid_arguments, 1, result, &result_count);
}

/**
 * A tensor of zeros.
 * zeros(int[] size, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_zeros(const int64_t *size, size_t size_count, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_ints(size, size_count);
    lucid_arguments[1] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[2] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[3] = lucid_value_bool(requires_grad);
    return lucid_call("zeros", lucid_arguments, 4, result, &result_count);
}

/**
 * Zeros in the shape, type and device of another tensor.
 * zeros_like(Tensor input, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False, str? memory_format=None) -> Tensor
 */
static inline lucid_status lucid_zeros_like(lucid_tensor input, lucid_dtype dtype, lucid_device device, bool requires_grad, const char *memory_format, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[2] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[3] = lucid_value_bool(requires_grad);
    lucid_arguments[4] = memory_format == NULL ? lucid_value_default() : lucid_value_string(memory_format);
    return lucid_call("zeros_like", lucid_arguments, 5, result, &result_count);
}

#ifdef __cplusplus
}
#endif

#endif
