using System.Collections.Generic;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

/// <summary>for (declaration : range), over arrays and metal::array, as a loop over an index (C++ [stmt.ranged]).</summary>
internal sealed partial class Parser
{
    private Statement ParseRangeFor(int at)
    {
        Specifiers specifiers = ParseSpecifiers();
        Declarator declarator = ParseDeclarator(specifiers.Type, DeclaratorKind.Local);
        Expect(":", "in range-based for");
        Expression range = ParseAssignment();
        Expect(")", "after the range");
        if (range.Type is StructType { Template.Name: "array" } wrapper)
        {
            RequireComplete(wrapper, at);
            range = Member(range, wrapper.Fields[0], at);
        }
        if (range.Type is not ArrayType { Length: >= 0 } array || !range.IsLvalue)
            throw Error(range.At, $"invalid range expression of type '{range.QualifiedType.Unqualified}': arrays and metal::array can be iterated over");
        var index = new VariableSymbol("", at, new QualifiedType(ScalarType.Int, Space: AddressSpace.Thread), VariableKind.Local)
        {
            Owner = _function, Initializer = new ConstantExpression(at, ScalarType.Int, ConstantValue.Int(0)), Reassigned = true,
        };
        Expression Index() => new VariableExpression(at, index, index.Type);
        Expression element = BuildIndex(range, Index(), at);
        QualifiedType type = declarator.Type.Space == AddressSpace.None ? declarator.Type with { Space = AddressSpace.Thread } : declarator.Type;
        Expression value = InitializeFrom(type, element);
        var variable = new VariableSymbol(declarator.Name, declarator.At, Complete(type, value), VariableKind.Local) { Owner = _function, Initializer = value };
        _scope.Set(declarator.Name, variable);
        _loop = LoopKind.Loop;
        var body = new List<Statement> { new DeclarationStatement(declarator.At, variable, value), ParseSubStatement() };
        Expression condition = BuildBinary("<", Index(), new ConstantExpression(at, ScalarType.Int, ConstantValue.Int(array.Length)), at);
        return new LoopStatement(at, new DeclarationStatement(at, index, index.Initializer), condition, BuildIncrement(Index(), "++", true, at),
            new BlockStatement(at, body), true);
    }
}
