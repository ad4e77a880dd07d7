using System.Collections.Generic;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Tree;

namespace Lucid.Gpu.Msl.Types;

/// <summary>A member of a struct with its place in it.</summary>
internal sealed class Field(string name, QualifiedType type, StructType owner, int index, Expression? initializer)
{
    public string Name => name;

    public QualifiedType Type => type;

    public StructType Owner => owner;

    public int Index => index;

    /// <summary>The default member initialiser, where there is one.</summary>
    public Expression? Initializer => initializer;

    /// <summary>Offset in bytes.</summary>
    public long Offset { get; set; }
}

/// <summary>struct, class or union. Base objects come first as fields named like the base.</summary>
internal sealed class StructType(string name, bool isUnion, Scope scope) : MslType
{
    private long _size;
    private int _alignment = 1;

    public override string Name => name;

    public bool IsUnion => isUnion;

    /// <summary>Members by name: fields, methods, nested types.</summary>
    public Scope Scope => scope;

    public List<Field> Fields { get; } = [];

    public List<StructType> Bases { get; } = [];

    public List<FunctionSymbol> Constructors { get; } = [];

    public List<FunctionTemplate> ConstructorTemplates { get; } = [];

    public bool IsComplete { get; private set; }

    /// <summary>True for the unnamed type of a lambda.</summary>
    public LambdaSymbol? Lambda { get; set; }

    /// <summary>The template this was made from, and its arguments.</summary>
    public ClassTemplate? Template { get; set; }

    public IReadOnlyList<TemplateArgument> Arguments { get; set; } = [];

    public bool ContainsArray { get; private set; }

    /// <summary>True once a method takes the address of a part of its object, which therefore needs one.</summary>
    public bool IsAddressed { get; set; }

    public override long Size => _size;

    public override int Alignment => _alignment;

    public bool IsAggregate => Constructors.Count == 0 && ConstructorTemplates.Count == 0;

    /// <summary>Lays the fields out as C does.</summary>
    public void Complete(int minimumAlignment)
    {
        long offset = 0;
        _alignment = System.Math.Max(1, minimumAlignment);
        foreach (Field field in Fields)
        {
            MslType type = field.Type.Type;
            int alignment = System.Math.Max(1, type.Alignment);
            _alignment = System.Math.Max(_alignment, alignment);
            if (isUnion)
            {
                field.Offset = 0;
                offset = System.Math.Max(offset, type.Size);
            }
            else
            {
                offset = (offset + alignment - 1) / alignment * alignment;
                field.Offset = offset;
                offset += type.Size;
            }
            ContainsArray |= type is ArrayType || type is StructType { ContainsArray: true };
        }
        ContainsArray |= isUnion;
        _size = System.Math.Max(1, (offset + _alignment - 1) / _alignment * _alignment);
        IsComplete = true;
    }

    public bool DerivesFrom(StructType other)
    {
        if (ReferenceEquals(this, other)) return true;
        foreach (StructType parent in Bases)
            if (parent.DerivesFrom(other)) return true;
        return false;
    }
}

/// <summary>An enumeration; its values are constants of the underlying type.</summary>
internal sealed class EnumType(string name, NumberKind underlying, bool scoped) : MslType
{
    public override string Name => name;

    public NumberKind Underlying { get; set; } = underlying;

    public bool Scoped => scoped;

    public override long Size => Underlying.Size();

    public override int Alignment => Underlying.Size();
}

/// <summary>The type of a function: what function pointers point to and what <c>decltype</c> of a kernel gives.</summary>
internal sealed class FunctionType(QualifiedType result, QualifiedType[] parameters) : MslType
{
    public QualifiedType Result => result;

    public QualifiedType[] Parameters => parameters;

    public override string Name => $"{result} ({string.Join(", ", parameters)})";

    public override long Size => 1;

    public override int Alignment => 1;

    public override bool IsDependent
    {
        get
        {
            if (result.Type.IsDependent) return true;
            foreach (QualifiedType parameter in parameters)
                if (parameter.Type.IsDependent) return true;
            return false;
        }
    }

    public bool Matches(FunctionType other)
    {
        if (result.Type != other.Result.Type || parameters.Length != other.Parameters.Length) return false;
        for (int i = 0; i < parameters.Length; i++)
            if (parameters[i].Type != other.Parameters[i].Type) return false;
        return true;
    }
}

/// <summary>A template parameter inside a pattern against which arguments are deduced.</summary>
internal sealed class ParameterPattern(string name, int depth, int index) : MslType
{
    public int Depth => depth;

    public int Index => index;

    public override string Name => name;

    public override long Size => 4;

    public override int Alignment => 4;

    public override bool IsDependent => true;
}

/// <summary>vec&lt;T, N&gt;, metal::array&lt;T, N&gt; or any class template with parameters of another template among its arguments.</summary>
internal sealed class TemplatePattern(Symbol template, IReadOnlyList<TemplateArgument> arguments) : MslType
{
    public Symbol Template => template;

    public IReadOnlyList<TemplateArgument> Arguments => arguments;

    public override string Name => $"{template.Name}<...>";

    public override long Size => 4;

    public override int Alignment => 4;

    public override bool IsDependent => true;
}
