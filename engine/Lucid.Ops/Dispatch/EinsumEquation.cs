using System;
using System.Collections.Generic;

namespace Lucid.Ops.Dispatch;

/// <summary>
/// An einsum equation, read: a label for each dimension of each operand and of the result. Letters are labels 0 to 51 in ASCII
/// order; dimensions that <c>...</c> stands for are labels from 52 on, counted from the right.
/// </summary>
internal sealed class EinsumEquation
{
    /// <summary>Labels there can be: all letters, and as many dimensions behind an ellipsis as a tensor may have.</summary>
    internal const int LabelCount = 52 + Layout.MaxRank;

    private EinsumEquation(int[][] operands, int[] output)
    {
        Operands = operands;
        Output = output;
    }

    internal int[][] Operands { get; }

    internal int[] Output { get; }

    /// <summary>Reads an equation for given operands.</summary>
    /// <exception cref="ArgumentValueException">The equation is malformed or does not fit the operands' number.</exception>
    /// <exception cref="ShapeMismatchException">It does not fit an operand's number of dimensions.</exception>
    internal static EinsumEquation Parse(string equation, ReadOnlySpan<Tensor> operands)
    {
        if (operands.Length == 0) throw Wrong(equation, "there must be at least one operand", "operands");
        int arrow = equation.IndexOf("->", StringComparison.Ordinal);
        string[] terms = (arrow < 0 ? equation : equation[..arrow]).Split(',');
        if (terms.Length != operands.Length)
            throw Wrong(equation, $"the equation has {terms.Length} operand{(terms.Length == 1 ? "" : "s")} but {operands.Length} were given", "operands");
        var labels = new int[terms.Length][];
        var counts = new int[LabelCount];
        int ellipsisRank = -1;
        for (int i = 0; i < terms.Length; i++)
        {
            labels[i] = Term(terms[i], operands[i], i, equation, ref ellipsisRank);
            foreach (int label in labels[i]) counts[label]++;
        }
        return new EinsumEquation(labels, arrow < 0 ? Implied(counts, ellipsisRank) : Result(equation[(arrow + 2)..], counts, ellipsisRank, equation));
    }

    /// <summary>A label as the equation spells it.</summary>
    internal static string Name(int label) => label >= 52 ? "..." : ((char)(label < 26 ? 'A' + label : 'a' + label - 26)).ToString();

    private static int[] Term(string term, Tensor operand, int index, string equation, ref int ellipsisRank)
    {
        var labels = new List<int>();
        int ellipsis = -1;
        for (int i = 0; i < term.Length; i++)
        {
            if (IsEllipsis(term, ref i, equation))
            {
                if (ellipsis >= 0) throw Wrong(equation, $"found '...' twice for operand {index}");
                ellipsis = labels.Count;
            }
            else if (term[i] != ' ')
            {
                labels.Add(Letter(term[i], equation));
            }
        }
        int hidden = operand.Rank - labels.Count;
        if (hidden < 0 || (hidden > 0 && ellipsis < 0))
            throw new ShapeMismatchException("einsum",
                $"einsum: in equation '{equation}', the number of subscripts ({labels.Count}) {(ellipsis < 0 ? "does not match" : "is more than")} the "
                + $"number of dimensions ({operand.Rank}) of operand {index}, which is {operand.Layout}"
                + (hidden > 0 ? "; write '...' for dimensions without a name" : ""), "operands");
        if (ellipsis < 0) return [.. labels];
        ellipsisRank = Math.Max(ellipsisRank, hidden);
        for (int i = 0; i < hidden; i++) labels.Insert(ellipsis, 52 + i);
        return [.. labels];
    }

    // Without an arrow: the ellipsis, then all letters that occur once, by the alphabet.
    private static int[] Implied(int[] counts, int ellipsisRank)
    {
        var output = new List<int>();
        for (int i = ellipsisRank - 1; i >= 0; i--) output.Add(52 + i);
        for (int label = 0; label < 52; label++)
        {
            if (counts[label] == 1) output.Add(label);
        }
        return [.. output];
    }

    private static int[] Result(string term, int[] counts, int ellipsisRank, string equation)
    {
        var output = new List<int>();
        bool ellipsis = false;
        for (int i = 0; i < term.Length; i++)
        {
            if (IsEllipsis(term, ref i, equation))
            {
                if (ellipsis) throw Wrong(equation, "found '...' twice in the output");
                ellipsis = true;
                for (int k = ellipsisRank - 1; k >= 0; k--) output.Add(52 + k);
                continue;
            }
            if (term[i] == ' ') continue;
            int label = Letter(term[i], equation);
            if (output.Contains(label)) throw Wrong(equation, $"output subscript {term[i]} appears more than once in the output");
            if (counts[label] == 0) throw Wrong(equation, $"output subscript {term[i]} does not appear in the equation for any input operand");
            output.Add(label);
        }
        return [.. output];
    }

    private static bool IsEllipsis(string term, ref int at, string equation)
    {
        if (term[at] != '.') return false;
        if (!term.AsSpan(at).StartsWith("...")) throw Wrong(equation, "found '.' that is not part of any '...'");
        at += 2;
        return true;
    }

    private static int Letter(char c, string equation) => c switch
    {
        >= 'A' and <= 'Z' => c - 'A',
        >= 'a' and <= 'z' => c - 'a' + 26,
        _ => throw Wrong(equation, $"subscripts must be letters in [a-zA-Z], but found '{c}'"),
    };

    private static ArgumentValueException Wrong(string equation, string what, string argument = "equation") =>
        new("einsum", $"einsum: in equation '{equation}', {what}", argument);
}
