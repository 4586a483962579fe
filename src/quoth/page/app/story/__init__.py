"""One story made ready for reading; everything that is shown of it comes from here.

`loaded` is the whole of it, `row` one saying under the outlets. What is drawn or said of them besides: what to look at
`first`, which words are `twins`, who told what and when (`pictures`), who has it from whom (`descent`).
"""
