"""What a person sees: the synopsis for a terminal (`text`) and as one file for a browser (`html`).

`arrangement` arranges a `quoth.types.Trace` once for both, into the values of `views`; `saying` does one saying, and
`marking` finds the differing words inside each telling.
"""
