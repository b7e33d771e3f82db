"""Markdown sources of the starter library's PDF, DOCX and PPTX guides, and the script that typesets them."""
