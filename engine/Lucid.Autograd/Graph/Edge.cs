namespace Lucid.Graph;

/// <summary>Where a gradient flows: an output slot of the node that made the value.</summary>
/// <param name="Node">The node; null where no gradient is wanted.</param>
/// <param name="Index">Which of the node's outputs.</param>
public readonly record struct Edge(Node? Node, int Index);
