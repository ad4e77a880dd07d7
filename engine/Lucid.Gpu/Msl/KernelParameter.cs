using System.Collections.Generic;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl;

/// <summary>What a kernel parameter is bound to.</summary>
public enum KernelParameterKind : byte
{
    /// <summary>Device or constant memory: a tensor, or a few bytes of values.</summary>
    Buffer,

    /// <summary>Threadgroup memory whose size the dispatch gives.</summary>
    Threadgroup,

    /// <summary>A texture.</summary>
    Texture,

    /// <summary>A sampler.</summary>
    Sampler,

    /// <summary>The thread's place in the grid, threadgroup or simdgroup.</summary>
    Position,
}

/// <summary>One parameter of a kernel, as a host program sees it.</summary>
/// <param name="Name">Its name; empty where the source gives none.</param>
/// <param name="Kind">What it is bound to.</param>
/// <param name="Index">The index its attribute gives, or the one it takes by its place.</param>
/// <param name="Attribute">The attribute's name; empty where there is none.</param>
/// <param name="Type">The type as the source spells it.</param>
/// <param name="Element">The scalar type inside the pointed-to type; <see cref="NumberKind.Void"/> for structs and void.</param>
/// <param name="Components">Scalars in the pointed-to type: 4 for float4, 1 for float; 0 where <paramref name="Element"/> is void.</param>
/// <param name="Bytes">Size of the pointed-to type in bytes; 0 for void.</param>
/// <param name="IsReference">True for a reference: exactly one value is bound.</param>
/// <param name="IsWritable">True where the kernel may write through it.</param>
public sealed record KernelParameter(
    string Name, KernelParameterKind Kind, int Index, string Attribute, string Type, NumberKind Element, int Components, int Bytes, bool IsReference, bool IsWritable)
{
    /// <summary>The parameter as the source declares it: <c>device float *x [[buffer(0)]]</c>.</summary>
    public override string ToString()
    {
        string text = Type is [.., '*' or '&'] ? Type + Name : $"{Type} {Name}";
        return Kind == KernelParameterKind.Position ? $"{text} [[{Attribute}]]" : $"{text} [[{Kind.ToString().ToLowerInvariant()}({Index})]]";
    }

    internal static IReadOnlyList<KernelParameter> Of(FunctionSymbol kernel)
    {
        var parameters = new List<KernelParameter>();
        foreach (KernelBinding binding in KernelSignature.Bind(kernel, static (_, _) => { })) parameters.Add(Of(binding));
        return parameters;
    }

    private static KernelParameter Of(KernelBinding binding)
    {
        MslType type = binding.Variable.Type.Type;
        QualifiedType target = type switch
        {
            PointerType pointer => pointer.Pointee,
            ReferenceType reference => reference.Referee,
            _ => binding.Variable.Type,
        };
        var (element, components) = Scalars(target.Type);
        bool writable = binding.Kind == BindingKind.Buffer && !target.Const && target.EffectiveSpace == AddressSpace.Device;
        return new KernelParameter(binding.Variable.Name, (KernelParameterKind)binding.Kind, binding.Index, binding.Attribute,
            binding.Variable.Type.ToString(), element, components, (int)target.Type.Size, type is ReferenceType, writable);
    }

    private static (NumberKind Element, int Count) Scalars(MslType type)
    {
        switch (type)
        {
            case ScalarType scalar: return (scalar.Kind, scalar.Kind == NumberKind.Void ? 0 : 1);
            case VectorType vector: return (vector.Element, vector.Count);
            case MatrixType matrix: return (matrix.Element, matrix.Rows * matrix.Columns);
            case AtomicType atomic: return (atomic.Element, 1);
            case EnumType enumeration: return (enumeration.Underlying, 1);
            case ArrayType array:
                var (element, count) = Scalars(array.Element.Type);
                return (element, count * (int)System.Math.Max(0, array.Length));
            default: return (NumberKind.Void, 0);
        }
    }
}
