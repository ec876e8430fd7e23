"""Business rules: pure, one subject a file. They know the vocabulary and nothing else."""
