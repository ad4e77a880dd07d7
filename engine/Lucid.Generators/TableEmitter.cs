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
        // One block of bytes: as string objects these texts would be twice as large in the library, and made at every start.
        text.Line("private static System.ReadOnlySpan<byte> Texts =>");
        foreach (OpModel op in ops)
            text.Line($"    {Quote(op.Schema.Text + "\n" + op.Documentation.Replace("\n", " ") + "\n")}u8{(op == ops[ops.Count - 1] ? ";" : " +")}");
        text.Line("private static OpEntry[] Build() =>");
        text.Line("[");
        for (int i = 0; i < ops.Count; i++)
        {
            OpModel op = ops[i];
            string inPlace = op.HasInPlace ? $"&TensorFunctions.InvokeInPlace_{op.Id}" : "null";
            string into = op.HasOut ? $"&TensorFunctions.InvokeInto_{op.Id}" : "null";
            text.Line(
                $"    new({i}, {op.Version}, AmpPolicy.{Policies[op.Amp]}, "
                + $"{(op.Deterministic ? "true" : "false")}, (OpSurface){op.Surface}, {Quote(op.Aliases)}, "
                + $"{(op.IsDifferentiable || op.Composite ? "true" : "false")}, {Rule(op)}, "
                + $"{(op.VarArgs ? "true" : "false")}, (OpTraits){Traits.Of(op)}, {Traits.Differentiable(op)}u, "
                + $"&TensorFunctions.Invoke_{op.Id}, {inPlace}, {into}),");
        }
        text.Line("];");
        text.Line("}");
        return text.ToString();
    }

    private static string Rule(OpModel op) =>
        !op.IsPointwise ? "null" : "DTypeRule." + Rules[op.Kind == OpKind.Comparison ? 2 : op.DTypeRule];

    private static string Quote(string value) => "\"" + value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") + "\"";
}
