using System.Collections.Generic;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Semantics;

internal enum BindingKind : byte { Buffer, Threadgroup, Texture, Sampler, Position }

/// <summary>One kernel parameter and where its value comes from.</summary>
internal sealed record KernelBinding(VariableSymbol Variable, BindingKind Kind, int Index, string Attribute)
{
    /// <summary>True where a function constant decides whether the parameter is there.</summary>
    public bool IsOptional => KernelSignature.IsOptional(Variable);
}

/// <summary>Reads the attributes of a kernel's parameters (specification section 5.2).</summary>
internal static class KernelSignature
{
    /// <summary>Attributes that give a thread its place, and how many components each may have.</summary>
    private static readonly Dictionary<string, int> Positions = new()
    {
        ["thread_position_in_grid"] = 3, ["threadgroup_position_in_grid"] = 3, ["thread_position_in_threadgroup"] = 3,
        ["threads_per_threadgroup"] = 3, ["dispatch_threads_per_threadgroup"] = 3, ["threads_per_grid"] = 3, ["threadgroups_per_grid"] = 3,
        ["thread_index_in_threadgroup"] = 1, ["thread_index_in_simdgroup"] = 1, ["simdgroup_index_in_threadgroup"] = 1,
        ["threads_per_simdgroup"] = 1, ["thread_execution_width"] = 1, ["simdgroups_per_threadgroup"] = 1,
        ["dispatch_simdgroups_per_threadgroup"] = 1, ["thread_index_in_quadgroup"] = 1, ["quadgroup_index_in_threadgroup"] = 1,
        ["quadgroups_per_threadgroup"] = 1, ["dispatch_quadgroups_per_threadgroup"] = 1, ["grid_origin"] = 3, ["grid_size"] = 3,
    };

    /// <summary>The bindings of a kernel; problems go to <c>report</c>.</summary>
    public static List<KernelBinding> Bind(FunctionSymbol kernel, System.Action<int, string> report)
    {
        var result = new List<KernelBinding>();
        var taken = new HashSet<(BindingKind, int)>();
        foreach (VariableSymbol parameter in kernel.Parameters)
            foreach (MslAttribute attribute in parameter.Attributes)
                if (!IsOptional(parameter) && KindOf(attribute.Name) is { } explicitKind && attribute.Index is { } given && !taken.Add((explicitKind, given)))
                    report(attribute.At, $"index {given} of '{attribute.Name}' is used by two parameters");
        foreach (VariableSymbol parameter in kernel.Parameters)
        {
            KernelBinding? binding = null;
            foreach (MslAttribute attribute in parameter.Attributes)
            {
                if (Positions.TryGetValue(attribute.Name, out int components))
                {
                    CheckPosition(parameter, attribute, components, report);
                    binding = new KernelBinding(parameter, BindingKind.Position, 0, attribute.Name);
                }
                else if (KindOf(attribute.Name) is { } kind)
                {
                    if (kind != NaturalKind(parameter.Type.Type)) { report(attribute.At, $"'{attribute.Name}' attribute cannot be applied to a parameter of type '{parameter.Type}'"); }
                    binding = new KernelBinding(parameter, kind, attribute.Index ?? 0, attribute.Name);
                }
                else if (attribute.Name == "stage_in") report(attribute.At, "'stage_in' is not supported in compute kernels here");
            }
            binding ??= Implicit(parameter, taken, report);
            if (binding is not null) result.Add(binding);
        }
        return result;
    }

    internal static bool IsOptional(VariableSymbol parameter)
    {
        foreach (MslAttribute attribute in parameter.Attributes)
            if (attribute.Name == "function_constant") return true;
        return false;
    }

    private static BindingKind? KindOf(string attribute) => attribute switch
    {
        "buffer" => BindingKind.Buffer,
        "threadgroup" => BindingKind.Threadgroup,
        "texture" => BindingKind.Texture,
        "sampler" => BindingKind.Sampler,
        _ => null,
    };

    private static BindingKind? NaturalKind(MslType type) => type switch
    {
        PointerType pointer => SpaceKind(pointer.Pointee.EffectiveSpace),
        ReferenceType reference => SpaceKind(reference.Referee.EffectiveSpace),
        TextureType => BindingKind.Texture,
        SpecialType { Name: "sampler" } => BindingKind.Sampler,
        StructType { Template.Name: "array" or "array_ref", Arguments: [{ Kind: TemplateArgumentKind.Type, Type: var element }, ..] } =>
            NaturalKind(element.Type),
        _ => null,
    };

    private static BindingKind? SpaceKind(AddressSpace space) => space switch
    {
        AddressSpace.Device or AddressSpace.Constant => BindingKind.Buffer,
        AddressSpace.Threadgroup => BindingKind.Threadgroup,
        _ => null,
    };

    private static KernelBinding? Implicit(VariableSymbol parameter, HashSet<(BindingKind, int)> taken, System.Action<int, string> report)
    {
        if (NaturalKind(parameter.Type.Type) is not { } kind)
        {
            report(parameter.At, $"invalid type '{parameter.Type}' for kernel parameter '{parameter.Name}': it needs an attribute, or must be a device, constant or threadgroup pointer or reference");
            return null;
        }
        int index = 0;
        while (!taken.Add((kind, index))) index++;
        return new KernelBinding(parameter, kind, index, "");
    }

    private static void CheckPosition(VariableSymbol parameter, MslAttribute attribute, int components, System.Action<int, string> report)
    {
        (NumberKind kind, int count) = parameter.Type.Type switch
        {
            ScalarType scalar => (scalar.Kind, 1),
            VectorType vector => (vector.Element, vector.Count),
            _ => (NumberKind.Void, 0),
        };
        if (kind is not (NumberKind.UInt or NumberKind.UShort) || count > components)
            report(parameter.At, $"type '{parameter.Type}' is not valid for attribute '{attribute.Name}': use {(components == 1 ? "uint or ushort" : "uint, uint2, uint3, ushort, ushort2 or ushort3")}");
    }
}
