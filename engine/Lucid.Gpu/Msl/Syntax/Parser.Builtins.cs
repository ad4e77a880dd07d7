using System.Collections.Generic;
using Lucid.Gpu.Msl.Library;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

/// <summary>A type template the compiler knows: vec, matrix, atomic, textures, and the array bound of a pattern.</summary>
internal sealed class BuiltinTemplate(string name) : Symbol(name, 0)
{
    /// <summary>Stands for T[N] inside a pattern.</summary>
    public static readonly BuiltinTemplate Array = new("<array>");
}

internal sealed partial class Parser
{
    private static readonly (string Name, NumberKind Kind)[] ScalarNames =
    [
        ("void", NumberKind.Void), ("bool", NumberKind.Bool), ("char", NumberKind.Char), ("uchar", NumberKind.UChar),
        ("short", NumberKind.Short), ("ushort", NumberKind.UShort), ("int", NumberKind.Int), ("uint", NumberKind.UInt),
        ("long", NumberKind.Long), ("ulong", NumberKind.ULong), ("half", NumberKind.Half), ("bfloat", NumberKind.BFloat),
        ("float", NumberKind.Float),
    ];

    private static readonly (string Name, NumberKind Kind)[] ScalarAliases =
    [
        ("int8_t", NumberKind.Char), ("uint8_t", NumberKind.UChar), ("int16_t", NumberKind.Short), ("uint16_t", NumberKind.UShort),
        ("int32_t", NumberKind.Int), ("uint32_t", NumberKind.UInt), ("int64_t", NumberKind.Long), ("uint64_t", NumberKind.ULong),
        ("size_t", NumberKind.ULong), ("ptrdiff_t", NumberKind.Long), ("intptr_t", NumberKind.Long), ("uintptr_t", NumberKind.ULong),
        ("float16_t", NumberKind.Half), ("float32_t", NumberKind.Float),
    ];

    private static readonly string[] TextureShapes =
    [
        "texture1d", "texture1d_array", "texture2d", "texture2d_array", "texture2d_ms", "texture3d", "texturecube", "texturecube_array",
        "texture_buffer", "depth2d", "depth2d_array", "depth2d_ms", "depth2d_ms_array", "depthcube", "depthcube_array", "texture2d_ms_array",
    ];

    private void DeclareBuiltins()
    {
        foreach (var (name, kind) in ScalarNames)
        {
            DeclareType(name, ScalarType.Of(kind));
            if (kind == NumberKind.Void) continue;
            for (int n = 2; n <= 4; n++)
            {
                DeclareType(name + n, VectorType.Of(kind, n));
                DeclareType("packed_" + name + n, VectorType.Of(kind, n, true));
                // The spellings of <simd/simd.h>, which hosts and kernels share.
                DeclareType($"simd_{name}{n}", VectorType.Of(kind, n));
                DeclareType($"vector_{name}{n}", VectorType.Of(kind, n));
                if (n != 3) DeclareType($"simd_packed_{name}{n}", VectorType.Of(kind, n, true));
                if (kind == NumberKind.Float || kind == NumberKind.Half)
                    for (int rows = 2; rows <= 4; rows++)
                        foreach (string prefix in new[] { "", "simd_", "matrix_" }) DeclareType($"{prefix}{name}{n}x{rows}", MatrixType.Of(kind, n, rows));
            }
            if (kind.IsFloating()) DeclareType($"simdgroup_{name}8x8", SimdgroupMatrixType.Of(kind));
        }
        foreach (var (name, kind) in ScalarAliases) DeclareType(name, ScalarType.Of(kind));
        DeclareType("atomic_int", AtomicType.Of(NumberKind.Int));
        DeclareType("atomic_uint", AtomicType.Of(NumberKind.UInt));
        DeclareType("atomic_bool", AtomicType.Of(NumberKind.Bool));
        DeclareType("atomic_float", AtomicType.Of(NumberKind.Float));
        DeclareType("atomic_ulong", AtomicType.Of(NumberKind.ULong));
        DeclareType("atomic_long", AtomicType.Of(NumberKind.Long));
        DeclareType("sampler", SpecialType.Sampler);
        DeclareType("nullptr_t", SpecialType.NullPointer);
        foreach (string name in new[] { "vec", "packed_vec", "matrix", "atomic", "_atomic", "simdgroup_matrix" }) _metal.Set(name, new BuiltinTemplate(name));
        foreach (string name in TextureShapes) _metal.Set(name, new BuiltinTemplate(name));
        var metal = new NamespaceSymbol("metal", 0, _metal);
        _metal.Set("metal", metal);
        _metal.Set("simd", metal);
        var fast = new Scope(ScopeKind.Namespace, _metal, "fast");
        var precise = new Scope(ScopeKind.Namespace, _metal, "precise");
        _metal.Set("fast", new NamespaceSymbol("fast", 0, fast));
        _metal.Set("precise", new NamespaceSymbol("precise", 0, precise));
        foreach (KeyValuePair<string, IntrinsicRule> entry in IntrinsicTable.All)
        {
            _metal.Set(entry.Key, IntrinsicSet(entry.Key, entry.Value));
            fast.Set(entry.Key, IntrinsicSet("fast::" + entry.Key, entry.Value));
            precise.Set(entry.Key, IntrinsicSet("precise::" + entry.Key, entry.Value));
        }
    }

