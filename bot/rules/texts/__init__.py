"""Texts looked at as texts: plain, without hidden signs, without who wrote them; and those that nobody answered."""
