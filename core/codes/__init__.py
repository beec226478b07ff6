"""Code lists with periods of validity: countries, languages, and the lists plugins bring."""
