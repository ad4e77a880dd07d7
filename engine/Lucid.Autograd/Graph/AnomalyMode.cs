using System;
using System.Runtime.CompilerServices;

namespace Lucid.Graph;

/// <summary>
/// Finds the forward call behind a failing backward: while on, every node remembers where it was made, and gradients are
/// looked at for NaN. Costs time; meant for debugging.
/// </summary>
public static class AnomalyMode
{
    private static readonly ConditionalWeakTable<Node, Origin> s_origins = [];
    [ThreadStatic] private static Node? t_running;

    /// <summary>Whether nodes remember where they were made.</summary>
    public static bool IsEnabled { get; set; }

    /// <summary>Whether gradients are looked at for NaN.</summary>
    public static bool ChecksNaN { get; set; } = true;

    /// <summary>Says where the running forward call was made, as text; supplied by the host language.</summary>
    public static Func<string>? Describe { get; set; }

    /// <summary>Told, before the error leaves backward, what failed and where the forward call was.</summary>
    public static Action<string>? Report { get; set; }

    private sealed record Origin(string Text, Node? Parent);

    internal static void Record(Node node)
    {
        if (Describe is { } describe) s_origins.AddOrUpdate(node, new Origin(describe(), t_running));
    }

    /// <summary>Runs a node's backward and looks at what it returns.</summary>
    internal static void Run(Node node, BackwardContext context)
    {
        Node? before = t_running;
        t_running = node;
        try
        {
            node.Backward(context);
            if (!ChecksNaN) return;
            for (int i = 0; i < node.EdgeCount; i++)
            {
                if (context.Result(i) is not { } result || !GraphOperations.Current.HasNaN(result)) continue;
                throw new LucidException(node.Name, $"Function '{node.Name}' returned nan values in its {i}th output.");
            }
        }
        catch
        {
            Report?.Invoke(Explain(node));
            throw;
        }
        finally
        {
            t_running = before;
        }
    }

    private static string Explain(Node node)
    {
        if (!s_origins.TryGetValue(node, out Origin? origin))
        {
            return $"Error detected in {node.Name}. No forward pass information available. Enable detect anomaly during forward "
                + "pass for more information.";
        }
        string text = $"Error detected in {node.Name}. Traceback of forward call that caused the error:\n{origin.Text}";
        for (Node? parent = origin.Parent; parent is not null; parent = origin.Parent)
        {
            if (!s_origins.TryGetValue(parent, out origin))
                return text + $"\n\nPrevious calculation was induced by {parent.Name}. No forward pass information is available for it.";
            text += $"\n\nPrevious calculation was induced by {parent.Name}. Traceback of forward call that induced the previous "
                + $"calculation:\n{origin.Text}";
        }
        return text;
    }
}
