// Small behaviours on top of htmx.