    private static OverloadSet IntrinsicSet(string name, IntrinsicRule rule) =>
        new(name, 0) { Intrinsic = new IntrinsicSymbol(name, rule) };

    private void DeclareType(string name, MslType type) => _metal.Set(name, new TypeSymbol(name, 0, type));

    private static bool IsDependent(IReadOnlyList<TemplateArgument> arguments)
    {
        foreach (TemplateArgument argument in arguments)
            if (argument.IsDependent) return true;
        return false;
    }

    private MslType BuiltinInstance(BuiltinTemplate template, IReadOnlyList<TemplateArgument> arguments, int at)
    {
        if (IsDependent(arguments)) return new TemplatePattern(template, arguments);
        MslType? first = arguments.Count > 0 && arguments[0].Kind == TemplateArgumentKind.Type ? arguments[0].Type.Type : null;
        if (first is not ScalarType { Kind: not NumberKind.Void } scalar)
            throw Error(at, $"'{template.Name}' expects a scalar type as its first argument, found '{(arguments.Count > 0 ? arguments[0] : "nothing")}'");
        long Number(int index, long fallback)
        {
            if (arguments.Count <= index) return fallback;
            return arguments[index].Kind == TemplateArgumentKind.Value ? arguments[index].Value.Signed : -1;
        }
        switch (template.Name)
        {
            case "vec" or "packed_vec":
                long count = Number(1, -1);
                if (count == 1) return scalar;
                // What Apple's headers call the storage of an 8x8 matrix.
                if (count == 64 && scalar.Kind.IsFloating()) return SimdgroupMatrixType.Of(scalar.Kind);
                if (count is < 2 or > 4) throw Error(at, $"'{template.Name}' takes 2 to 4 components");
                return VectorType.Of(scalar.Kind, (int)count, template.Name == "packed_vec");
            case "matrix":
                long columns = Number(1, -1), rows = Number(2, -1);
                if (scalar.Kind is not (NumberKind.Float or NumberKind.Half or NumberKind.BFloat) || columns is < 2 or > 4 || rows is < 2 or > 4)
                    throw Error(at, "'matrix' takes float or half and 2 to 4 columns and rows");
                return MatrixType.Of(scalar.Kind, (int)columns, (int)rows);
            case "atomic" or "_atomic":
                return AtomicType.Of(scalar.Kind);
            case "simdgroup_matrix":
                if (!scalar.Kind.IsFloating() || Number(1, 8) != 8 || Number(2, 8) != 8)
                    throw Error(at, "'simdgroup_matrix' is float, half or bfloat, 8 by 8");
                return SimdgroupMatrixType.Of(scalar.Kind);
            default:
                long access = Number(1, 0);
                return TextureType.Of(template.Name, scalar.Kind, (TextureAccess)System.Math.Clamp(access, 0, 3));
        }
    }
}
