"""Flows, journeys and contacts as pictures: Mermaid, Graphviz, SVG, PNG."""
