using Xunit;

// Live bytes, live nodes and the memory limit belong to the whole process: tests that look at them must run alone.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
