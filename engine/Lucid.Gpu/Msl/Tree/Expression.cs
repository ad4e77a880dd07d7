using System.Collections.Generic;
using Lucid.Gpu.Msl.Library;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Tree;

/// <summary>A typed expression. References are already looked through: an lvalue has its object's type.</summary>
internal abstract class Expression(int at, QualifiedType type, bool isLvalue)
{
    public int At => at;

    public QualifiedType QualifiedType => type;

    public MslType Type => type.Type;

    public bool IsLvalue => isLvalue;
}

internal sealed class ConstantExpression(int at, QualifiedType type, ConstantValue value) : Expression(at, type, false)
{
    public ConstantValue Value => value;
}

internal sealed class NullPointerExpression(int at, MslType type) : Expression(at, type, false);

internal sealed class StringExpression(int at, string text) : Expression(at, MslType.PointerTo(new QualifiedType(ScalarType.Of(NumberKind.Char), true, false, AddressSpace.Constant)), false)
{
    public string Text => text;
}

internal sealed class VariableExpression(int at, VariableSymbol variable, QualifiedType type) : Expression(at, type, true)
{
    public VariableSymbol Variable => variable;
}

/// <summary>A function or a set of overloads by name; only a call, a template argument or a decltype may hold it.</summary>
internal sealed class FunctionNameExpression(int at, OverloadSet set, IReadOnlyList<TemplateArgument>? arguments, Expression? thisObject)
    : Expression(at, SpecialType.OverloadSet, false)
{
    public OverloadSet Set => set;

    public IReadOnlyList<TemplateArgument>? Arguments => arguments;

    public Expression? ThisObject => thisObject;
}

internal sealed class UnaryExpression(int at, MslType type, UnaryOperator op, Expression operand) : Expression(at, type, false)
{
    public UnaryOperator Operator => op;

    public Expression Operand => operand;
}

/// <summary>Both operands have the type of the operation, save shifts (right side converted to it too) and pointer sums (right side integer).</summary>
internal sealed class BinaryExpression(int at, MslType type, BinaryOperator op, Expression left, Expression right) : Expression(at, type, false)
{
    public BinaryOperator Operator => op;

    public Expression Left => left;

    public Expression Right => right;
}

internal sealed class LogicalExpression(int at, bool isAnd, Expression left, Expression right) : Expression(at, ScalarType.Bool, false)
{
    public bool IsAnd => isAnd;

    public Expression Left => left;

    public Expression Right => right;
}

internal sealed class AssignExpression(Expression target, Expression value, bool isInitialization = false, int at = -1)
    : Expression(at < 0 ? target.At : at, target.QualifiedType, true)
{
    public Expression Target => target;

    public Expression Value => value;

    /// <summary>True where a constructor gives a member its first value.</summary>
    public bool IsInitialization => isInitialization;
}

/// <summary>target = (T)((ComputeType)target op value); the target is evaluated once.</summary>
internal sealed class CompoundAssignExpression(int at, BinaryOperator op, Expression target, Expression value, MslType computeType)
    : Expression(at, target.QualifiedType, true)
{
    public BinaryOperator Operator => op;

    public Expression Target => target;

    public Expression Value => value;

    public MslType ComputeType => computeType;
}

internal sealed class IncrementExpression(int at, Expression target, int delta, bool isPrefix)
    : Expression(at, isPrefix ? target.QualifiedType : target.QualifiedType.Unqualified, isPrefix)
{
    public Expression Target => target;

    public int Delta => delta;

    public bool IsPrefix => IsLvalue;
}

internal sealed class ConditionalExpression(int at, QualifiedType type, Expression condition, Expression whenTrue, Expression whenFalse, bool isLvalue)
    : Expression(at, type, isLvalue)
{
    public Expression Condition => condition;

    public Expression WhenTrue => whenTrue;

    public Expression WhenFalse => whenFalse;
}

/// <summary>A value conversion: scalar, vector, matrix, splat, pointer, struct to base.</summary>
internal class ConversionExpression(int at, MslType type, Expression operand) : Expression(at, type, false)
{
    public Expression Operand => operand;
}

/// <summary>A call; for methods the first argument is the object.</summary>
internal sealed class CallExpression(int at, FunctionSymbol function, IReadOnlyList<Expression> arguments)
    : Expression(at, function.ResultValueType, function.ReturnsReference)
{
    public FunctionSymbol Function => function;

    public IReadOnlyList<Expression> Arguments => arguments;
}

/// <summary>A function of the standard library. Operands come converted; <c>Lvalue</c> arguments stay lvalues.</summary>
internal sealed class IntrinsicExpression(int at, MslType type, Intrinsic intrinsic, IReadOnlyList<Expression> arguments, string name)
    : Expression(at, type, false)
{
    public Intrinsic Intrinsic => intrinsic;

    public IReadOnlyList<Expression> Arguments => arguments;

    public string Name => name;
}

