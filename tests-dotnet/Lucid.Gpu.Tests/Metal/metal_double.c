/* Stands for the Objective-C runtime and for Metal, so that the driver's logic runs where neither is: it counts references,
   writes down what is encoded in which order, fails where a test asks for it, and runs a few functions by name.

   objc_msgSend looks the method up and jumps to it with all argument registers and the stack as they came, as the real one
   does; so the driver's typed calls are tried with the platform's own calling convention. */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Object {
    const char *isa;
    long references;
    int is_class;
    struct Object *part[4];   /* owned objects */
    unsigned char *bytes;
    uint64_t number[4];
    char text[512];
} Object;

#define LIMIT 65536
static Object *live[LIMIT];
static char journal[1 << 16];
static char failing[64];
static Object *pools[4096];
static int pooled, depth;

static void note(const char *format, ...) {
    va_list list;
    size_t used = strlen(journal);
    va_start(list, format);
    vsnprintf(journal + used, sizeof journal - used, format, list);
    va_end(list);
    used = strlen(journal);
    if (used + 2 < sizeof journal) strcat(journal, "\n");
}

/* What the tests call. */
const char *double_journal(void) { return journal; }
void double_clear(void) { journal[0] = 0; }
void double_fail(const char *what) { snprintf(failing, sizeof failing, "%s", what); }
long double_live(const char *isa) {
    long found = 0;
    for (int i = 0; i < LIMIT; i++) found += live[i] && (!*isa || !strcmp(live[i]->isa, isa));
    return found;
}
int double_pools(void) { return depth; }

static int fails(const char *what) { return !strcmp(failing, what); }

static Object *make(const char *isa) {
    Object *made = calloc(1, sizeof *made);
    made->isa = isa;
    made->references = 1;
    for (int i = 0; i < LIMIT; i++)
        if (!live[i]) { live[i] = made; return made; }
    abort();
}

static Object *retain(Object *o) { if (o && !o->is_class) o->references++; return o; }

static void release(Object *o) {
    if (!o || o->is_class) return;
    if (o->references <= 0) { note("over-released %s", o->isa); return; }
    if (--o->references > 0) return;
    for (int i = 0; i < 4; i++) release(o->part[i]);
    for (int i = 0; i < LIMIT; i++) if (live[i] == o) live[i] = NULL;
    free(o->bytes);
    free(o);
}

static Object *autorelease(Object *o) {
    if (depth == 0) note("autoreleased %s without a pool", o->isa);
    if (pooled < 4096) pools[pooled++] = o;
    return o;
}

static int marks[64];
void *objc_autoreleasePoolPush(void) { marks[depth++] = pooled; return (void *)(intptr_t)depth; }
void objc_autoreleasePoolPop(void *pool) {
    if ((intptr_t)pool != depth) note("pools close out of order");
    int mark = marks[--depth];
    while (pooled > mark) release(pools[--pooled]);
}

static Object classes[32];
void *objc_getClass(const char *name) {
    static const char *known[] = {"NSString", "NSMutableDictionary", "MTLCompileOptions", "MTLTextureDescriptor", "MTLFunctionConstantValues",
        "MPSMatrixDescriptor", "MPSMatrix", "MPSMatrixMultiplication"};
    for (int i = 0; i < (int)(sizeof known / sizeof *known); i++)
        if (!strcmp(known[i], name)) { classes[i].isa = known[i]; classes[i].is_class = 1; return &classes[i]; }
    return NULL;
}

static const char *names[256];
void *sel_registerName(const char *name) {
    for (int i = 0; i < 256; i++) {
        if (!names[i]) names[i] = strdup(name);
        if (!strcmp(names[i], name)) return (void *)names[i];
    }
    abort();
}

static Object *string(const char *text) {
    Object *made = make("NSString");
    snprintf(made->text, sizeof made->text, "%s", text);
    return made;
}

static void fault(Object **error, const char *text) {
    Object *made = make("NSError");
    made->part[0] = string(text);
    *error = autorelease(made);
}

void *MTLCreateSystemDefaultDevice(void) { return fails("device") ? NULL : make("Device"); }

typedef struct { uint64_t width, height, depth; } Size;
typedef struct { Size origin, size; } Region;

