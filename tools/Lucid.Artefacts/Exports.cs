using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Lucid.Artefacts;

/// <summary>One exported function: its C prototype, what must be declared before it, and its documentation.</summary>
internal sealed record Export(string Name, string Prototype, string? Declarations, string Documentation);

/// <summary>Reads liblucid's exports, with the C types that DNNE's attributes state.</summary>
internal static partial class Exports
{
    private const BindingFlags All = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    internal static Assembly Library { get; } = Assembly.Load("liblucid");

    private static readonly XElement s_documents = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "liblucid.xml")).Root!;

    internal static List<Export> Read()
    {
        var exports = new List<Export>();
        foreach (MethodInfo method in Library.GetTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(type => type.GetMethods(All))
            .OrderBy(method => method.MetadataToken))
        {
            if (method.GetCustomAttribute<UnmanagedCallersOnlyAttribute>()?.EntryPoint is not { } name) continue;
            string parameters = string.Join(", ", method.GetParameters().Select(p => Joined(CType(p), Snake(p.Name!))));
            string result = method.ReturnType == typeof(void) ? "void" : CType(method.ReturnParameter);
            exports.Add(new Export(name, $"{Joined(result, name)}({(parameters.Length == 0 ? "void" : parameters)});",
                Argument(method.CustomAttributes, "DNNE.C99DeclCodeAttribute"), Document($"M:{method.DeclaringType!.FullName}.{method.Name}")));
        }
        if (exports.Count == 0) throw new InvalidDataException("liblucid has no exports");
        return exports;
    }

    /// <summary>The constants of an enumeration of the library with their documentation.</summary>
    internal static IEnumerable<(string Name, long Value, string Documentation)> Constants(string type)
    {
        Type found = Library.GetType(type, throwOnError: true)!;
        foreach (FieldInfo field in found.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            yield return (field.Name, Convert.ToInt64(field.GetRawConstantValue()), Document($"F:{type}.{field.Name}"));
    }

    /// <summary>A number the library declares as a constant.</summary>
    internal static object Constant(string type, string name) =>
        Library.GetType(type, throwOnError: true)!.GetField(name, All)!.GetRawConstantValue()!;

    internal static string Snake(string name) => Capital().Replace(name, match => "_" + match.Value).ToLowerInvariant();

    internal static string Joined(string type, string name) => type.EndsWith('*') ? type + name : type + " " + name;

    private static string CType(ParameterInfo parameter) => Argument(parameter.CustomAttributes, "DNNE.C99TypeAttribute")
        ?? throw new InvalidDataException($"{parameter.Member.Name}: '{parameter.Name}' states no C99Type");

    private static string? Argument(IEnumerable<CustomAttributeData> attributes, string name) =>
        (string?)attributes.FirstOrDefault(a => a.AttributeType.FullName == name)?.ConstructorArguments[0].Value;

    private static string Document(string id)
    {
        XElement? member = s_documents.Descendants("member")
            .FirstOrDefault(m => m.Attribute("name")!.Value is var name && (name == id || name.StartsWith(id + "(", StringComparison.Ordinal)));
        if (member is null) throw new InvalidDataException($"{id} has no documentation");
        var text = new StringBuilder(Squeeze(member.Element("summary")!.Value));
        foreach (XElement parameter in member.Elements("param"))
            text.Append($"\n@param {Snake(parameter.Attribute("name")!.Value)} {Squeeze(parameter.Value)}");
        return text.ToString();
    }

    private static string Squeeze(string text) => Space().Replace(text, " ").Trim();

    [GeneratedRegex(@"(?<!^)[A-Z]")]
    private static partial Regex Capital();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
