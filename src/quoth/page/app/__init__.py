"""The page of ``quoth serve``: a store as a local web application.

Five folders, in the order of the way from the network to the words: who may ask at all (`door`), what is served from
(`index`, derived from the store, with people's judgements laid over it), one story made ready for reading (`story`),
what the addresses show of it (`shown`), and what people give (`given`: judgements, and texts to read). Each imports
from those before it, never from one behind.

What holds them together: `settings`, what a run was asked for; `desk`, what stands behind all addresses; `routes`, the
addresses; `application`, which says in words what goes wrong; and `server`, which runs it. Templates are in ``html``,
scripts and styles in ``static``.

Article text never becomes markup: Jinja escapes everything, scripts build elements from text, and the content security
policy allows nothing that does not come from this server's own files.
"""
