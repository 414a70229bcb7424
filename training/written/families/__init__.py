"""What passages are about: one module for each kind of thing that people ask of archives."""
