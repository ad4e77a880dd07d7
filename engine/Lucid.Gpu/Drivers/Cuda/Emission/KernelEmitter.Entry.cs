using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Drivers.Cuda.Emission;

internal sealed partial class KernelEmitter
{
    /// <summary>Writes the entry point: it makes the kernel's arguments out of the parameter block and the hardware's positions.</summary>
    private KernelText WriteEntry(StringBuilder entry, string name, FunctionSymbol kernel)
    {
        List<KernelBinding> bindings = KernelSignature.Bind(kernel, (at, message) => throw new EmissionException(at, message));
        var slots = new List<ParameterSlot>();
        var block = new StringBuilder("struct Block { u32 grid_x, grid_y, grid_z, flat, groups_x, groups_y, groups_z, none;");
        int bytes = KernelText.HeaderBytes;
        bool dynamic = false;
        var taken = new HashSet<(BindingKind, int)>();
        foreach (KernelBinding binding in bindings)
        {
            if (binding.Kind == BindingKind.Texture && binding.Variable.Type.Type is not TextureType)
                throw new EmissionException(binding.Variable.At, "arrays of textures are not supported on the CUDA driver");
            // Parameters that function constants choose between may share an index.
            if (binding.Kind != BindingKind.Position && !taken.Add((binding.Kind, binding.Index))) continue;
            string n = binding.Index.ToString(CultureInfo.InvariantCulture);
            switch (binding.Kind)
            {
                case BindingKind.Buffer:
                    bytes = Slot(slots, SlotKind.Address, binding.Index, bytes, 8, 8, binding.IsOptional);
                    block.Append($" alignas(8) u8* b{n};");
                    if (InlineType(binding) is { } value)
                    {
                        bytes = Slot(slots, SlotKind.Inline, binding.Index, bytes, (int)value.Size, System.Math.Max(16, value.Alignment));
                        block.Append($" alignas(16) {TypeOf(value, binding.Variable.At)} v{n};");
                    }
                    break;
                case BindingKind.Texture:
                    bytes = Slot(slots, SlotKind.Texture, binding.Index, bytes, 24, 8);
                    block.Append($" alignas(8) Tex t{n};");
                    break;
                case BindingKind.Threadgroup:
                    bytes = Slot(slots, SlotKind.Threadgroup, binding.Index, bytes, 4, 4);
                    block.Append($" u32 g{n};");
                    dynamic = true;
                    break;
            }
        }
        block.Append(" };\n");
        int limit = kernel.MaxTotalThreads ?? 1024;
        WriteFunctionBody(kernel, inKernel: true);
        bool sharing = _flow.HasLanes(kernel);
        foreach (string mark in new[] { "__sync", "__shared__" })
            sharing |= _body.ToString().Contains(mark, System.StringComparison.Ordinal) || _declarations.ToString().Contains(mark, System.StringComparison.Ordinal);
        bool elementwise = !sharing && !dynamic && IsElementwise(bindings), several = elementwise && HasPlainBuffers(bindings) && IsShort(_body.ToString());
        entry.Append(block);
        if (dynamic) entry.Append("extern __shared__ u32 lucid_threadgroup[];\n");
        string head = $"extern \"C\" __global__ void __launch_bounds__({System.Math.Clamp(limit, 1, 1024)}) {name}(const __grid_constant__ Block block";
        if (several) WriteSeveral(entry, head, bindings);
        entry.Append(head).Append(") {\n");
        entry.Append("#ifdef ").Append(KernelText.LineMacro).Append('\n').Append(LinePositions).Append("#else\n").Append(Positions).Append("#endif\n");
        if (_flow.HasLanes(kernel))
            entry.Append("  u32 lm = group_size - (local & ~31u) >= 32 ? ~0u : (1u << (group_size - (local & ~31u))) - 1;\n");
        foreach (KernelBinding binding in bindings) entry.Append("  ").Append(BindParameter(binding)).Append('\n');
        entry.Append(_body).Append("}\n");
        if (several) entry.Append("#endif\n");
        return new KernelText
        {
            Source = "", Entry = name, Slots = slots, BlockBytes = (bytes + 15) & ~15, IsPlanar = IsPlanar(bindings), IsElementwise = elementwise, HasSeveral = several,
        };
    }

