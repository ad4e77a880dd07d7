using System.Collections.Generic;
using Lucid.Gpu.Msl.Lexer;
using Lucid.Gpu.Msl.Text;

namespace Lucid.Gpu.Msl.Syntax;

/// <summary>What happens to a declaration that failed.</summary>
internal sealed partial class Parser
{
    /// <summary>Names of kernels whose declarations could not be read.</summary>
    public List<string> UndeclaredKernels { get; } = [];

    // A vertex or fragment function never runs here, so what it uses beyond compute must not cost its file the kernels.
    private void Report(CompileException error, int start)
    {
        string stage = StageOf(start, _position, out string name);
        if (stage.Length == 0 || stage == "kernel") _diagnostics.Error(error.At, error.Message);
        else _diagnostics.Warning(error.At, $"{stage} function '{name}' is skipped, for only kernels run here: {error.Message}");
        if (stage == "kernel") UndeclaredKernels.Add(name);
    }

    /// <summary>The stage word of the function declared in a token range, and its name; empty where there is none.</summary>
    private string StageOf(int start, int end, out string name)
    {
        name = "";
        string stage = "";
        for (int i = start; i < end; i++)
        {
            Token token = _tokens[i];
            if (stage.Length > 0 && (token.Is("(") && !_tokens[i + 1].Is("(") || token.Is("<") || token.Is(";")) && _tokens[i - 1].Kind == TokenKind.Identifier
                && !_tokens[i - 1].IsWord("decltype"))
            {
                name = _tokens[i - 1].Text;
                break;
            }
            if (token.Is("{")) break;
            if (IsStageWord(token.Text) && (i == 0 || !_tokens[i - 1].Is("."))) stage = token.Text;
            // The arguments of an attribute, such as host_name's, are no declarator.
            if (token.Is("[") && _tokens[i + 1].Is("["))
            {
                int close = i;
                while (close < end && !(_tokens[close].Is("]") && _tokens[close + 1].Is("]")))
                    if (IsStageWord(_tokens[++close].Text)) stage = _tokens[close].Text;
                i = close + 1;
            }
        }
        return stage;
    }

    private static bool IsStageWord(string word) =>
        word is "kernel" or "vertex" or "fragment" or "visible" or "stitchable" or "intersection" or "object" or "mesh" or "tile";
}