/* ---- methods: each has the signature that Metal documents ---- */
static Object *m_retain(Object *o, char *s) { return retain(o); }
static void m_release(Object *o, char *s) { release(o); }
static Object *m_alloc(Object *o, char *s) { return make(o->isa); }
static Object *m_init(Object *o, char *s) { return o; }
static Object *m_string(Object *o, char *s, const char *text) { Object *made = autorelease(string(text)); return made; }
static const char *m_utf8(Object *o, char *s) { return o->text; }
static Object *m_part0(Object *o, char *s) { return o->part[0]; }
static Object *m_name(Object *o, char *s) { return autorelease(string("Double GPU")); }
static signed char m_family(Object *o, char *s, intptr_t family) { return fails("family") ? 0 : family == 1004; }
static Object *m_queue(Object *o, char *s) { return fails("queue") ? NULL : make("Queue"); }
static Object *m_buffer(Object *o, char *s, uint64_t length, uint64_t options) {
    if (fails("memory") || length > (1ull << 32)) return NULL;
    Object *made = make("Buffer");
    made->bytes = calloc(1, length);
    made->number[0] = length;
    made->number[1] = options;
    return made;
}
static Object *m_buffer_bytes(Object *o, char *s, const void *bytes, uint64_t length, uint64_t options) {
    Object *made = m_buffer(o, s, length, options);
    if (made) memcpy(made->bytes, bytes, length);
    return made;
}
static void *m_contents(Object *o, char *s) {
    if (o->number[1] == 32) { note("contents of a private buffer"); return NULL; }
    return o->bytes;
}
static uint64_t m_address(Object *o, char *s) { return 0x10000 + (uint64_t)(uintptr_t)o->bytes; }
static void m_language(Object *o, char *s, uint64_t version) { o->number[0] = version; }
static Object *m_dictionary(Object *o, char *s) { return autorelease(make("NSMutableDictionary")); }
static void m_set_object(Object *o, char *s, Object *value, Object *key) { note("macro %s %s", key->text, value->text); }
static void m_ignore(Object *o, char *s, uint64_t value) {}
static Object *m_library(Object *o, char *s, Object *source, Object *options, Object **error) {
    if (options->number[0] != (3 << 16) + 1) note("language %llx", (unsigned long long)options->number[0]);
    if (strstr(source->text, "syntax error")) { fault(error, "program_source:1:1: error: unknown type name 'syntax'"); return NULL; }
    if (strstr(source->text, "warning")) fault(error, "program_source:1:1: warning: unused variable");
    Object *made = make("Library");
    made->part[0] = retain(source);
    return made;
}
static Object *m_names(Object *o, char *s) {
    Object *made = autorelease(make("NSArray"));
    made->part[0] = string("copy");
    made->part[1] = string("scale");
    made->part[2] = string("broken");
    made->number[0] = 3;
    return made;
}
static uint64_t m_count(Object *o, char *s) { return o->number[0]; }
static Object *m_at(Object *o, char *s, uint64_t index) { return o->part[index]; }
static Object *m_function(Object *o, char *s, Object *name) {
    Object *made = make("Function");
    made->part[0] = retain(name);
    return made;
}
static Object *m_constants(Object *o, char *s) {
    Object *made = autorelease(make("NSDictionary"));
    if (strcmp(o->part[0]->text, "scale")) return made;
    Object *constant = make("MTLFunctionConstant");
    constant->number[0] = 7;  /* index */
    constant->number[1] = 3;  /* MTLDataTypeFloat */
    made->part[0] = constant;
    made->number[0] = 1;
    return made;
}
static Object *m_values(Object *o, char *s) { return o; }
static uint64_t m_index(Object *o, char *s) { return o->number[0]; }
static uint64_t m_type(Object *o, char *s) { return o->number[1]; }
static void m_set_constant(Object *o, char *s, const void *value, uint64_t type, uint64_t index) {
    if (type == 3) memcpy(&o->number[0], value, 4);
    note("constant %llu of type %llu", (unsigned long long)index, (unsigned long long)type);
    o->number[1] = 1;
}
static Object *m_specialise(Object *o, char *s, Object *name, Object *values, Object **error) {
    if (!values->number[1]) { fault(error, "function constant 7 has no value"); return NULL; }
    Object *made = m_function(o, s, name);
    made->number[0] = values->number[0];
    return made;
}
static Object *m_pipeline(Object *o, char *s, Object *function, Object **error) {
    if (!strcmp(function->part[0]->text, "broken")) { fault(error, "Compiler encountered an internal error"); return NULL; }
    Object *made = make("Pipeline");
    made->part[0] = retain(function);
    return made;
}
static uint64_t m_most(Object *o, char *s) { return 1024; }
static uint64_t m_width(Object *o, char *s) { return 32; }
static Object *m_command_buffer(Object *o, char *s) { return autorelease(make("CommandBuffer")); }
static Object *m_compute(Object *o, char *s) {
    Object *made = autorelease(make("ComputeEncoder"));
    made->part[3] = NULL;
    note("compute encoder");
    return made;
}
static Object *m_blit(Object *o, char *s) { note("blit encoder"); return autorelease(make("BlitEncoder")); }
static Object *bound[31];
static uint64_t offsets[31];
static unsigned char constants[31][4096];
static Object *state;
static void m_state(Object *o, char *s, Object *pipeline) { state = pipeline; note("pipeline %s", pipeline->part[0]->part[0]->text); }
static void m_set_buffer(Object *o, char *s, Object *buffer, uint64_t offset, uint64_t index) {
    bound[index] = buffer;
    offsets[index] = offset;
    note("buffer %llu offset %llu", (unsigned long long)index, (unsigned long long)offset);
}
static void m_set_bytes(Object *o, char *s, const void *bytes, uint64_t length, uint64_t index) {
    if (length > 4096) { note("too many bytes"); return; }
    memcpy(constants[index], bytes, length);
    note("bytes %llu length %llu", (unsigned long long)index, (unsigned long long)length);
}
static void m_set_texture(Object *o, char *s, Object *texture, uint64_t index) { note("texture %llu", (unsigned long long)index); }
static void m_threadgroup(Object *o, char *s, uint64_t length, uint64_t index) {
    note("threadgroup %llu length %llu", (unsigned long long)index, (unsigned long long)length);
}
static void run(Size threads) {
    const char *name = state->part[0]->part[0]->text;
    float *from = (float *)(bound[0]->bytes + offsets[0]), *to = (float *)(bound[1]->bytes + offsets[1]), factor = 1;
    if (!strcmp(name, "scale")) memcpy(&factor, &state->part[0]->number[0], 4);
    for (uint64_t i = 0; i < threads.width * threads.height * threads.depth; i++) to[i] = from[i] * factor;
}
static void m_dispatch(Object *o, char *s, Size threads, Size group) {
    note("dispatch %llu %llu %llu by %llu %llu %llu", (unsigned long long)threads.width, (unsigned long long)threads.height, (unsigned long long)threads.depth,
        (unsigned long long)group.width, (unsigned long long)group.height, (unsigned long long)group.depth);
    run(threads);
}
static void m_groups(Object *o, char *s, Size groups, Size group) {
    note("groups %llu by %llu", (unsigned long long)groups.width, (unsigned long long)group.width);
    run((Size){groups.width * group.width, groups.height * group.height, groups.depth * group.depth});
}
static void m_copy(Object *o, char *s, Object *from, uint64_t at, Object *to, uint64_t into, uint64_t length) {
    note("copy %llu", (unsigned long long)length);
    memcpy(to->bytes + into, from->bytes + at, length);
}
static void m_end(Object *o, char *s) { note("end %s", o->isa); }
static void m_commit(Object *o, char *s) { note("commit"); }
static void m_wait(Object *o, char *s) { note("wait"); }
static uint64_t m_status(Object *o, char *s) { return fails("gpu") ? 5 : 4; }
static Object *m_error(Object *o, char *s) { Object *made = NULL; fault(&made, "Caused GPU Hang Error"); return made; }
static Object *m_texture(Object *o, char *s, Object *descriptor) {
    if (fails("texture")) return NULL;
    Object *made = make("Texture");
    made->bytes = calloc(1, 1 << 20);
    return made;
}
static void m_replace(Object *o, char *s, Region region, uint64_t level, uint64_t slice, const void *bytes, uint64_t row, uint64_t image) {
    note("replace %llu %llu rows of %llu", (unsigned long long)region.size.width, (unsigned long long)region.size.height, (unsigned long long)row);
    memcpy(o->bytes, bytes, region.size.height * row);
}
static void m_get(Object *o, char *s, void *bytes, uint64_t row, uint64_t image, Region region, uint64_t level, uint64_t slice) {
    memcpy(bytes, o->bytes, region.size.height * row);
}
static Object *m_event(Object *o, char *s) { return make("Event"); }
static uint64_t m_value(Object *o, char *s) { return o->number[0]; }
static void m_signal(Object *o, char *s, Object *event, uint64_t value) { note("signal %llu", (unsigned long long)value); event->number[0] = value; }
static void m_await(Object *o, char *s, Object *event, uint64_t value) { note("await %llu", (unsigned long long)value); }
static Object *m_descriptor(Object *o, char *s, uint64_t rows, uint64_t columns, uint64_t row, uint64_t type) {
    Object *made = autorelease(make("MPSMatrixDescriptor"));
    uint64_t all[] = {rows, columns, row, type};
    memcpy(made->number, all, sizeof all);
    return made;
}
static Object *m_matrix(Object *o, char *s, Object *buffer, Object *descriptor) {
    o->part[0] = retain(buffer);
    memcpy(o->number, descriptor->number, sizeof o->number);
    return o;
}
static Object *m_multiplication(Object *o, char *s, Object *device, signed char left, signed char right, uint64_t rows, uint64_t columns, uint64_t interior,
    double alpha, double beta) {
    note("multiply %d %d %llu %llu %llu %g %g", left, right, (unsigned long long)rows, (unsigned long long)columns, (unsigned long long)interior, alpha, beta);
    uint64_t all[] = {rows, columns, interior, (uint64_t)alpha};
    memcpy(o->number, all, sizeof all);
    return o;
}
static void m_encode(Object *o, char *s, Object *buffer, Object *a, Object *b, Object *c) {
    float *x = (float *)a->part[0]->bytes, *y = (float *)b->part[0]->bytes, *z = (float *)c->part[0]->bytes;
    for (uint64_t i = 0; i < o->number[0]; i++)
        for (uint64_t j = 0; j < o->number[1]; j++) {
            float sum = 0;
            for (uint64_t k = 0; k < o->number[2]; k++) sum += x[i * o->number[2] + k] * y[k * o->number[1] + j];
            z[i * o->number[1] + j] = sum;
        }
}

