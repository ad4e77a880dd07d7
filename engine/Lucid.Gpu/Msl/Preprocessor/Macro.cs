using System.Collections.Generic;
using Lucid.Gpu.Msl.Lexer;

namespace Lucid.Gpu.Msl.Preprocessor;

/// <summary>An object-like macro (<c>Parameters</c> null) or a function-like one.</summary>
internal sealed record Macro(string Name, List<string>? Parameters, bool Variadic, List<Token> Body);
