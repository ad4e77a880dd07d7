using System;
using System.Collections.Generic;
using Lucid.Gpu.Msl.Lexer;
using Lucid.Gpu.Msl.Text;

namespace Lucid.Gpu.Msl.Preprocessor;

/// <summary>Runs directives and macros over files; what comes out is what the parser reads.</summary>
internal sealed class SourcePreprocessor
{
    private const int IncludeDepthLimit = 64;
    private readonly SourceMap _map;
    private readonly DiagnosticBag _diagnostics;
    private readonly Func<string, string?>? _resolve;
    private readonly Dictionary<string, Macro> _macros = [];
    private readonly HashSet<string> _once = [];
    private readonly MacroExpander _expander;
    private readonly List<Token> _output = [];

    private struct Condition
    {
        public bool Active, Taken, ParentActive, SeenElse;
        public int At;
    }

    public SourcePreprocessor(SourceMap map, DiagnosticBag diagnostics, Func<string, string?>? resolve)
    {
        _map = map;
        _diagnostics = diagnostics;
        _resolve = resolve;
        _expander = new MacroExpander(_macros, diagnostics);
    }

    public List<Token> Output => _output;

    public void Define(string name, string body)
    {
        int open = name.IndexOf('(');
        string text = open < 0 ? $"{name} {body}" : $"{name} {body}";
        int start = _map.Add(new SourceText("<command line>", text));
        List<Token> tokens = new Tokenizer(text, start, null).Run();
        DefineMacro(tokens, 0, tokens.Count - 1);
    }

    public void Run(SourceText source, int depth = 0)
    {
        int start = _map.Add(source);
        List<Token> tokens = new Tokenizer(source.Text, start, _diagnostics).Run();
        var conditions = new Stack<Condition>();
        bool active = true;
        int i = 0;
        while (tokens[i].Kind != TokenKind.End)
        {
            Token token = tokens[i];
            if (token.LineStart && token.Is("#"))
            {
                int end = LineEnd(tokens, i + 1);
                try
                {
                    active = Directive(tokens, i + 1, end, conditions, active, depth);
                }
                catch (CompileException error)
                {
                    _diagnostics.Error(error.At, error.Message);
                }
                i = end;
                continue;
            }
            // Text between directives goes through expansion in one piece, for macro calls may span lines.
            int stop = i + 1;
            while (tokens[stop].Kind != TokenKind.End && !(tokens[stop].LineStart && tokens[stop].Is("#"))) stop++;
            if (active)
            {
                try
                {
                    _expander.Expand(tokens, i, stop, _output);
                }
                catch (CompileException error)
                {
                    _diagnostics.Error(error.At, error.Message);
                }
            }
            i = stop;
        }
        if (conditions.Count > 0) _diagnostics.Error(conditions.Peek().At, "unterminated conditional directive");
        if (depth == 0) _output.Add(tokens[^1]);
    }

    private static int LineEnd(List<Token> tokens, int i)
    {
        while (tokens[i].Kind != TokenKind.End && !tokens[i].LineStart) i++;
        return i;
    }

