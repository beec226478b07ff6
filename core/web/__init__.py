"""What every page shares: a request's life, page or fragment, menus, forms, errors and headers."""
