using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Lucid.Generators;

/// <summary>Reads every <c>[Op]</c> declaration and writes its dispatcher, node, C# methods and registry row.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class OpGenerator : IIncrementalGenerator
{
    private static readonly DiagnosticDescriptor Malformed = new(
        "LUCID001", "Malformed op declaration", "{0}", "Lucid", DiagnosticSeverity.Error, isEnabledByDefault: true);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<OpModel?> ops = context.SyntaxProvider.ForAttributeWithMetadataName(
            "Lucid.Ops.Declaration.OpAttribute",
            static (_, _) => true,
            static (found, _) => OpModel.From((INamedTypeSymbol)found.TargetSymbol, found.Attributes[0]));
        context.RegisterSourceOutput(ops.Collect(), static (output, models) => Emit(output, models));
    }

    private static void Emit(SourceProductionContext output, ImmutableArray<OpModel?> models)
    {
        List<OpModel> ops = models.Where(m => m is not null).Select(m => m!).OrderBy(m => m.Id, System.StringComparer.Ordinal).ToList();
        var seen = new HashSet<string>();
        int index = -1;
        foreach (OpModel op in ops)
        {
            op.Index = ++index;
            if (!seen.Add(op.Id)) op.Problems.Add($"Op '{op.Id}' is declared twice.");
            if (op.Problems.Count == 0)
            {
                string node = op.IsDifferentiable ? NodeEmitter.Emit(op) : "";
                string dispatcher = DispatcherEmitter.Emit(op);
                if (op.Problems.Count == 0)
                {
                    output.AddSource($"{op.Id}.g.cs", dispatcher);
                    if (node.Length > 0) output.AddSource($"{op.Id}.Node.g.cs", node);
                }
            }
            foreach (string problem in op.Problems) output.ReportDiagnostic(Diagnostic.Create(Malformed, op.Location, problem));
        }
        output.AddSource("OpTable.g.cs", TableEmitter.Emit(ops.Where(o => o.Problems.Count == 0).ToList()));
    }
}
