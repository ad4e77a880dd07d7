using System.Linq;
using Lucid.Ops.Declaration;

namespace Lucid.Generators;

/// <content>The forms with <c>out=</c>.</content>
internal static partial class DispatcherEmitter
{
    private static void EmitInto(SourceText text, OpModel op)
    {
        Document(text, op, "Writes into a tensor given by the caller, resized when its shape differs.");
        text.Line($"public static Tensor {op.MethodName}Into({Parameters(op, receiver: false, extra: "Tensor destination")})");
        text.Line("{");
        text.Line("ThreadState state = ThreadState.Current;");
        foreach (SchemaParameter p in Tensors(op))
        {
            string recorded = p.IsList ? $"Edges.AnyRequiresGrad({CSharpTypes.Name(p.Name)})" : RequiresGrad(p);
            text.Line($"OutRules.CheckInput({recorded}, \"{op.Schema.Name}\", state);");
        }
        text.Line($"OutRules.CheckOutput(destination, \"{op.Schema.Name}\", state);");
        // What is made from nothing takes type and device from where it goes.
        if (!Tensors(op).Any() && op.Schema.Parameters.Any(p => p.Name == "dtype"))
            text.Line("dtype ??= destination.DType;").Line("device ??= destination.Device;");
        EmitListDefaults(text, op);
        if (op.IsPointwise)
        {
            text.Line($"{Compute(op, "destination")};");
            text.Line("destination.BumpVersion();");
        }
        else
        {
            text.Line("using GradMode mode = GradMode.Off(state);");
            text.Line("using TensorScope scope = TensorScope.Open(state);");
            text.Line($"OutRules.Write(destination, {op.TypeName}.Forward({Names(op)}), \"{op.Schema.Name}\");");
        }
        text.Line("return destination;");
        text.Line("}").Line();
    }
}
