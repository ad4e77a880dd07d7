using System.Linq;
using Lucid.Ops.Declaration;

namespace Lucid.Generators;

/// <summary>Writes the question an op asks while a function transform is active: are arguments wrapped, and by which rule to run then.</summary>
internal static class TransformEmitter
{
    // While a function transform is active, wrapped arguments go by its rules.
    internal static void Emit(SourceText text, OpModel op)
    {
        bool tensors = op.Schema.Results.All(r => r.Type == SchemaType.Tensor);
        if (!tensors || !op.Schema.Parameters.Any(p => p.IsTensorLike || p.Type == SchemaType.Generator)) return;
        string results = op.ReturnsList ? "transformed" : op.ReturnsTuple
            ? "(" + string.Join(", ", op.Schema.Results.Select((_, i) => $"transformed[{i}]")) + ")" : "transformed[0]";
        text.Line("if (state.Transforming)");
        text.Line("{");
        EmitFrame(text, op);
        text.Line($"if (Lucid.Ops.Transforms.FunctionTransforms.Run({op.Index}, frame, state) is {{ }} transformed) return {results};");
        text.Line("}");
    }

    /// <summary>The same for an op's in-place form.</summary>
    internal static void EmitInPlace(SourceText text, OpModel op, string self)
    {
        text.Line("if (state.Transforming)");
        text.Line("{");
        EmitFrame(text, op);
        text.Line($"if (Lucid.Ops.Transforms.FunctionTransforms.RunInPlace({op.Index}, {self}, frame, state)) return {self};");
        text.Line("}");
    }

    private static void EmitFrame(SourceText text, OpModel op)
    {
        text.Line("var frame = new CallFrame();");
        for (int i = 0; i < op.Schema.Parameters.Length; i++)
        {
            SchemaParameter p = op.Schema.Parameters[i];
            string value = p.IsList || p.Type is not (SchemaType.DType or SchemaType.Device or SchemaType.Str or SchemaType.Generator)
                ? DispatcherEmitter.ValueOf(p)
                : $"(object{(p.IsOptional ? "?" : "")}){CSharpTypes.Name(p.Name)}";
            text.Line($"frame.Put({i}, {value});");
        }
    }
}
