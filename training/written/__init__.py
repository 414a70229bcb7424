"""Rows that training writes itself: what people ask of notices, tables, reports and lists, with invented names."""
