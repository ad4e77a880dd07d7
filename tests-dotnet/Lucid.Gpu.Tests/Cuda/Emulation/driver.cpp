// A CUDA driver of the tests' own: memory is the host's, a kernel's threads are fibers, streams run at once. It counts what is alive
// and fails where it is told to, so that the leak and error paths of Lucid's driver can be seen without a GPU.
#include <dlfcn.h>
#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>
#include <functional>
#include <map>
#include <string>
#include <vector>

#define lucid_runtime lucid_runtime_of_kernels
#include "emulation.h"
#undef lucid_runtime
#undef threadIdx
#undef blockIdx
#undef blockDim
#undef gridDim

namespace {
constexpr size_t StackBytes = 256 << 10, MemoryLimit = size_t(1) << 30;

struct Fiber {
  ucontext_t context;
  LucidThread thread;
  std::vector<char> stack;
  bool done, ready;
  int operation, source;
  unsigned mask;
  unsigned long long value, result;
  const void* place;
};

LucidRuntime runtime;
ucontext_t scheduler;
std::vector<Fiber> fibers;
Fiber* current;
void (*body)(void*);
void* block_of_parameters;

unsigned long long wait(int operation, unsigned mask, unsigned long long value, int source, const void* place) {
  Fiber* self = current;
  self->operation = operation; self->mask = mask; self->value = value; self->source = source; self->place = place;
  self->ready = false;
  swapcontext(&self->context, &scheduler);
  return self->result;
}

void start() {
  body(block_of_parameters);
  current->done = true;
  swapcontext(&current->context, &scheduler);
}

void run_ready() {
  for (Fiber& fiber : fibers) {
    if (fiber.done || !fiber.ready) continue;
    current = &fiber;
    runtime.now = &fiber.thread;
    swapcontext(&scheduler, &fiber.context);
  }
}

// A warp operation is done when every lane of its mask that has not ended asks for it with the same mask.
bool release_warp(size_t first) {
  size_t end = first + 32 < fibers.size() ? first + 32 : fibers.size();
  bool any = false;
  for (size_t i = first; i < end; i++) {
    Fiber& leader = fibers[i];
    if (leader.done || leader.ready || leader.operation == LUCID_BARRIER || leader.operation == LUCID_ACTIVE) continue;
    bool complete = (leader.mask >> (i - first) & 1) != 0;
    for (size_t k = first; k < end && complete; k++) {
      Fiber& other = fibers[k];
      if (!(leader.mask >> (k - first) & 1) || other.done) continue;
      complete = !other.ready && other.operation == leader.operation && other.mask == leader.mask;
    }
    if (!complete) continue;
    unsigned votes = 0, mask = leader.mask;
    for (size_t k = first; k < end; k++)
      if ((mask >> (k - first) & 1) && !fibers[k].done && fibers[k].value) votes |= 1u << (k - first);
    for (size_t k = first; k < end; k++) {
      Fiber& other = fibers[k];
      if (!(mask >> (k - first) & 1) || other.done) continue;
      size_t from = first + other.source;
      bool held = from < end && (mask >> other.source & 1) && !fibers[from].done;
      other.result = other.operation == LUCID_BALLOT ? votes : held ? fibers[from].value : 0xdeadbeefdeadbeefull;
    }
    for (size_t k = first; k < end; k++)
      if ((mask >> (k - first) & 1) && !fibers[k].done) fibers[k].ready = true;
    any = true;
  }
  return any;
}

// Lanes that stand at the same place when nothing else moves are the active ones.
bool release_active(size_t first) {
  size_t end = first + 32 < fibers.size() ? first + 32 : fibers.size();
  for (size_t i = first; i < end; i++) {
    if (fibers[i].done || fibers[i].ready || fibers[i].operation != LUCID_ACTIVE) continue;
    unsigned mask = 0;
    auto same = [&](size_t k) { return !fibers[k].done && !fibers[k].ready && fibers[k].operation == LUCID_ACTIVE && fibers[k].place == fibers[i].place; };
    for (size_t k = first; k < end; k++) if (same(k)) mask |= 1u << (k - first);
    const void* place = fibers[i].place;
    for (size_t k = first; k < end; k++)
      if (!fibers[k].done && !fibers[k].ready && fibers[k].operation == LUCID_ACTIVE && fibers[k].place == place) { fibers[k].result = mask; fibers[k].ready = true; }
    return true;
  }
  return false;
}

bool run_threadgroup() {
  for (;;) {
    run_ready();
    bool moved = false, alive = false;
    for (size_t first = 0; first < fibers.size(); first += 32) moved |= release_warp(first);
    for (Fiber& fiber : fibers) alive |= !fiber.done;
    if (!alive) return true;
    if (moved) continue;
    bool all = true;
    for (Fiber& fiber : fibers) all &= fiber.done || fiber.operation == LUCID_BARRIER;
    if (all) {
      for (Fiber& fiber : fibers) fiber.ready = !fiber.done;
      continue;
    }
    for (size_t first = 0; first < fibers.size(); first += 32) moved |= release_active(first);
    if (moved) continue;
    for (Fiber& fiber : fibers)
      if (!fiber.done) fprintf(stderr, "thread %u waits: operation %d, mask %08x\n", fiber.thread.thread.x, fiber.operation, fiber.mask);
    return false;
  }
}

struct Module { void* library; };
struct Function { void (*call)(void*); LucidRuntime** runtime; size_t block; };
struct Graph { std::vector<std::function<int()>> work; };
std::map<unsigned long long, size_t> memory;
size_t memory_used;
std::map<std::string, int> live;
std::string failing;
int failing_after, failing_code;
Graph* recording;

int fail(const char* call) {
  if (failing != call) return 0;
  if (failing_after-- > 0) return 0;
  failing.clear();
  return failing_code;
}
int submit(std::function<int()> work) {
  if (recording) { recording->work.push_back(work); return 0; }
  return work();
}
}

