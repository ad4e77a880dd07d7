using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Lucid.Gpu.Msl.Lexer;
using Lucid.Gpu.Msl.Semantics;
using Lucid.Gpu.Msl.Text;
using Lucid.Gpu.Msl.Tree;
using Lucid.Gpu.Msl.Types;

namespace Lucid.Gpu.Msl.Syntax;

/// <summary>
/// Reads tokens and builds the typed tree in one pass. Every name is known when it is read, so no expression is ever
/// ambiguous; templates keep their place in the token list and are read again, with their parameters bound, per instance.
/// </summary>
internal sealed partial class Parser
{
    private const int NestingLimit = 250;
    private const int InstantiationLimit = 200_000;
    private readonly List<Token> _tokens;
    private readonly DiagnosticBag _diagnostics;
    private readonly Scope _metal;
    private readonly Scope _global;
    private readonly Queue<FunctionSymbol> _pending = new();
    private int _position;
    private int _nesting;
    private int _speculation;
    private int _instantiations;
    private long _steps;
    private bool _greaterCloses;
    private Scope _scope;
    private FunctionSymbol? _function;

    public Parser(List<Token> tokens, DiagnosticBag diagnostics)
    {
        _tokens = tokens;
        _diagnostics = diagnostics;
        _metal = new Scope(ScopeKind.Namespace, null, "metal");
        _global = new Scope(ScopeKind.Namespace, _metal);
        _metal.Fallback = _global;
        _scope = _global;
        DeclareBuiltins();
    }

    /// <summary>Kernels in the order they were declared.</summary>
    public List<FunctionSymbol> Kernels { get; } = [];

    /// <summary>Variables of [[function_constant]].</summary>
    public List<VariableSymbol> FunctionConstants { get; } = [];

    /// <summary>Reads the library prelude (up to <c>preludeEnd</c>) and then the program.</summary>
    public void Run(int preludeEnd)
    {
        try
        {
            _scope = _metal;
            while (_position < preludeEnd) ExternalDeclarationOrSkip();
            _scope = _global;
            while (Current.Kind != TokenKind.End) ExternalDeclarationOrSkip();
            Drain();
        }
        catch (TooManyErrorsException)
        {
        }
    }

    private void Drain()
    {
        while (_pending.Count > 0)
        {
            FunctionSymbol function = _pending.Dequeue();
            _nesting = _templateDepth = 0;
            try
            {
                ParseBody(function);
            }
            catch (CompileException error)
            {
                function.IsBroken = true;
                _diagnostics.Error(error.At, error.Message);
            }
        }
    }

    private void ExternalDeclarationOrSkip()
    {
        int start = _position;
        Scope scope = _scope;
        try
        {
            ExternalDeclaration();
        }
        catch (CompileException error)
        {
            _scope = scope;
            _greaterCloses = false;
            _nesting = 0;
            _position = start;
            SkipDeclaration();
            if (_position == start) _position++;
            if (_position >= _tokens.Count) _position = _tokens.Count - 1;
            Report(error, start);
        }
    }

    // To the end of the declaration that failed: a ';' or a closed '{}' at the level it began on.
    private void SkipDeclaration()
    {
        int depth = 0;
        bool toSemicolon = Current.Text is "typedef" or "struct" or "class" or "union" or "enum";
        while (Current.Kind != TokenKind.End)
        {
            if (At("{") || At("(") || At("[")) depth++;
            else if (At("}") || At(")") || At("]"))
            {
                if (depth == 0) { if (At("}")) return; }
                else if (--depth == 0 && At("}") && !(toSemicolon && (Peek().Kind == TokenKind.Identifier || Peek().Is("*"))))
                {
                    _position++;
                    Accept(";");
                    return;
                }
            }
            else if (At(";") && depth == 0)
            {
                _position++;
                return;
            }
            _position++;
        }
    }

    private Token Current => _tokens[_position];

