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
 * Absolute value of each real element.
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
 * Absolute value of each real element. Writes into the first operand.
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
 * True where no element is zero.
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
 * True where at least one element is non-zero.
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
 * Converts to bfloat16.
 * bfloat16(Tensor input) -> Tensor
 */
static inline lucid_status lucid_bfloat16(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("bfloat16", lucid_arguments, 1, result, &result_count);
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
 * bool(Tensor input) -> Tensor
 */
static inline lucid_status lucid_bool(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("bool", lucid_arguments, 1, result, &result_count);
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
 * Converts to uint8.
 * byte(Tensor input) -> Tensor
 */
static inline lucid_status lucid_byte(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("byte", lucid_arguments, 1, result, &result_count);
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
 * Converts to int8.
 * char(Tensor input) -> Tensor
 */
static inline lucid_status lucid_char(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("char", lucid_arguments, 1, result, &result_count);
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
 * A copy with memory of its own.
 * clone(Tensor input) -> Tensor
 */
static inline lucid_status lucid_clone(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("clone", lucid_arguments, 1, result, &result_count);
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
 * The tensor itself when its elements lie row-major, else a row-major copy.
 * contiguous(Tensor input) -> Tensor
 */
static inline lucid_status lucid_contiguous(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("contiguous", lucid_arguments, 1, result, &result_count);
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
 * Running sums along a dimension. Integers and bools add up in int64.
 * cumsum(Tensor input, int dim, *, ScalarType? dtype=None) -> Tensor
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
 * cumsum(Tensor input, int dim, *, ScalarType? dtype=None) -> Tensor
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
 * double(Tensor input) -> Tensor
 */
static inline lucid_status lucid_double(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("double", lucid_arguments, 1, result, &result_count);
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
 * empty_like(Tensor input, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_empty_like(lucid_tensor input, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[2] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[3] = lucid_value_bool(requires_grad);
    return lucid_call("empty_like", lucid_arguments, 4, result, &result_count);
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
 * Converts to float32.
 * float(Tensor input) -> Tensor
 */
static inline lucid_status lucid_float(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("float", lucid_arguments, 1, result, &result_count);
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
 * full_like(Tensor input, Scalar fill_value, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_full_like(lucid_tensor input, lucid_value fill_value, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = fill_value;
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[3] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[4] = lucid_value_bool(requires_grad);
    return lucid_call("full_like", lucid_arguments, 5, result, &result_count);
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
 * Converts to float16.
 * half(Tensor input) -> Tensor
 */
static inline lucid_status lucid_half(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("half", lucid_arguments, 1, result, &result_count);
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
 * Converts to int32.
 * int(Tensor input) -> Tensor
 */
static inline lucid_status lucid_int(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("int", lucid_arguments, 1, result, &result_count);
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
 * long(Tensor input) -> Tensor
 */
static inline lucid_status lucid_long(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("long", lucid_arguments, 1, result, &result_count);
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
 * The largest element of all; NaN if there is one.
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
 * max.other(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_max_other(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("max.other", lucid_arguments, 2, result, &result_count);
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
 * The smallest element of all; NaN if there is one.
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
 * min.other(Tensor input, Tensor other) -> Tensor
 */
static inline lucid_status lucid_min_other(lucid_tensor input, lucid_tensor other, lucid_tensor *result)
{
    lucid_value lucid_arguments[2];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    return lucid_call("min.other", lucid_arguments, 2, result, &result_count);
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
 * ones_like(Tensor input, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_ones_like(lucid_tensor input, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[2] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[3] = lucid_value_bool(requires_grad);
    return lucid_call("ones_like", lucid_arguments, 4, result, &result_count);
}

/**
 * The tensor with a border of one number; sizes of the border come in pairs, last dimension first, and may be negative.
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
 * Product over one dimension, or over all. Integers multiply in int64.
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
 * rand_like(Tensor input, *, Generator? generator=None, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_rand_like(lucid_tensor input, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_default();
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[3] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[4] = lucid_value_bool(requires_grad);
    return lucid_call("rand_like", lucid_arguments, 5, result, &result_count);
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
 * randint_like(Tensor input, int low, int high, *, Generator? generator=None, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_randint_like(lucid_tensor input, int64_t low, int64_t high, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[7];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_int(low);
    lucid_arguments[2] = lucid_value_int(high);
    lucid_arguments[3] = lucid_value_default();
    lucid_arguments[4] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[5] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[6] = lucid_value_bool(requires_grad);
    return lucid_call("randint_like", lucid_arguments, 7, result, &result_count);
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
 * randn_like(Tensor input, *, Generator? generator=None, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_randn_like(lucid_tensor input, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_default();
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[3] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[4] = lucid_value_bool(requires_grad);
    return lucid_call("randn_like", lucid_arguments, 5, result, &result_count);
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
 * Converts to int16.
 * short(Tensor input) -> Tensor
 */
static inline lucid_status lucid_short(lucid_tensor input, lucid_tensor *result)
{
    lucid_value lucid_arguments[1];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    return lucid_call("short", lucid_arguments, 1, result, &result_count);
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
 * -1, 0 or 1 with the sign of each element.
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
 * -1, 0 or 1 with the sign of each element. Writes into the first operand.
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
 * Standard deviation over some dimensions, or over all; the divisor is the number of elements less the correction.
 * std(Tensor input, int[1]? dim=None, bool keepdim=False, *, float correction=1) -> Tensor
 */
static inline lucid_status lucid_std(lucid_tensor input, const int64_t *dim, size_t dim_count, bool keepdim, double correction, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[2] = lucid_value_bool(keepdim);
    lucid_arguments[3] = lucid_value_float(correction);
    return lucid_call("std", lucid_arguments, 4, result, &result_count);
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
 * Converts to an element type.
 * to(Tensor input, ScalarType dtype, bool non_blocking=False, bool copy=False) -> Tensor
 */
static inline lucid_status lucid_to(lucid_tensor input, lucid_dtype dtype, bool non_blocking, bool copy, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_dtype(dtype);
    lucid_arguments[2] = lucid_value_bool(non_blocking);
    lucid_arguments[3] = lucid_value_bool(copy);
    return lucid_call("to", lucid_arguments, 4, result, &result_count);
}

/**
 * Moves to a device, and converts the element type if one is given.
 * to.device(Tensor input, Device? device=None, ScalarType? dtype=None, bool non_blocking=False, bool copy=False) -> Tensor
 */
static inline lucid_status lucid_to_device(lucid_tensor input, lucid_device device, lucid_dtype dtype, bool non_blocking, bool copy, lucid_tensor *result)
{
    lucid_value lucid_arguments[5];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[2] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[3] = lucid_value_bool(non_blocking);
    lucid_arguments[4] = lucid_value_bool(copy);
    return lucid_call("to.device", lucid_arguments, 5, result, &result_count);
}

/**
 * Takes the element type and device of another tensor.
 * to.other(Tensor input, Tensor other, bool non_blocking=False, bool copy=False) -> Tensor
 */
static inline lucid_status lucid_to_other(lucid_tensor input, lucid_tensor other, bool non_blocking, bool copy, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = lucid_value_tensor(other);
    lucid_arguments[2] = lucid_value_bool(non_blocking);
    lucid_arguments[3] = lucid_value_bool(copy);
    return lucid_call("to.other", lucid_arguments, 4, result, &result_count);
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
 * Variance over some dimensions, or over all; the divisor is the number of elements less the correction.
 * var(Tensor input, int[1]? dim=None, bool keepdim=False, *, float correction=1) -> Tensor
 */
static inline lucid_status lucid_var(lucid_tensor input, const int64_t *dim, size_t dim_count, bool keepdim, double correction, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dim == NULL ? lucid_value_default() : lucid_value_ints(dim, dim_count);
    lucid_arguments[2] = lucid_value_bool(keepdim);
    lucid_arguments[3] = lucid_value_float(correction);
    return lucid_call("var", lucid_arguments, 4, result, &result_count);
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
 * zeros_like(Tensor input, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor
 */
static inline lucid_status lucid_zeros_like(lucid_tensor input, lucid_dtype dtype, lucid_device device, bool requires_grad, lucid_tensor *result)
{
    lucid_value lucid_arguments[4];
    size_t result_count = 1;
    lucid_arguments[0] = lucid_value_tensor(input);
    lucid_arguments[1] = dtype == LUCID_DTYPE_DEFAULT ? lucid_value_default() : lucid_value_dtype(dtype);
    lucid_arguments[2] = device == LUCID_DEVICE_DEFAULT ? lucid_value_default() : lucid_value_device(device);
    lucid_arguments[3] = lucid_value_bool(requires_grad);
    return lucid_call("zeros_like", lucid_arguments, 4, result, &result_count);
}

#ifdef __cplusplus
}
#endif

#endif
