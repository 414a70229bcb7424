"""What a cell of an Excel workbook shows, by its value and its number format."""