    private Token Peek(int ahead = 1) => _tokens[Math.Min(_position + ahead, _tokens.Count - 1)];

    private int Here => _tokens[_position].At;

    private bool At(string punctuation) => _tokens[_position].Is(punctuation);

    private bool AtWord(string word) => _tokens[_position].IsWord(word);

    private bool Accept(string punctuation)
    {
        if (!At(punctuation)) return false;
        _position++;
        return true;
    }

    private bool AcceptWord(string word)
    {
        if (!AtWord(word)) return false;
        _position++;
        return true;
    }

    private void Expect(string punctuation, string? after = null)
    {
        if (Accept(punctuation)) return;
        // A missing ';' is told best where the line before ended.
        int at = Here;
        if (punctuation == ";" && _position > 0) at = _tokens[_position - 1].At + _tokens[_position - 1].Text.Length;
        throw Error(at, $"expected '{punctuation}'{(after is null ? "" : " " + after)}{(punctuation == ";" ? "" : Found())}");
    }

    private string Found() => Current.Kind == TokenKind.End ? ", found end of file" : $", found '{Current.Text}'";

    private string ExpectIdentifier(string what)
    {
        if (Current.Kind != TokenKind.Identifier || Keywords.Contains(Current.Text)) throw Error(Here, $"expected {what}{Found()}");
        return _tokens[_position++].Text;
    }

    private static CompileException Error(int at, string message) => new(at, message);

    // Every recursive rule enters here: deep input ends in an error, not in a stack overflow.
    private void Enter(int at)
    {
        if (++_nesting > NestingLimit || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Error(at, "program nests too deep for the compiler");
        }
    }

    private void Leave() => _nesting--;

    private readonly record struct State(int Position, Scope Scope, bool GreaterCloses, FunctionSymbol? Function, int Nesting, LoopKind Loop, int Pattern);

    private State Save() => new(_position, _scope, _greaterCloses, _function, _nesting, _loop, _patternDepth);

    private void Restore(State state)
    {
        _position = state.Position;
        _scope = state.Scope;
        _greaterCloses = state.GreaterCloses;
        _function = state.Function;
        _nesting = state.Nesting;
        _loop = state.Loop;
        _patternDepth = state.Pattern;
    }

    private void CountStep(int at)
    {
        if (++_steps > InstantiationLimit) throw Error(at, "template instantiation or overload resolution takes too long");
    }

    /// <summary>Index after the token that closes the bracket at <c>open</c>.</summary>
    private int AfterClosing(int open)
    {
        int depth = 0;
        for (int i = open; i < _tokens.Count; i++)
        {
            Token token = _tokens[i];
            if (token.Kind == TokenKind.End) break;
            if (token.Kind != TokenKind.Punctuation) continue;
            if (token.Text is "(" or "[" or "{") depth++;
            else if (token.Text is ")" or "]" or "}" && --depth == 0) return i + 1;
        }
        throw Error(_tokens[open].At, $"expected a matching close for this '{_tokens[open].Text}'");
    }

    // After a closed bracket or a number, '<' is a comparison; template arguments follow a name.
    private bool OpensAngle() => At("<") && (_position == 0 || _tokens[_position - 1].Kind is not (TokenKind.Number or TokenKind.Character) && !_tokens[_position - 1].Is(")"));

    /// <summary>Skips a template argument or default: to a ',' or '>' outside all brackets.</summary>
    private void SkipTemplateArgument()
    {
        int angle = 0;
        while (Current.Kind != TokenKind.End)
        {
            if (At("(") || At("[") || At("{")) { _position = AfterClosing(_position); continue; }
            if (At(";") || At(")") || At("}")) break;
            if (OpensAngle()) angle++;
            else if (At(">"))
            {
                if (angle == 0) return;
                angle--;
            }
            else if (At(",") && angle == 0) return;
            _position++;
        }
        if (Current.Kind == TokenKind.End) throw Error(Here, "expected '>', found end of file");
    }
}