static const struct { const char *name; void *method; } methods[] = {
    {"retain", m_retain}, {"release", m_release}, {"alloc", m_alloc}, {"init", m_init}, {"stringWithUTF8String:", m_string}, {"UTF8String", m_utf8},
    {"localizedDescription", m_part0}, {"name", m_name}, {"supportsFamily:", m_family}, {"newCommandQueue", m_queue},
    {"newBufferWithLength:options:", m_buffer}, {"newBufferWithBytes:length:options:", m_buffer_bytes}, {"contents", m_contents}, {"gpuAddress", m_address},
    {"setLanguageVersion:", m_language}, {"setPreprocessorMacros:", m_ignore}, {"dictionary", m_dictionary}, {"setObject:forKey:", m_set_object},
    {"newLibraryWithSource:options:error:", m_library}, {"functionNames", m_names}, {"count", m_count}, {"objectAtIndex:", m_at},
    {"newFunctionWithName:", m_function}, {"newFunctionWithName:constantValues:error:", m_specialise}, {"functionConstantsDictionary", m_constants},
    {"allValues", m_values}, {"index", m_index}, {"type", m_type}, {"setConstantValue:type:atIndex:", m_set_constant},
    {"newComputePipelineStateWithFunction:error:", m_pipeline}, {"maxTotalThreadsPerThreadgroup", m_most}, {"threadExecutionWidth", m_width},
    {"commandBuffer", m_command_buffer}, {"computeCommandEncoder", m_compute}, {"blitCommandEncoder", m_blit}, {"setComputePipelineState:", m_state},
    {"setBuffer:offset:atIndex:", m_set_buffer}, {"setBytes:length:atIndex:", m_set_bytes}, {"setTexture:atIndex:", m_set_texture},
    {"setThreadgroupMemoryLength:atIndex:", m_threadgroup}, {"dispatchThreads:threadsPerThreadgroup:", m_dispatch},
    {"dispatchThreadgroups:threadsPerThreadgroup:", m_groups}, {"copyFromBuffer:sourceOffset:toBuffer:destinationOffset:size:", m_copy},
    {"endEncoding", m_end}, {"commit", m_commit}, {"waitUntilCompleted", m_wait}, {"status", m_status}, {"error", m_error},
    {"newTextureWithDescriptor:", m_texture}, {"setTextureType:", m_ignore}, {"setPixelFormat:", m_ignore}, {"setWidth:", m_ignore},
    {"setHeight:", m_ignore}, {"setDepth:", m_ignore}, {"setUsage:", m_ignore},
    {"replaceRegion:mipmapLevel:slice:withBytes:bytesPerRow:bytesPerImage:", m_replace},
    {"getBytes:bytesPerRow:bytesPerImage:fromRegion:mipmapLevel:slice:", m_get}, {"newSharedEvent", m_event}, {"signaledValue", m_value},
    {"encodeSignalEvent:value:", m_signal}, {"encodeWaitForEvent:value:", m_await},
    {"matrixDescriptorWithRows:columns:rowBytes:dataType:", m_descriptor}, {"initWithBuffer:descriptor:", m_matrix},
    {"initWithDevice:transposeLeft:transposeRight:resultRows:resultColumns:interiorColumns:alpha:beta:", m_multiplication},
    {"encodeToCommandBuffer:leftMatrix:rightMatrix:resultMatrix:", m_encode},
};

