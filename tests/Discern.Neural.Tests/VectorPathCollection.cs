// The vector width is one setting of the process: tests that force it must not run beside others.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