    private bool Directive(List<Token> tokens, int i, int end, Stack<Condition> conditions, bool active, int depth)
    {
        if (i >= end) return active;
        Token name = tokens[i];
        switch (name.Text)
        {
            case "if" or "ifdef" or "ifndef":
                bool truth = active && Test(name, tokens, i + 1, end);
                conditions.Push(new Condition { Active = truth, Taken = truth, ParentActive = active, At = name.At });
                return truth;
            case "elif" or "elifdef" or "elifndef" or "else":
                if (conditions.Count == 0) throw new CompileException(name.At, $"#{name.Text} without #if");
                Condition condition = conditions.Pop();
                if (condition.SeenElse) _diagnostics.Error(name.At, $"#{name.Text} after #else");
                bool take = condition.ParentActive && !condition.Taken;
                condition.SeenElse |= name.Text == "else";
                condition.Active = false;
                conditions.Push(condition);
                if (take && name.Text != "else") take = Test(name, tokens, i + 1, end);
                conditions.Pop();
                condition.Active = take;
                condition.Taken |= take;
                conditions.Push(condition);
                return take;
            case "endif":
                if (conditions.Count == 0) throw new CompileException(name.At, "#endif without #if");
                return conditions.Pop().ParentActive;
        }
        if (!active) return false;
        switch (name.Text)
        {
            case "define":
                DefineMacro(tokens, i + 1, end);
                break;
            case "undef":
                if (i + 1 >= end || tokens[i + 1].Kind != TokenKind.Identifier) throw new CompileException(name.At, "macro name missing");
                _macros.Remove(tokens[i + 1].Text);
                break;
            case "include" or "import":
                Include(tokens, i + 1, end, name.At, depth, name.Text == "import");
                break;
            case "pragma":
                if (i + 1 < end && tokens[i + 1].IsWord("once")) _once.Add(_map.Locate(name.At).Text.Name);
                break;
            case "error":
                _diagnostics.Error(name.At, Rest(tokens, i + 1, end));
                break;
            case "warning":
                _diagnostics.Warning(name.At, Rest(tokens, i + 1, end));
                break;
            case "line" or "ident":
                break;
            default:
                if (name.Kind != TokenKind.Number) throw new CompileException(name.At, $"invalid preprocessing directive '#{name.Text}'");
                break;
        }
        return true;
    }

    private static string Rest(List<Token> tokens, int i, int end)
    {
        var text = new System.Text.StringBuilder();
        for (; i < end; i++)
        {
            if (text.Length > 0 && tokens[i].SpaceBefore) text.Append(' ');
            text.Append(tokens[i].Text);
        }
        return text.Length == 0 ? "#error" : text.ToString();
    }

    private bool Test(Token name, List<Token> tokens, int i, int end)
    {
        if (name.Text is "ifdef" or "ifndef" or "elifdef" or "elifndef")
        {
            if (i >= end || tokens[i].Kind != TokenKind.Identifier) throw new CompileException(name.At, "macro name missing");
            return IsDefined(tokens[i].Text) == !name.Text.EndsWith("ndef", StringComparison.Ordinal);
        }
        var prepared = new List<Token>();
        for (; i < end; i++)
        {
            Token token = tokens[i];
            if (token.IsWord("defined"))
            {
                bool parenthesis = i + 1 < end && tokens[i + 1].Is("(");
                int at = i + (parenthesis ? 2 : 1);
                if (at >= end || tokens[at].Kind != TokenKind.Identifier) throw new CompileException(token.At, "macro name missing after 'defined'");
                prepared.Add(new Token(TokenKind.Number, IsDefined(tokens[at].Text) ? "1" : "0", token.At, false, true));
                i = at + (parenthesis ? 1 : 0);
            }
            else if (token.Text is "__has_include" or "__has_feature" or "__has_attribute" or "__has_builtin" or "__has_extension" or "__has_cpp_attribute"
                && i + 1 < end && tokens[i + 1].Is("("))
            {
                int close = i + 2, nesting = 1;
                while (close < end && !(tokens[close].Is(")") && --nesting == 0)) { if (tokens[close].Is("(")) nesting++; close++; }
                bool has = token.Text == "__has_include" && HeaderName(tokens, i + 2, close, out string header)
                    && (StandardHeaders.Contains(header) || _resolve?.Invoke(header) is not null);
                prepared.Add(new Token(TokenKind.Number, has ? "1" : "0", token.At, false, true));
                i = close;
            }
            else prepared.Add(token);
        }
        var expanded = new List<Token>();
        _expander.Expand(prepared, 0, prepared.Count, expanded);
        if (expanded.Count == 0) throw new CompileException(name.At, $"expected value in expression after #{name.Text}");
        return new ConditionEvaluator(expanded, name.At).Run();
    }

