"""What a person sees: the synopsis for a terminal (`text`) and as one file for a browser (`html`).

`views` arranges a `quoth.types.Trace` once for both; `marking` finds the differing words inside each telling.
"""
