using System.Collections.Generic;
using System.Text;
using Lucid.Gpu.Msl.Lexer;
using Lucid.Gpu.Msl.Text;

namespace Lucid.Gpu.Msl.Preprocessor;

/// <summary>Replaces macros in a token sequence (C++ [cpp.rescan]): arguments first, then the body, then what follows.</summary>
internal sealed class MacroExpander(Dictionary<string, Macro> macros, DiagnosticBag diagnostics)
{
    private const int TokenLimit = 2_000_000;
    private const int DepthLimit = 120;
    private int _produced;
    private int _counter;

    /// <summary>Where tokens come from: the file first, expansions on top of it.</summary>
    private sealed class Input(IReadOnlyList<Token> tokens, int end, Macro? macro)
    {
        public readonly IReadOnlyList<Token> Tokens = tokens;
        public readonly int End = end;
        public readonly Macro? Macro = macro;
        public int Position;
    }

    /// <summary>Expands <c>tokens[from..end)</c> into <c>output</c>.</summary>
    public void Expand(IReadOnlyList<Token> tokens, int from, int end, List<Token> output, int depth = 0)
    {
        if (depth > DepthLimit) throw new CompileException(from < end ? tokens[from].At : 0, "macro expansion nests too deep");
        var stack = new List<Input> { new(tokens, end, null) { Position = from } };
        while (Next(stack, out Token token))
        {
            if (token.Kind != TokenKind.Identifier || token.NoExpand) { Emit(output, token); continue; }
            if (ExpandSpecial(stack, token, output)) continue;
            if (!macros.TryGetValue(token.Text, out Macro? macro)) { Emit(output, token); continue; }
            if (IsActive(stack, macro)) { Emit(output, token with { NoExpand = true }); continue; }
            if (macro.Parameters is null) { Push(stack, macro, Substitute(macro, null, token, depth)); continue; }
            if (!PeekIsOpen(stack)) { Emit(output, token); continue; }
            List<List<Token>> arguments = Arguments(stack, macro, token);
            Push(stack, macro, Substitute(macro, arguments, token, depth));
        }
    }

    private void Emit(List<Token> output, Token token)
    {
        if (++_produced > TokenLimit) throw new CompileException(token.At, $"the program exceeds {TokenLimit} tokens after macro expansion");
        output.Add(token);
    }

    private static void Push(List<Input> stack, Macro macro, List<Token> body)
    {
        while (stack.Count > 1 && stack[^1].Position >= stack[^1].End && stack[^1].Macro is null) stack.RemoveAt(stack.Count - 1);
        stack.Add(new Input(body, body.Count, macro));
    }

    private static bool IsActive(List<Input> stack, Macro macro)
    {
        foreach (Input input in stack)
            if (ReferenceEquals(input.Macro, macro) && input.Position <= input.End) return true;
        return false;
    }

    private static bool Next(List<Input> stack, out Token token)
    {
        while (stack.Count > 0)
        {
            Input top = stack[^1];
            if (top.Position < top.End)
            {
                token = top.Tokens[top.Position++];
                return true;
            }
            if (stack.Count == 1) break;
            stack.RemoveAt(stack.Count - 1);
        }
        token = default;
        return false;
    }

    private static bool PeekIsOpen(List<Input> stack)
    {
        for (int i = stack.Count - 1; i >= 0; i--)
        {
            Input input = stack[i];
            if (input.Position < input.End) return input.Tokens[input.Position].Is("(");
        }
        return false;
    }

    private bool ExpandSpecial(List<Input> stack, Token token, List<Token> output)
    {
        switch (token.Text)
        {
            case "__LINE__":
                Emit(output, new Token(TokenKind.Number, diagnostics.Map.Locate(token.At).Line.ToString(), token.At, token.LineStart, token.SpaceBefore));
                return true;
            case "__FILE__":
                Emit(output, new Token(TokenKind.String, "\"" + diagnostics.Map.Locate(token.At).Text.Name + "\"", token.At, token.LineStart, token.SpaceBefore));
                return true;
            case "__COUNTER__":
                Emit(output, new Token(TokenKind.Number, _counter++.ToString(), token.At, token.LineStart, token.SpaceBefore));
                return true;
            case "_Pragma" when PeekIsOpen(stack):
                int nesting = 0;
                while (Next(stack, out Token skipped))
                {
                    if (skipped.Is("(")) nesting++;
                    else if (skipped.Is(")") && --nesting == 0) break;
                }
                return true;
            default:
                return false;
        }
    }

    private List<List<Token>> Arguments(List<Input> stack, Macro macro, Token name)
    {
        Next(stack, out _);
        var arguments = new List<List<Token>>();
        var current = new List<Token>();
        int nesting = 0, total = 0;
        while (true)
        {
            if (!Next(stack, out Token token)) throw new CompileException(name.At, $"unterminated argument list invoking macro '{name.Text}'");
            if (++total > TokenLimit) throw new CompileException(name.At, "macro arguments are too long");
            if (token.Is("(")) nesting++;
            else if (token.Is(")"))
            {
                if (nesting-- == 0) break;
            }
            else if (token.Is(",") && nesting == 0 && !(macro.Variadic && arguments.Count >= macro.Parameters!.Count - 1))
            {
                arguments.Add(current);
                current = [];
                continue;
            }
            current.Add(token with { LineStart = false, SpaceBefore = token.SpaceBefore || token.LineStart });
        }
        if (arguments.Count > 0 || current.Count > 0 || macro.Parameters!.Count > 0) arguments.Add(current);
        int expected = macro.Parameters!.Count;
        if (macro.Variadic && arguments.Count == expected - 1) arguments.Add([]);
        if (arguments.Count == expected) return arguments;
        throw new CompileException(name.At, arguments.Count < expected
            ? $"too few arguments provided to function-like macro '{macro.Name}': {expected} expected, {arguments.Count} given"
            : $"too many arguments provided to function-like macro '{macro.Name}': {expected} expected, {arguments.Count} given");
    }