#define ENTER(name) if (int code = fail(name)) return code
extern "C" {
void lucid_fail(const char* call, int after, int code) { failing = call; failing_after = after; failing_code = code; }
int lucid_live(const char* kind) { return live[kind]; }

int cuInit(unsigned) { ENTER("cuInit"); return 0; }
int cuDriverGetVersion(int* v) { *v = 13000; return 0; }
int cuDeviceGetCount(int* n) { ENTER("cuDeviceGetCount"); *n = 1; return 0; }
int cuDeviceGet(int* d, int i) { *d = i; return 0; }
int cuDeviceGetName(char* name, int n, int) { snprintf(name, n, "Emulated GPU"); return 0; }
int cuDeviceGetAttribute(int* v, int a, int) { *v = a == 75 ? 9 : a == 97 ? 96 << 10 : a == 16 ? 4 : 0; return 0; }
int cuDevicePrimaryCtxRetain(void** c, int) { ENTER("cuDevicePrimaryCtxRetain"); live["context"]++; *c = &live; return 0; }
int cuDevicePrimaryCtxRelease_v2(int) { live["context"]--; return 0; }
int cuCtxSetCurrent(void*) { return 0; }
int cuMemGetInfo_v2(size_t* free, size_t* total) { *free = MemoryLimit - memory_used; *total = MemoryLimit; return 0; }
int cuMemAlloc_v2(unsigned long long* p, size_t n) {
  ENTER("cuMemAlloc_v2");
  if (memory_used + n > MemoryLimit) return 2;
  void* block = aligned_alloc(512, (n + 511) / 512 * 512);
  memset(block, 0xA5, n);
  memory[*p = (unsigned long long)block] = n;
  memory_used += n;
  live["memory"]++;
  return 0;
}
int cuMemFree_v2(unsigned long long p) {
  auto found = memory.find(p);
  if (found == memory.end()) return 1;
  memory_used -= found->second;
  memory.erase(found);
  live["memory"]--;
  free((void*)p);
  return 0;
}
int cuMemcpyHtoDAsync_v2(unsigned long long to, const void* from, size_t n, void*) { ENTER("cuMemcpyHtoDAsync_v2"); memcpy((void*)to, from, n); return 0; }
int cuMemcpyDtoHAsync_v2(void* to, unsigned long long from, size_t n, void*) { ENTER("cuMemcpyDtoHAsync_v2"); memcpy(to, (void*)from, n); return 0; }
int cuMemcpyDtoDAsync_v2(unsigned long long to, unsigned long long from, size_t n, void*) {
  ENTER("cuMemcpyDtoDAsync_v2");
  return submit([=] { memmove((void*)to, (void*)from, n); return 0; });
}
int cuMemsetD8Async(unsigned long long to, unsigned char v, size_t n, void*) { ENTER("cuMemsetD8Async"); return submit([=] { memset((void*)to, v, n); return 0; }); }
int cuMemHostAlloc(void** p, size_t n, unsigned) { ENTER("cuMemHostAlloc"); *p = malloc(n); live["pinned"]++; return 0; }
int cuMemFreeHost(void* p) { free(p); live["pinned"]--; return 0; }
int cuMemHostRegister_v2(void*, size_t, unsigned) { ENTER("cuMemHostRegister_v2"); live["registered"]++; return 0; }
int cuMemHostUnregister(void*) { live["registered"]--; return 0; }
int cuMemHostGetDevicePointer_v2(unsigned long long* p, void* h, unsigned) { *p = (unsigned long long)h; return 0; }
int cuStreamCreate(void** s, unsigned) { ENTER("cuStreamCreate"); *s = malloc(8); live["stream"]++; return 0; }
int cuStreamDestroy_v2(void* s) { free(s); live["stream"]--; return 0; }
int cuStreamSynchronize(void*) { ENTER("cuStreamSynchronize"); return 0; }
int cuStreamQuery(void*) { return 0; }
int cuStreamWaitEvent(void*, void*, unsigned) { return 0; }
int cuEventCreate(void** e, unsigned) { ENTER("cuEventCreate"); *e = malloc(8); live["event"]++; return 0; }
int cuEventDestroy_v2(void* e) { free(e); live["event"]--; return 0; }
int cuEventRecord(void*, void*) { return 0; }
int cuEventSynchronize(void*) { return 0; }
int cuEventQuery(void*) { return 0; }
int cuEventElapsedTime(float* t, void*, void*) { *t = 1; return 0; }
int cuModuleLoadData(Module** m, const void* image) {
  ENTER("cuModuleLoadData");
  const Elf64_Ehdr* head = (const Elf64_Ehdr*)image;
  char path[] = "/tmp/lucid-module-XXXXXX";
  int file = mkstemp(path);
  size_t size = head->e_shoff + (size_t)head->e_shnum * head->e_shentsize;
  if (file < 0 || write(file, image, size) != (ssize_t)size) return 200;
  close(file);
  void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  unlink(path);
  if (!library) { fprintf(stderr, "%s\n", dlerror()); return 200; }
  *m = new Module{library};
  live["module"]++;
  return 0;
}
int cuModuleUnload(Module* m) { dlclose(m->library); delete m; live["module"]--; return 0; }
int cuModuleGetFunction(Function** f, Module* m, const char* name) {
  ENTER("cuModuleGetFunction");
  static std::vector<Function*> functions;
  void* call = dlsym(m->library, (std::string(name) + "_call").c_str());
  if (!call) return 500;
  functions.push_back(*f = new Function{(void (*)(void*))call, (LucidRuntime**)dlsym(m->library, "lucid_runtime"), *(size_t*)dlsym(m->library, "lucid_block_bytes")});
  return 0;
}
int cuFuncGetAttribute(int* v, int a, void*) { *v = a == 0 ? 1024 : 0; return 0; }
int cuFuncSetAttribute(void*, int, int) { return 0; }
int cuLaunchKernel(Function* f, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz, unsigned, void*, void** parameters, void**) {
  ENTER("cuLaunchKernel");
  std::vector<char> block((const char*)parameters[0], (const char*)parameters[0] + f->block);
  return submit([=]() mutable {
    runtime.wait = wait;
    runtime.size = {bx, by, bz};
    runtime.grid = {gx, gy, gz};
    *f->runtime = &runtime;
    body = f->call;
    alignas(64) static char copy[8192];
    memcpy(copy, block.data(), block.size());
    block_of_parameters = copy;
    if (fibers.size() != (size_t)bx * by * bz) { fibers.clear(); fibers.resize((size_t)bx * by * bz); }
    for (unsigned z = 0; z < gz; z++)
      for (unsigned y = 0; y < gy; y++)
        for (unsigned x = 0; x < gx; x++) {
          runtime.block = {x, y, z};
          for (size_t i = 0; i < fibers.size(); i++) {
            Fiber& fiber = fibers[i];
            fiber.thread = {{(unsigned)(i % bx), (unsigned)(i / bx % by), (unsigned)(i / bx / by)}, (unsigned)(i & 31)};
            fiber.done = false;
            fiber.ready = true;
            fiber.stack.resize(StackBytes);
            getcontext(&fiber.context);
            fiber.context.uc_stack.ss_sp = fiber.stack.data();
            fiber.context.uc_stack.ss_size = StackBytes;
            fiber.context.uc_link = nullptr;
            makecontext(&fiber.context, start, 0);
          }
          if (!run_threadgroup()) return 719;
        }
    return 0;
  });
}
int cuStreamBeginCapture_v2(void*, int) { ENTER("cuStreamBeginCapture_v2"); recording = new Graph; return 0; }
int cuStreamEndCapture(void*, Graph** g) { ENTER("cuStreamEndCapture"); *g = recording; recording = nullptr; live["graph"]++; return 0; }
int cuGraphInstantiateWithFlags(Graph** e, Graph* g, unsigned long long) { ENTER("cuGraphInstantiateWithFlags"); *e = new Graph(*g); live["executable"]++; return 0; }
int cuGraphLaunch(Graph* e, void*) { for (auto& work : e->work) if (int code = work()) return code; return 0; }
int cuGraphExecDestroy(Graph* e) { delete e; live["executable"]--; return 0; }
int cuGraphDestroy(Graph* g) { delete g; live["graph"]--; return 0; }
int cuGetErrorName(int code, const char** s) { *s = code == 2 ? "CUDA_ERROR_OUT_OF_MEMORY" : code == 719 ? "CUDA_ERROR_LAUNCH_FAILED" : "CUDA_ERROR_OTHER"; return 0; }
int cuGetErrorString(int code, const char** s) { *s = code == 2 ? "out of memory" : code == 719 ? "unspecified launch failure" : "some other error"; return 0; }
}
