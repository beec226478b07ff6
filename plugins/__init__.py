"""The plugins that come with Fotfeste; each is a package that core finds by its name."""
