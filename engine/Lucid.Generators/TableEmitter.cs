using System.Collections.Generic;
using System.Linq;

namespace Lucid.Generators;

/// <summary>Writes the table of all ops: what the registry shows and what the bridges call.</summary>
internal static class TableEmitter
{
    private static readonly string[] Rules = ["Promote", "Float", "Bool"];
    private static readonly string[] Policies = ["None", "Float16", "Float32", "Promote"];

    internal static string Emit(List<OpModel> ops)
    {
        var text = new SourceText("using Lucid.Ops.Declaration;\n\nnamespace Lucid.Ops.Dispatch;\n");
        text.Line("public static unsafe partial class OpTable");
        text.Line("{");
        text.Line("private static OpEntry[] Build() =>");
        text.Line("[");
        foreach (OpModel op in ops)
        {
            string inPlace = op.HasInPlace ? $"&TensorFunctions.InvokeInPlace_{op.Id}" : "null";
            string into = op.HasOut ? $"&TensorFunctions.InvokeInto_{op.Id}" : "null";
            text.Line(
                $"    new({Quote(op.Schema.Text)}, {op.Version}, AmpPolicy.{Policies[op.Amp]}, "
                + $"{(op.Deterministic ? "true" : "false")}, (OpSurface){op.Surface}, {Quote(op.Aliases)}, "
                + $"{Quote(op.Documentation)}, {(op.IsDifferentiable || op.Composite ? "true" : "false")}, {Rule(op)}, "
                + $"{(op.VarArgs ? "true" : "false")}, (OpTraits){Traits.Of(op)}, {Traits.Differentiable(op)}u, "
                + $"&TensorFunctions.Invoke_{op.Id}, {inPlace}, {into}),");
        }
        text.Line("];");
        text.Line("}");
        return text.ToString();
    }

    private static string Rule(OpModel op) =>
        !op.IsPointwise ? "null" : "DTypeRule." + Rules[op.Kind == OpKind.Comparison ? 2 : op.DTypeRule];

    private static string Quote(string value) => "\"" + value.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
}
