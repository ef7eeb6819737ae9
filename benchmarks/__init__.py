"""Speed, memory and size of the generator beside Typst's and WeasyPrint's. Start with README.md."""
