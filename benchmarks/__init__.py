"""The benchmarks: what recording costs and keeps, beside ffmpeg on the same workload."""
