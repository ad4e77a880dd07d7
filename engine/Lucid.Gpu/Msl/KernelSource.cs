using System;
using System.Collections.Generic;

namespace Lucid.Gpu.Msl;

/// <summary>Kernel source and what its preprocessor may see.</summary>
/// <param name="Text">Metal Shading Language source.</param>
/// <param name="Name">Name shown in diagnostics.</param>
/// <param name="Include">Gives the text of a file named in <c>#include</c>, or null where there is none.</param>
/// <param name="Defines">Macros defined before the first line: name to body.</param>
public sealed record KernelSource(
    string Text, string Name = "kernel.metal", Func<string, string?>? Include = null, IReadOnlyDictionary<string, string>? Defines = null);