    private bool IsDefined(string name) => _macros.ContainsKey(name) || name is "__LINE__" or "__FILE__" or "__COUNTER__" or "__has_include";

    private static bool HeaderName(List<Token> tokens, int i, int end, out string name)
    {
        name = "";
        if (i >= end) return false;
        if (tokens[i].Kind == TokenKind.String) { name = tokens[i].Text[1..^1]; return true; }
        if (!tokens[i].Is("<")) return false;
        for (i++; i < end && !tokens[i].Is(">"); i++) name += tokens[i].Text;
        return i < end;
    }

    private void Include(List<Token> tokens, int i, int end, int at, int depth, bool once)
    {
        if (!HeaderName(tokens, i, end, out string name))
        {
            var expanded = new List<Token>();
            _expander.Expand(tokens, i, end, expanded);
            if (!HeaderName(expanded, 0, expanded.Count, out name)) throw new CompileException(at, "expected \"FILENAME\" or <FILENAME>");
        }
        if (StandardHeaders.Contains(name)) return;
        if (depth >= IncludeDepthLimit) throw new CompileException(at, "#include nested too deeply");
        if (UnsupportedHeader(name) is { } family) throw new CompileException(at, $"'{name}' is not supported: {family} run on Apple GPUs only");
        bool quoted = tokens[i].Kind == TokenKind.String;
        string text = Resolve(ref name, quoted ? _map.Locate(at).Text.Name : null) ?? throw new CompileException(at, $"'{name}' file not found");
        if (!_once.Contains(name)) Run(new SourceText(name, text), depth + 1);
        if (once) _once.Add(name);
    }

    // A quoted name is looked for beside the file that names it before anywhere else.
    private string? Resolve(ref string name, string? includer)
    {
        if (_resolve is null) return null;
        int slash = includer?.LastIndexOf('/') ?? -1;
        if (slash > 0)
        {
            string beside = includer![..(slash + 1)] + name;
            if (_resolve(beside) is { } found) { name = beside; return found; }
        }
        return _resolve(name);
    }

    private static string? UnsupportedHeader(string name) => name switch
    {
        "metal_tensor" => "tensors (Metal 4)",
        "metal_cooperative_tensor" => "tensors (Metal 4)",
        "metal_raytracing" => null,
        _ when name.StartsWith("MetalPerformancePrimitives/", StringComparison.Ordinal) => "tensor operations (MetalPerformancePrimitives)",
        _ => null,
    };

    private void DefineMacro(List<Token> tokens, int i, int end)
    {
        if (i >= end || tokens[i].Kind != TokenKind.Identifier)
            throw new CompileException(i < end ? tokens[i].At : tokens[i - 1].At, "macro name must be an identifier");
        Token name = tokens[i++];
        if (name.Text == "defined") throw new CompileException(name.At, "'defined' cannot be used as a macro name");
        List<string>? parameters = null;
        bool variadic = false;
        if (i < end && tokens[i].Is("(") && !tokens[i].SpaceBefore)
        {
            parameters = [];
            i++;
            while (i < end && !tokens[i].Is(")"))
            {
                if (tokens[i].Is("...")) { variadic = true; parameters.Add("__VA_ARGS__"); i++; }
                else if (tokens[i].Kind == TokenKind.Identifier)
                {
                    parameters.Add(tokens[i++].Text);
                    if (i < end && tokens[i].Is("...")) { variadic = true; i++; }
                }
                else throw new CompileException(tokens[i].At, "invalid token in macro parameter list");
                if (i < end && tokens[i].Is(",")) i++;
                else if (i < end && !tokens[i].Is(")")) throw new CompileException(tokens[i].At, "expected comma in macro parameter list");
            }
            if (i >= end) throw new CompileException(name.At, "missing ')' in macro parameter list");
            i++;
        }
        var body = new List<Token>(end - i);
        for (; i < end; i++) body.Add(tokens[i]);
        _macros[name.Text] = new Macro(name.Text, parameters, variadic, body);
    }
}
