using System;

namespace DNNE;

/// <summary>States the C type of a parameter or result of an export, as the DNNE tool's conventions have it.</summary>
/// <param name="code">The type in C99.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue)]
internal sealed class C99TypeAttribute(string code) : Attribute
{
    /// <summary>The type in C99.</summary>
    public string Code { get; } = code;
}

/// <summary>C99 declarations that must stand before an export's prototype.</summary>
/// <param name="code">The declarations.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class C99DeclCodeAttribute(string code) : Attribute
{
    /// <summary>The declarations.</summary>
    public string Code { get; } = code;
}
