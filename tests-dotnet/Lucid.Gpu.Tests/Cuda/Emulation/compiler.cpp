// An NVRTC of the tests' own: hands the emitted source to the C++ compiler; what it gives back as machine code is a shared library.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <string>

namespace {
struct Program {
  std::string source, name, log, code;
};
std::string read(const std::string& path) {
  std::string text;
  if (FILE* file = fopen(path.c_str(), "rb")) {
    char buffer[65536];
    size_t n;
    while ((n = fread(buffer, 1, sizeof buffer, file)) > 0) text.append(buffer, n);
    fclose(file);
  }
  return text;
}
int compilations;
}

extern "C" {
int lucid_compilations() { return compilations; }
int nvrtcVersion(int* major, int* minor) { *major = 13; *minor = 0; return 0; }
const char* nvrtcGetErrorString(int code) { return code == 0 ? "NVRTC_SUCCESS" : "NVRTC_ERROR_COMPILATION"; }
int nvrtcCreateProgram(Program** program, const char* source, const char* name, int, const char**, const char**) {
  *program = new Program{source, name, "", ""};
  return 0;
}
int nvrtcDestroyProgram(Program** program) { delete *program; *program = nullptr; return 0; }
int nvrtcCompileProgram(Program* program, int, const char**) {
  compilations++;
  char folder[] = "/tmp/lucid-emulation-XXXXXX";
  if (!mkdtemp(folder)) return 1;
  std::string base = folder, source = program->source, shared = "extern __shared__ u32 lucid_threadgroup[];";
  size_t at = source.find(shared);
  if (at != std::string::npos) source.replace(at, shared.size(), "alignas(16) static u32 lucid_threadgroup[1 << 16];");
  FILE* file = fopen((base + "/kernel.cpp").c_str(), "wb");
  std::string header = getenv("LUCID_EMULATION_HEADER") ? getenv("LUCID_EMULATION_HEADER") : "emulation.h";
  fprintf(file, "#include \"%s\"\n%s\nextern \"C\" void %s_call(void* block) { %s(*(Block*)block); }\n"
    "extern \"C\" size_t lucid_block_bytes; size_t lucid_block_bytes = sizeof(Block);\n", header.c_str(), source.c_str(), program->name.c_str(),
    program->name.c_str());
  fclose(file);
  std::string command = "g++ -std=c++20 -w -O0 -fPIC -shared -fno-strict-aliasing -ffp-contract=off -fmax-errors=5 -o " + base + "/kernel.so " + base + "/kernel.cpp > "
    + base + "/log 2>&1";
  int status = system(command.c_str());
  program->log = read(base + "/log");
  program->code = read(base + "/kernel.so");
  if (!getenv("LUCID_EMULATION_KEEP")) (void)!system(("rm -rf " + base).c_str());
  return status == 0 ? 0 : 6;
}
int nvrtcGetCUBINSize(Program* program, size_t* size) { *size = program->code.size(); return 0; }
int nvrtcGetCUBIN(Program* program, char* to) { memcpy(to, program->code.data(), program->code.size()); return 0; }
int nvrtcGetProgramLogSize(Program* program, size_t* size) { *size = program->log.size() + 1; return 0; }
int nvrtcGetProgramLog(Program* program, char* to) { memcpy(to, program->log.c_str(), program->log.size() + 1); return 0; }
}
