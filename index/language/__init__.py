"""What words say: languages, days, letter case, and how questions are typed; pure, and without a model."""
