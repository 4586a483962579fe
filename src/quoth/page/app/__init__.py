"""The page of ``quoth serve``: a store as a local web application.

The way through, from the network to the words: who may ask at all (`guard`, `sessions`), what is served from (`index`,
which `refresh` derives from the store, with people's judgements laid over it by `overlay`, and `rows` writes), one
story ready for reading (`loaded`, each saying a `row`, `columns`, `first`, `twins`, `pictures`), the addresses
(`routes`, and a file for each view), the same as data (`exports`), what is sent to them (`sent`: what people change,
`acts`, and texts read while one watches, `reading`). `application` says in words what goes wrong, `server` puts it
together and runs it.

Article text never becomes markup: Jinja escapes everything, scripts build elements from text, and the content security
policy allows nothing that does not come from this server's own files.
"""
