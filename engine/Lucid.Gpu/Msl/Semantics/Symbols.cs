using System.Collections.Generic;
using Lucid.Gpu.Msl.Library;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Semantics;

/// <summary>Anything a name can mean.</summary>
internal abstract class Symbol(string name, int at)
{
    public string Name => name;

    public int At => at;
}

internal sealed class TypeSymbol(string name, int at, QualifiedType type) : Symbol(name, at)
{
    public QualifiedType Type { get; set; } = type;
}

internal sealed class NamespaceSymbol(string name, int at, Scope scope) : Symbol(name, at)
{
    public Scope Scope => scope;
}

/// <summary>An enumerator or a non-type template argument.</summary>
internal sealed class ConstantSymbol(string name, int at, QualifiedType type, ConstantValue value) : Symbol(name, at)
{
    public QualifiedType Type => type;

    public ConstantValue Value => value;
}

internal enum VariableKind : byte { Local, Parameter, Global, This }

/// <summary>[[name(index)]].</summary>
internal readonly record struct MslAttribute(string Name, int? Index, string? Text, int At)
{
    /// <summary>What [[function_constant(condition)]] on a parameter asks: without it, the parameter is not there.</summary>
    public Expression? Condition { get; init; }
}

internal sealed class VariableSymbol(string name, int at, QualifiedType type, VariableKind kind) : Symbol(name, at)
{
    public QualifiedType Type { get; set; } = type;

    public VariableKind Kind => kind;

    /// <summary>The object's type with a reference looked through.</summary>
    public QualifiedType ObjectType => Type.Type is ReferenceType reference ? reference.Referee : Type;

    public bool IsReference => Type.Type is ReferenceType;

    public Expression? Initializer { get; set; }

    /// <summary>The value where it is a constant expression.</summary>
    public ConstantValue? Constant { get; set; }

    public bool IsConstexpr { get; set; }

    /// <summary>True once its address was taken, an array decayed, or a pointer to it may exist.</summary>
    public bool AddressTaken { get; set; }

    /// <summary>True once it was written after its declaration.</summary>
    public bool Reassigned { get; set; }

    public IReadOnlyList<MslAttribute> Attributes { get; set; } = [];

    /// <summary>The index of [[function_constant(n)]], or -1.</summary>
    public int FunctionConstant { get; set; } = -1;

    /// <summary>The place of the parameter default's tokens, or -1.</summary>
    public int DefaultTokens { get; set; } = -1;

    public Scope? DefaultScope { get; set; }

    public FunctionSymbol? Owner { get; set; }
}

/// <summary>A parameter pack: template arguments, or the variables of a function parameter pack.</summary>
internal sealed class PackSymbol(string name, int at) : Symbol(name, at)
{
    public List<Symbol> Elements { get; } = [];

    /// <summary>The element that a running expansion looks at, or -1.</summary>
    public int Current { get; set; } = -1;
}

internal sealed class IntrinsicSymbol(string name, IntrinsicRule rule) : Symbol(name, 0)
{
    public IntrinsicRule Rule => rule;
}

internal enum BodyState : byte { Absent, Unparsed, Parsing, Parsed }

internal sealed class FunctionSymbol(string name, int at, Scope scope) : Symbol(name, at)
{
    /// <summary>The scope it was declared in.</summary>
    public Scope Scope => scope;

    public QualifiedType ReturnType { get; set; }

    public List<VariableSymbol> Parameters { get; } = [];

    /// <summary>The object of a method; null for plain functions.</summary>
    public VariableSymbol? This { get; set; }

    public StructType? Owner { get; set; }

    public bool IsConstructor { get; set; }

    public bool IsStatic { get; set; }

    public bool IsKernel { get; set; }

    /// <summary>True for vertex, fragment and other functions of the graphics pipeline, whose bodies are not read.</summary>
    public bool IsStage { get; set; }

    public bool IsConstexpr { get; set; }

    public bool IsDeleted { get; set; }

    public bool IsExplicit { get; set; }

    public string? HostName { get; set; }

    public int? MaxTotalThreads { get; set; }

    public LambdaSymbol? Lambda { get; set; }

    public BodyState State { get; set; }

    /// <summary>How many instantiations led to this one, each from the body of the one before.</summary>
    public int InstantiationDepth { get; set; }

    /// <summary>True once an error was found in its declaration or body.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Functions that its body calls.</summary>
    public HashSet<FunctionSymbol> Callees { get; } = [];

    /// <summary>Index of the body's first token: '{' or, for a constructor, possibly ':'.</summary>
    public int BodyTokens { get; set; } = -1;

    /// <summary>Scope holding the parameters (and template arguments around them).</summary>
    public Scope? ParameterScope { get; set; }

    public BlockStatement? Body { get; set; }

    public FunctionTemplate? Template { get; set; }

    public IReadOnlyList<TemplateArgument> Arguments { get; set; } = [];

    public bool ReturnsReference => ReturnType.Type is ReferenceType;

    public QualifiedType ResultValueType => ReturnType.Type is ReferenceType reference ? reference.Referee : ReturnType.Unqualified;

    /// <summary>Number of arguments that must be given.</summary>
    public int RequiredParameters
    {
        get
        {
            int count = Parameters.Count;
            while (count > 0 && Parameters[count - 1].DefaultTokens >= 0) count--;
            return count;
        }
    }

    public FunctionType FunctionType
    {
        get
        {
            var parameters = new QualifiedType[Parameters.Count];
            for (int i = 0; i < parameters.Length; i++) parameters[i] = Parameters[i].Type;
            return new FunctionType(ReturnType, parameters);
        }
    }
}

/// <summary>A lambda's tokens; each call with new argument types parses them again.</summary>
internal sealed class LambdaSymbol(int at, Scope scope, int parameterTokens, FunctionSymbol? enclosing)
{
    public int At => at;

    public Scope Scope => scope;

    public int ParameterTokens => parameterTokens;

    public FunctionSymbol? Enclosing => enclosing;

    public List<FunctionSymbol> Instances { get; } = [];
}

/// <summary>All functions and templates that share a name in one scope.</summary>
internal sealed class OverloadSet(string name, int at) : Symbol(name, at)
{
    public List<FunctionSymbol> Functions { get; } = [];

    public List<FunctionTemplate> Templates { get; } = [];

    public IntrinsicSymbol? Intrinsic { get; set; }

    /// <summary>The struct of the same name that the functions hide.</summary>
    public TypeSymbol? HiddenType { get; set; }
}