    /// <summary>
    /// The form for large grids: each thread runs four neighbours, whose loads the compiler may gather because the buffers are known to
    /// be apart. The launch sees to it that they are, and that they begin at multiples of 16 bytes.
    /// </summary>
    private void WriteSeveral(StringBuilder entry, string head, List<KernelBinding> bindings)
    {
        entry.Append("#ifdef ").Append(KernelText.SeveralMacro).Append('\n').Append(head);
        foreach (KernelBinding binding in bindings)
            if (binding is { Kind: BindingKind.Buffer, Variable.Type.Type: PointerType }) entry.Append($", u8* __restrict__ r{binding.Index}");
        entry.Append(") {\n  const u32 group_x = 0, size_x = 1, first = (blockIdx.x * blockDim.x + threadIdx.x) * 4;\n");
        var pointers = new StringBuilder();
        foreach (KernelBinding binding in bindings)
            if (binding is { Kind: BindingKind.Buffer, Variable: { Type.Type: PointerType pointer } variable })
            {
                string type = TypeOf(pointer, variable.At);
                entry.Append($"  {type} {NameOf(variable)}_base = ({type})__builtin_assume_aligned(r{binding.Index}, 16);\n");
                pointers.Append($"    {type} {NameOf(variable)} = {NameOf(variable)}_base;\n");
            }
            else if (binding.Kind != BindingKind.Position) entry.Append("  ").Append(BindParameter(binding)).Append('\n');
            else pointers.Append("    ").Append(BindParameter(binding)).Append('\n');
        entry.Append("  auto one = [&](const u32 local_x) {\n").Append(pointers).Append(_body).Append("  };\n");
        entry.Append("  if (first + 4 <= block.grid_x) {\n    #pragma unroll\n    for (u32 n = 0; n < 4; n++) one(first | n);\n  } else for (u32 at = first; at < block.grid_x; at++) one(at);\n}\n#else\n");
    }

    // Long bodies and loops have other costs than the wait for memory.
    private static bool IsShort(string body) => body.Length < 4000 && !body.Contains("for (", System.StringComparison.Ordinal) && !body.Contains("do {", System.StringComparison.Ordinal);

    private static bool HasPlainBuffers(List<KernelBinding> bindings)
    {
        foreach (KernelBinding binding in bindings)
            // Wider elements move 16 bytes a thread by themselves; four of them a thread were measured slower.
            if (binding.IsOptional || binding.Variable.Type.Type is PointerType { Pointee.Type.Size: > 4 }) return false;
            else if (binding.Kind == BindingKind.Buffer && binding.Variable.Type.Type is not (PointerType { Pointee.Type: ScalarType or VectorType }
                or ReferenceType { Referee: { Type: ScalarType or VectorType or MatrixType, Space: AddressSpace.Constant } })) return false;
            else if (binding.Kind is not (BindingKind.Buffer or BindingKind.Position)) return false;
            else if (binding.Kind == BindingKind.Position && binding.Variable.Type.Type is not ScalarType { Kind: NumberKind.UInt }) return false;
        return true;
    }

    private static bool IsPlanar(List<KernelBinding> bindings)
    {
        foreach (KernelBinding binding in bindings)
            if (binding.Kind == BindingKind.Position && binding.Variable.Type.Type is VectorType) return true;
        return false;
    }

    private static bool IsElementwise(List<KernelBinding> bindings)
    {
        foreach (KernelBinding binding in bindings)
            if (binding.Kind == BindingKind.Position && binding.Attribute is not ("thread_position_in_grid" or "threads_per_grid" or "grid_size")) return false;
        return true;
    }

    private static int Slot(List<ParameterSlot> slots, SlotKind kind, int index, int bytes, int size, int alignment, bool optional = false)
    {
        bytes = (bytes + alignment - 1) / alignment * alignment;
        slots.Add(new ParameterSlot(kind, index, bytes, size, optional));
        return bytes + size;
    }

    /// <summary>The type of a constant reference small enough to travel in the block.</summary>
    private static MslType? InlineType(KernelBinding binding) =>
        !binding.IsOptional && binding.Variable.Type.Type is ReferenceType { Referee: var referee } && referee.EffectiveSpace == AddressSpace.Constant
        && referee.Type is ScalarType or VectorType or MatrixType or EnumType or StructType or ArrayType && referee.Type.Size is > 0 and <= KernelText.InlineLimit
            ? referee.Type : null;

    // Grids along x alone, the usual ones, need less arithmetic before the kernel begins.
    private const string LinePositions = """
          const u32 group_x = blockIdx.x, group_y = 0, group_z = 0, local_x = threadIdx.x, local_y = 0, local_z = 0, local = local_x, size_y = 1, size_z = 1;
          u32 size_x = block.grid_x - group_x * blockDim.x;
          if (size_x > blockDim.x) size_x = blockDim.x;
          const u32 group_size = size_x;
          if (local >= size_x) return;

        """;