    private List<Token> Substitute(Macro macro, List<List<Token>>? arguments, Token name, int depth)
    {
        var result = new List<Token>(macro.Body.Count);
        List<Token>?[]? expanded = arguments is null ? null : new List<Token>?[arguments.Count];
        List<Token> body = macro.Body;
        for (int i = 0; i < body.Count; i++)
        {
            Token token = body[i];
            if (arguments is not null && token.Is("#") && i + 1 < body.Count && ParameterIndex(macro, body[i + 1]) is >= 0 and int quoted)
            {
                result.Add(new Token(TokenKind.String, Quote(arguments[quoted]), name.At, false, token.SpaceBefore));
                i++;
                continue;
            }
            if (token.Is("##") && result.Count > 0 && i + 1 < body.Count)
            {
                Token right = body[++i];
                int index = arguments is null ? -1 : ParameterIndex(macro, right);
                List<Token> tail = index >= 0 ? arguments![index] : [right];
                // ", ## __VA_ARGS__" swallows the comma of an empty list.
                if (index >= 0 && tail.Count == 0 && result[^1].Is(",") && macro.Variadic) { result.RemoveAt(result.Count - 1); continue; }
                if (index >= 0 && macro.Variadic && result[^1].Is(",")) { AppendAll(result, tail, name); continue; }
                if (tail.Count > 0) Paste(result, tail, name);
                continue;
            }
            int parameter = arguments is null ? -1 : ParameterIndex(macro, token);
            if (parameter < 0)
            {
                if (arguments is not null && macro.Variadic && token.IsWord("__VA_OPT__") && i + 1 < body.Count && body[i + 1].Is("("))
                {
                    i = VaOpt(macro, arguments, body, i + 2, result, name, depth);
                    continue;
                }
                result.Add(token with { At = name.At, LineStart = false, SpaceBefore = result.Count == 0 ? name.SpaceBefore || name.LineStart : token.SpaceBefore });
                continue;
            }
            bool pasted = i + 1 < body.Count && body[i + 1].Is("##");
            if (pasted)
            {
                // An empty left operand leaves a placemarker, which the paste drops again.
                if (arguments![parameter].Count == 0) { i++; if (i + 1 < body.Count) { i--; body = Splice(body, i); } continue; }
                AppendAll(result, arguments[parameter], name);
                continue;
            }
            if (expanded![parameter] is null)
            {
                var list = new List<Token>();
                Expand(arguments![parameter], 0, arguments[parameter].Count, list, depth + 1);
                expanded[parameter] = list;
            }
            AppendAll(result, expanded[parameter]!, name);
        }
        return result;
    }

    // Drops the "##" after an empty argument, so that its right operand stands alone.
    private static List<Token> Splice(List<Token> body, int parameterAt)
    {
        var copy = new List<Token>(body);
        copy.RemoveAt(parameterAt + 1);
        return copy;
    }

    private int VaOpt(Macro macro, List<List<Token>> arguments, List<Token> body, int from, List<Token> result, Token name, int depth)
    {
        int nesting = 1, i = from;
        for (; i < body.Count; i++)
        {
            if (body[i].Is("(")) nesting++;
            else if (body[i].Is(")") && --nesting == 0) break;
        }
        if (arguments[^1].Count > 0)
        {
            var inner = new Macro(macro.Name, macro.Parameters, macro.Variadic, body.GetRange(from, System.Math.Min(i, body.Count) - from));
            result.AddRange(Substitute(inner, arguments, name, depth));
        }
        return i;
    }

    private void AppendAll(List<Token> result, List<Token> tokens, Token name)
    {
        _produced += tokens.Count / 4;
        if (_produced > TokenLimit) throw new CompileException(name.At, $"the program exceeds {TokenLimit} tokens after macro expansion");
        foreach (Token token in tokens) result.Add(token with { At = name.At, LineStart = false });
    }

    private void Paste(List<Token> result, List<Token> tail, Token name)
    {
        Token left = result[^1];
        string text = left.Text + tail[0].Text;
        if (text.Length > 4096) throw new CompileException(name.At, "pasted token is too long");
        List<Token> pieces = new Tokenizer(text, 0, null).Run();
        result.RemoveAt(result.Count - 1);
        for (int i = 0; i < pieces.Count - 1; i++)
            result.Add(pieces[i] with { At = name.At, LineStart = false, SpaceBefore = i == 0 && left.SpaceBefore });
        for (int i = 1; i < tail.Count; i++) result.Add(tail[i] with { At = name.At });
    }

    private static int ParameterIndex(Macro macro, Token token) =>
        token.Kind == TokenKind.Identifier ? macro.Parameters!.IndexOf(token.Text) : -1;

    private static string Quote(List<Token> tokens)
    {
        var text = new StringBuilder("\"");
        for (int i = 0; i < tokens.Count; i++)
        {
            if (i > 0 && tokens[i].SpaceBefore) text.Append(' ');
            foreach (char c in tokens[i].Text)
            {
                if (c is '"' or '\\') text.Append('\\');
                text.Append(c);
            }
        }
        return text.Append('"').ToString();
    }
}
