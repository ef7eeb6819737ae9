"""The programs that the generator is measured against, one module each."""