    // Threads of an edge threadgroup are numbered anew, without holes, as Metal forms it; the rest leave before the kernel starts.
    private const string Positions = """
          u32 group_x = blockIdx.x, group_y = blockIdx.y, group_z = blockIdx.z;
          if (block.flat) {
            group_y = group_x / block.groups_x; group_x -= group_y * block.groups_x;
            group_z = group_y / block.groups_y; group_y -= group_z * block.groups_y;
          }
          u32 size_x = block.grid_x - group_x * blockDim.x, size_y = block.grid_y - group_y * blockDim.y, size_z = block.grid_z - group_z * blockDim.z;
          if (size_x > blockDim.x) size_x = blockDim.x;
          if (size_y > blockDim.y) size_y = blockDim.y;
          if (size_z > blockDim.z) size_z = blockDim.z;
          u32 local_x = threadIdx.x, local_y = threadIdx.y, local_z = threadIdx.z, local = local_x + blockDim.x * (local_y + blockDim.y * local_z);
          const u32 group_size = size_x * size_y * size_z;
          if (size_x != blockDim.x || size_y != blockDim.y || size_z != blockDim.z) {
            if (local >= group_size) return;
            local_y = local / size_x; local_x = local - local_y * size_x;
            local_z = local_y / size_y; local_y -= local_z * size_y;
          }

        """;

    private string BindParameter(KernelBinding binding)
    {
        VariableSymbol variable = binding.Variable;
        string name = NameOf(variable), n = binding.Index.ToString(CultureInfo.InvariantCulture);
        switch (binding.Kind)
        {
            case BindingKind.Position: return BindPosition(binding, name);
            case BindingKind.Texture: return $"const Tex {name} = block.t{n};";
            case BindingKind.Sampler:
                throw new EmissionException(variable.At, $"sampler parameter '{variable.Name}' is not supported on the CUDA driver: declare a constexpr sampler");
            case BindingKind.Threadgroup:
                bool reference = variable.Type.Type is ReferenceType;
                string shared = TypeOf(reference ? ((ReferenceType)variable.Type.Type).Referee.Type : ((PointerType)variable.Type.Type).Pointee.Type, variable.At);
                string start = $"({shared}*)((u8*)lucid_threadgroup + block.g{n})";
                return reference ? $"{shared}& {name} = *{start};" : $"{shared}* {name} = {start};";
            default:
                if (variable.Type.Type is PointerType) return $"{TypeOf(variable.Type.Type, variable.At)} {name} = ({TypeOf(variable.Type.Type, variable.At)})block.b{n};";
                string type = Qualified(variable.ObjectType, variable.At);
                if (InlineType(binding) is not { } value) return $"{type}& {name} = *({type}*)block.b{n};";
                // Small values are read once; larger ones stay where they are.
                return value.Size <= 64 && value is not ArrayType && value is not StructType { ContainsArray: true }
                    ? $"{type} {name} = block.b{n} ? *({type}*)block.b{n} : block.v{n};"
                    : $"{type}& {name} = *({type}*)(block.b{n} ? (void*)block.b{n} : (void*)&block.v{n});";
        }
    }

    private string BindPosition(KernelBinding binding, string name)
    {
        MslType type = binding.Variable.Type.Type;
        string element = Scalar(ElementOf(type));
        int count = type is VectorType vector ? vector.Count : 1;
        var text = new StringBuilder($"{TypeOf(type, binding.Variable.At)} {name} = ");
        if (count == 1) return text.Append($"({element})({Position(binding.Attribute, 0)});").ToString();
        text.Append(TypeOf(type, binding.Variable.At)).Append('{');
        for (int i = 0; i < count; i++) text.Append($"({element})({Position(binding.Attribute, i)}), ");
        return text.Append("};").ToString();
    }

    private static string Position(string attribute, int component)
    {
        char c = "xyz"[component];
        return attribute switch
        {
            "thread_position_in_grid" => $"group_{c} * blockDim.{c} + local_{c}",
            "threadgroup_position_in_grid" => $"group_{c}",
            "thread_position_in_threadgroup" => $"local_{c}",
            "threads_per_threadgroup" => $"size_{c}",
            "dispatch_threads_per_threadgroup" => $"blockDim.{c}",
            "threads_per_grid" or "grid_size" => $"block.grid_{c}",
            "threadgroups_per_grid" => $"block.groups_{c}",
            "thread_index_in_threadgroup" => "local",
            "thread_index_in_simdgroup" => "local & 31",
            "simdgroup_index_in_threadgroup" => "local / 32",
            "threads_per_simdgroup" or "thread_execution_width" => "32",
            "simdgroups_per_threadgroup" => "(group_size + 31) / 32",
            "dispatch_simdgroups_per_threadgroup" => "(blockDim.x * blockDim.y * blockDim.z + 31) / 32",
            "thread_index_in_quadgroup" => "local & 3",
            "quadgroup_index_in_threadgroup" => "local / 4",
            "quadgroups_per_threadgroup" => "(group_size + 3) / 4",
            "dispatch_quadgroups_per_threadgroup" => "(blockDim.x * blockDim.y * blockDim.z + 3) / 4",
            _ => "0",
        };
    }
}