static intptr_t m_unknown(Object *o, const char *s) { note("unrecognized selector %s", s); return 0; }
static intptr_t m_nil(Object *o, const char *s) { return 0; }

__attribute__((used, visibility("hidden"))) void *double_lookup(Object *target, const char *selector) {
    if (!target) return m_nil;
    if (!target->is_class && target->references <= 0) { note("message %s to a dead object", selector); return m_nil; }
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (!strcmp(methods[i].name, selector)) return methods[i].method;
    return m_unknown;
}

#if defined(__x86_64__)
__asm__(
    ".text\n.globl objc_msgSend\n.type objc_msgSend, @function\nobjc_msgSend:\n"
    "pushq %rbp\nmovq %rsp, %rbp\n"
    "pushq %rdi\npushq %rsi\npushq %rdx\npushq %rcx\npushq %r8\npushq %r9\n"
    "subq $64, %rsp\n"
    "movsd %xmm0, (%rsp)\nmovsd %xmm1, 8(%rsp)\nmovsd %xmm2, 16(%rsp)\nmovsd %xmm3, 24(%rsp)\n"
    "movsd %xmm4, 32(%rsp)\nmovsd %xmm5, 40(%rsp)\nmovsd %xmm6, 48(%rsp)\nmovsd %xmm7, 56(%rsp)\n"
    "call double_lookup\nmovq %rax, %r11\n"
    "movsd (%rsp), %xmm0\nmovsd 8(%rsp), %xmm1\nmovsd 16(%rsp), %xmm2\nmovsd 24(%rsp), %xmm3\n"
    "movsd 32(%rsp), %xmm4\nmovsd 40(%rsp), %xmm5\nmovsd 48(%rsp), %xmm6\nmovsd 56(%rsp), %xmm7\n"
    "addq $64, %rsp\n"
    "popq %r9\npopq %r8\npopq %rcx\npopq %rdx\npopq %rsi\npopq %rdi\npopq %rbp\n"
    "jmp *%r11\n");
#elif defined(__aarch64__)
__asm__(
    ".text\n.globl objc_msgSend\nobjc_msgSend:\n"
    "sub sp, sp, #160\nstp x0, x1, [sp]\nstp x2, x3, [sp, #16]\nstp x4, x5, [sp, #32]\nstp x6, x7, [sp, #48]\nstp x8, x30, [sp, #64]\n"
    "stp d0, d1, [sp, #80]\nstp d2, d3, [sp, #96]\nstp d4, d5, [sp, #112]\nstp d6, d7, [sp, #128]\n"
    "bl double_lookup\nmov x16, x0\n"
    "ldp x0, x1, [sp]\nldp x2, x3, [sp, #16]\nldp x4, x5, [sp, #32]\nldp x6, x7, [sp, #48]\nldp x8, x30, [sp, #64]\n"
    "ldp d0, d1, [sp, #80]\nldp d2, d3, [sp, #96]\nldp d4, d5, [sp, #112]\nldp d6, d7, [sp, #128]\nadd sp, sp, #160\nbr x16\n");
#endif
