using System.Collections.Generic;
using Lucid.Gpu.Msl.Library;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

internal sealed partial class Parser
{
    private Expression DefaultConstruct(StructType type, int at)
    {
        RequireComplete(type, at);
        if (type.Lambda is not null) return new ZeroExpression(at, type);
        if (!type.IsAggregate && ResolveConstructor(type, [], true) is { } constructor) return BuildConstruction(type, constructor, [], at);
        if (type.Constructors.Count > 0) throw Error(at, $"no matching constructor for initialization of '{type.Name}' without arguments");
        // Without initialisers the object starts uninitialised, which the checked driver tracks.
        return NeedsInitialization(type) ? new AggregateExpression(at, type, []) : null!;
    }

    private static bool NeedsInitialization(StructType type)
    {
        foreach (Field field in type.Fields)
            if (field.Initializer is not null || field.Type.Type is StructType inner && (NeedsInitialization(inner) || !inner.IsAggregate)) return true;
        return false;
    }

    private FunctionSymbol? ResolveConstructor(StructType type, IReadOnlyList<Expression> arguments, bool isExplicit)
    {
        var set = new OverloadSet(type.Name, 0);
        foreach (FunctionSymbol constructor in type.Constructors)
            if ((isExplicit || !constructor.IsExplicit) && !constructor.IsDeleted) set.Functions.Add(constructor);
        set.Templates.AddRange(type.ConstructorTemplates);
        if (set.Functions.Count + set.Templates.Count == 0) return null;
        FunctionSymbol? found = Resolve(set, null, null, arguments, out _);
        return found is { IsExplicit: true } && !isExplicit ? null : found;
    }

    private Expression BuildConstruction(StructType type, FunctionSymbol constructor, IReadOnlyList<Expression> arguments, int at)
    {
        Use(constructor);
        return new ConstructExpression(at, type, constructor, ConvertArguments(constructor, arguments, at));
    }

    /// <summary>T(arguments).</summary>
    private Expression Construct(MslType type, IReadOnlyList<Expression> arguments, int at)
    {
        switch (type)
        {
            case StructType structure:
                RequireComplete(structure, at);
                if (arguments.Count == 0)
                {
                    if (structure.IsAggregate) return NeedsInitialization(structure) ? new AggregateExpression(at, structure, []) : new ZeroExpression(at, structure);
                    return DefaultConstruct(structure, at);
                }
                if (arguments.Count == 1 && arguments[0].Type == type) return ConvertExplicit(arguments[0], type, at);
                if (ResolveConstructor(structure, arguments, true) is { } constructor) return BuildConstruction(structure, constructor, arguments, at);
                if (arguments.Count == 1) return ConvertExplicit(arguments[0], type, at);
                if (structure.IsAggregate && arguments.Count > 0)
                {
                    var items = new List<(string?, Expression)>();
                    foreach (Expression argument in arguments) items.Add((null, argument));
                    return FromList(structure, new InitializerListExpression(at, items));
                }
                throw Error(at, $"no matching constructor for initialization of '{type}' with {arguments.Count} arguments");
            case VectorType vector:
                return arguments.Count switch
                {
                    0 => new ZeroExpression(at, type),
                    _ => ConstructVector(vector, arguments, at),
                };
            case MatrixType matrix:
                return arguments.Count == 0 ? new ZeroExpression(at, type) : ConstructMatrix(matrix, arguments, at);
            case SimdgroupMatrixType matrix:
                if (arguments.Count == 0) return new ZeroExpression(at, type);
                if (arguments.Count == 1 && arguments[0].Type == type) return arguments[0];
                if (arguments.Count == 1 && KindOf(arguments[0].Type) is not null)
                    return new IntrinsicExpression(at, type, Intrinsic.MatrixDiagonal, [ConvertImplicit(arguments[0], ScalarType.Of(matrix.Element), at)], "simdgroup_matrix");
                throw Error(at, $"no matching constructor for '{type}'");
            case SpecialType { Name: "sampler" }:
                return new SamplerExpression(at, type, arguments);
            case SpecialType { IsDependent: true } or ParameterPattern or TemplatePattern:
                throw Error(at, "dependent type");
            default:
                if (arguments.Count == 0) return type == ScalarType.Void ? new ConversionExpression(at, type, new ConstantExpression(at, ScalarType.Int, ConstantValue.Int(0))) : new ZeroExpression(at, type);
                if (arguments.Count == 1) return ConvertExplicit(arguments[0], type, at);
                throw Error(arguments[1].At, $"excess arguments in conversion to '{type}'");
        }
    }

    private Expression ConstructVector(VectorType vector, IReadOnlyList<Expression> arguments, int at)
    {
        if (arguments.Count == 1)
        {
            Expression only = arguments[0];
            if (only.Type is VectorType { } from && from.Count != vector.Count)
                throw Error(only.At, $"cannot make '{vector}' from '{from}'");
            return ConvertExplicit(only, vector, at);
        }
        var parts = new List<Expression>();
        int components = 0;
        foreach (Expression argument in arguments)
        {
            if (argument.Type is VectorType part)
            {
                components += part.Count;
                parts.Add(ConvertTo(argument, VectorType.Of(vector.Element, part.Count)));
                continue;
            }
            components++;
            parts.Add(argument.Type is StructType ? ConvertExplicit(argument, ScalarType.Of(vector.Element), argument.At)
                : KindOf(argument.Type) is not null ? ConvertTo(argument, ScalarType.Of(vector.Element))
                : throw Error(argument.At, $"cannot convert '{argument.QualifiedType}' to '{vector.Element.Name()}'"));
        }
        if (components != vector.Count) throw Error(at, $"'{vector}' takes {vector.Count} components, {components} are given");
        return new VectorExpression(at, vector, parts);
    }

    private Expression ConstructMatrix(MatrixType matrix, IReadOnlyList<Expression> arguments, int at)
    {
        if (arguments.Count == 1 && arguments[0].Type is MatrixType from)
        {
            if (from.Columns == matrix.Columns && from.Rows == matrix.Rows) return ConvertTo(arguments[0], matrix);
            throw Error(at, $"cannot make '{matrix}' from '{from}'");
        }
        var parts = new List<Expression>();
        if (arguments[0].Type is VectorType && arguments.Count == matrix.Columns)
        {
            foreach (Expression argument in arguments)
                parts.Add(argument.Type is VectorType column && column.Count == matrix.Rows
                    ? ConvertTo(argument, matrix.Column)
                    : throw Error(argument.At, $"a column of '{matrix}' is '{matrix.Column}', found '{argument.Type}'"));
            return new MatrixExpression(at, matrix, parts);
        }
        if (arguments.Count != 1 && arguments.Count != matrix.Columns * matrix.Rows)
            throw Error(at, $"'{matrix}' takes 1 scalar, {matrix.Columns} columns or {matrix.Columns * matrix.Rows} scalars; {arguments.Count} arguments are given");
        foreach (Expression argument in arguments)
            parts.Add(KindOf(argument.Type) is not null ? ConvertTo(argument, ScalarType.Of(matrix.Element))
                : throw Error(argument.At, $"cannot convert '{argument.QualifiedType}' to '{matrix.Element.Name()}'"));
        return new MatrixExpression(at, matrix, parts);
    }
}
