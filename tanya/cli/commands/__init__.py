"""What is typed after `tanya`: one module for each group of commands."""
