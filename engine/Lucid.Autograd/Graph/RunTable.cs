using System;
using System.Runtime.CompilerServices;

namespace Lucid.Graph;

/// <summary>One backward run's nodes: gradients waiting for each, found by node, taken by falling sequence.</summary>
internal sealed class RunTable
{
    private Entry[] _entries = new Entry[64];
    private int[] _buckets = new int[128];
    private int[] _heap = new int[64];
    private int _count;
    private int _heapCount;

    internal struct Entry
    {
        internal Node Node;
        internal Tensor? Single;
        internal Tensor?[]? Many;
    }

    internal bool IsEmpty => _heapCount == 0;

    /// <summary>The entry of a node, queued when new.</summary>
    internal ref Entry Visit(Node node)
    {
        int mask = _buckets.Length - 1;
        int at = Hash(node) & mask;
        while (_buckets[at] != 0)
        {
            ref Entry known = ref _entries[_buckets[at] - 1];
            if (ReferenceEquals(known.Node, node)) return ref known;
            at = (at + 1) & mask;
        }
        if (_count == _entries.Length) Grow();
        int index = _count++;
        _entries[index] = new Entry { Node = node, Many = node.OutputCount > 1 ? new Tensor?[node.OutputCount] : null };
        Insert(index);
        Push(index);
        return ref _entries[index];
    }

    /// <summary>Takes the queued node that was recorded last.</summary>
    internal ref Entry TakeLatest()
    {
        int top = _heap[0];
        int last = _heap[--_heapCount];
        if (_heapCount > 0) SiftDown(last);
        return ref _entries[top];
    }

    /// <summary>Releases gradients that nobody took (after an error) and forgets everything.</summary>
    internal void Clear()
    {
        for (int i = 0; i < _count; i++)
        {
            _entries[i].Single?.Release();
            if (_entries[i].Many is { } many)
            {
                foreach (Tensor? gradient in many) gradient?.Release();
            }
            _entries[i] = default;
        }
        Array.Clear(_buckets);
        _count = 0;
        _heapCount = 0;
    }

    private static int Hash(Node node) => RuntimeHelpers.GetHashCode(node) * -1640531527;

    private void Insert(int index)
    {
        int mask = _buckets.Length - 1;
        int at = Hash(_entries[index].Node) & mask;
        while (_buckets[at] != 0) at = (at + 1) & mask;
        _buckets[at] = index + 1;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        Array.Resize(ref _heap, _heap.Length * 2);
        _buckets = new int[_entries.Length * 2];
        for (int i = 0; i < _count; i++) Insert(i);
    }

    private long Key(int index) => _entries[index].Node.Sequence;

    private void Push(int index)
    {
        int at = _heapCount++;
        long key = Key(index);
        while (at > 0)
        {
            int parent = (at - 1) / 2;
            if (Key(_heap[parent]) >= key) break;
            _heap[at] = _heap[parent];
            at = parent;
        }
        _heap[at] = index;
    }

    private void SiftDown(int index)
    {
        int at = 0;
        long key = Key(index);
        while (true)
        {
            int child = 2 * at + 1;
            if (child >= _heapCount) break;
            if (child + 1 < _heapCount && Key(_heap[child + 1]) > Key(_heap[child])) child++;
            if (Key(_heap[child]) <= key) break;
            _heap[at] = _heap[child];
            at = child;
        }
        _heap[at] = index;
    }
}
