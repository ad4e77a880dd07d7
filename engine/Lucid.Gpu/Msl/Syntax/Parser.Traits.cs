using System.Collections.Generic;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

/// <summary>Compiler-known traits, and names that Metal has but this compiler does not.</summary>
internal sealed partial class Parser
{
    /// <summary>Families of names that no kernel can use here, by the word that a message gives them.</summary>
    private static readonly Dictionary<string, string> Unsupported = new()
    {
        ["tensor"] = "tensors (Metal 4)", ["tensor_handle"] = "tensors (Metal 4)", ["tensor_inline"] = "tensors (Metal 4)",
        ["dextents"] = "tensors (Metal 4)", ["extents"] = "tensors (Metal 4)", ["tensor_ops"] = "tensor operations (MetalPerformancePrimitives)",
        ["mpp"] = "tensor operations (MetalPerformancePrimitives)", ["cooperative_tensor"] = "tensors (Metal 4)",
        ["raytracing"] = "ray tracing", ["acceleration_structure"] = "ray tracing", ["intersector"] = "ray tracing", ["intersection_query"] = "ray tracing",
        ["primitive_acceleration_structure"] = "ray tracing", ["instance_acceleration_structure"] = "ray tracing", ["intersection_function_table"] = "ray tracing",
        ["visible_function_table"] = "visible function tables", ["imageblock"] = "imageblocks", ["mesh"] = "mesh shaders", ["mesh_grid_properties"] = "mesh shaders",
        ["command_buffer"] = "indirect command buffers", ["compute_command"] = "indirect command buffers", ["render_command"] = "indirect command buffers",
        ["compute_pipeline_state"] = "indirect command buffers", ["render_pipeline_state"] = "indirect command buffers",
        ["interpolant"] = "pull-model interpolation", ["patch_control_point"] = "tessellation", ["depth_stencil_state"] = "indirect command buffers",
    };

    private static string UnknownName(string name, string otherwise) =>
        Unsupported.TryGetValue(name, out string? family) ? $"'{name}' is not supported: {family} run on Apple GPUs only" : otherwise;

    private static bool IsTraitWord(string word) =>
        word is "__is_enum" or "__is_class" or "__is_union" or "__is_base_of" or "__is_same" or "__is_trivially_copyable" or "__is_empty" or "__is_pod";

    private ConstantExpression ParseTrait()
    {
        int at = Here;
        string word = _tokens[_position++].Text;
        Expect("(");
        QualifiedType first = ParseTypeId();
        QualifiedType second = Accept(",") ? ParseTypeId() : default;
        Expect(")");
        if (first.Type.IsDependent || second.Type is { IsDependent: true }) throw Error(at, $"'{first}' depends on a template parameter");
        bool needsTwo = word is "__is_base_of" or "__is_same";
        if (needsTwo == second.Type is null) throw Error(at, $"'{word}' takes {(needsTwo ? "two types" : "one type")}");
        if (word == "__is_base_of" && second.Type is StructType derived) RequireComplete(derived, at);
        bool truth = word switch
        {
            "__is_enum" => first.Type is EnumType,
            "__is_class" => first.Type is StructType { IsUnion: false },
            "__is_union" => first.Type is StructType { IsUnion: true },
            "__is_same" => first == second,
            "__is_base_of" => first.Type is StructType parent && second.Type is StructType child && child.DerivesFrom(parent),
            "__is_empty" => first.Type is StructType { Fields.Count: 0 },
            _ => true,
        };
        return new ConstantExpression(at, ScalarType.Bool, ConstantValue.Bool(truth));
    }

    private QualifiedType ParseUnderlyingType()
    {
        int at = Here;
        _position++;
        Expect("(");
        QualifiedType type = ParseTypeId();
        Expect(")");
        return type.Type switch
        {
            EnumType enumeration => ScalarType.Of(enumeration.Underlying),
            { IsDependent: true } => SpecialType.Unknown,
            _ => throw Error(at, $"'{type}' is not an enumeration"),
        };
    }

    private QualifiedType ParseTypeof()
    {
        _position++;
        Expect("(");
        QualifiedType type = StartsType() ? ParseTypeId() : ParseExpression().QualifiedType.Unqualified;
        Expect(")");
        return type;
    }

    /// <summary>Skips <c>__asm("label")</c> after a declarator: the label of a function that only Apple's compiler has.</summary>
    private void SkipAssemblyLabel()
    {
        while (Current.Text is "asm" or "__asm" or "__asm__" && Peek().Is("("))
        {
            _position++;
            _position = AfterClosing(_position);
        }
    }
}