internal sealed class MemberExpression(int at, Expression target, Field member, QualifiedType type) : Expression(at, type, target.IsLvalue)
{
    public Expression Target => target;

    public Field Field => member;
}

/// <summary>A base-class part of an object: same place, other type.</summary>
internal sealed class BaseExpression(int at, Expression target, StructType type)
    : Expression(at, target.QualifiedType with { Type = type }, target.IsLvalue)
{
    public Expression Target => target;
}

/// <summary>Element of a pointer, array, vector or matrix.</summary>
internal sealed class IndexExpression(int at, Expression target, Expression index, QualifiedType type, bool isLvalue) : Expression(at, type, isLvalue)
{
    public Expression Target => target;

    public Expression Index => index;
}

internal sealed class SwizzleExpression(int at, Expression target, byte[] components, QualifiedType type) : Expression(at, type, target.IsLvalue)
{
    public Expression Target => target;

    public byte[] Components => components;
}

/// <summary>A vector from scalars and vectors whose components add up, all of the vector's element type.</summary>
internal sealed class VectorExpression(int at, VectorType type, IReadOnlyList<Expression> parts) : Expression(at, type, false)
{
    public IReadOnlyList<Expression> Parts => parts;
}

/// <summary>A matrix from one scalar (diagonal), its columns, all its scalars, or a matrix of other element type.</summary>
internal sealed class MatrixExpression(int at, MatrixType type, IReadOnlyList<Expression> parts) : Expression(at, type, false)
{
    public IReadOnlyList<Expression> Parts => parts;
}

/// <summary>{a, b, ...} for a struct or array; missing elements are their default or zero.</summary>
internal sealed class AggregateExpression(int at, MslType type, IReadOnlyList<(long Index, Expression Value)> elements) : Expression(at, type, false)
{
    public IReadOnlyList<(long Index, Expression Value)> Elements => elements;
}

/// <summary>A struct object made by a constructor.</summary>
internal sealed class ConstructExpression(int at, StructType type, FunctionSymbol constructor, IReadOnlyList<Expression> arguments)
    : Expression(at, type, false)
{
    public StructType StructType => (StructType)Type;

    public FunctionSymbol Constructor => constructor;

    public IReadOnlyList<Expression> Arguments => arguments;
}

/// <summary>A zero of any type.</summary>
internal sealed class ZeroExpression(int at, MslType type) : Expression(at, type, false);

internal sealed class AddressOfExpression(int at, Expression target)
    : Expression(at, MslType.PointerTo(target.QualifiedType), false)
{
    public Expression Target => target;
}

/// <summary>The first element's address of an array object.</summary>
internal sealed class DecayExpression(Expression array)
    : Expression(array.At, MslType.PointerTo(((ArrayType)array.Type).Element with
    {
        Space = array.QualifiedType.Space,
        Const = array.QualifiedType.Const || ((ArrayType)array.Type).Element.Const,
    }), false)
{
    public Expression Array => array;
}

internal sealed class DereferenceExpression(int at, Expression pointer) : Expression(at, ((PointerType)pointer.Type).Pointee, true)
{
    public Expression Pointer => pointer;
}

internal sealed class CommaExpression(int at, Expression first, Expression second) : Expression(at, second.QualifiedType, second.IsLvalue)
{
    public Expression First => first;

    public Expression Second => second;
}

/// <summary>{ ... } before its target type is known.</summary>
internal sealed class InitializerListExpression(int at, IReadOnlyList<(string? Field, Expression Value)> items,
    IReadOnlyList<(int Item, long First, long Last)>? ranges = null) : Expression(at, SpecialType.InitializerList, false)
{
    public IReadOnlyList<(string? Field, Expression Value)> Items => items;

    /// <summary>The array elements that an item's designator names, where it has one.</summary>
    public (long First, long Last)? RangeOf(int item)
    {
        if (ranges is not null)
            foreach (var (at, first, last) in ranges)
                if (at == item) return (first, last);
        return null;
    }
}

/// <summary>A lambda: an empty object whose calls see the variables around it.</summary>
internal sealed class LambdaExpression(int at, StructType type) : Expression(at, type, false);

/// <summary>The address of a known function; calls through it are resolved when the pointer's variable is a constant.</summary>
internal sealed class FunctionPointerExpression(int at, MslType type, FunctionSymbol function) : Expression(at, type, false)
{
    public FunctionSymbol Function => function;
}

/// <summary>A sampler object; its arguments are enumerators such as <c>filter::linear</c>.</summary>
internal sealed class SamplerExpression(int at, MslType type, IReadOnlyList<Expression> arguments) : Expression(at, type, false)
{
    public IReadOnlyList<Expression> Arguments => arguments;
}

/// <summary>The two elements of a simdgroup matrix that this thread holds, as a vector object.</summary>
internal sealed class MatrixElementsExpression(int at, Expression target, SimdgroupMatrixType matrix)
    : Expression(at, target.QualifiedType with { Type = VectorType.Of(matrix.Element, 2) }, target.IsLvalue)
{
    public Expression Target => target;
}
