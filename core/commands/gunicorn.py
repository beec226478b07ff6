"""The production server: gunicorn with threads, started from here and not from a file of its own."""

from __future__ import annotations

from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from werkzeug.middleware.proxy_fix import ProxyFix

from core import create_app
from core.config import Settings
from core.logs import Handler, configure, log_requests

THREADS = 4


class JsonLogger(Logger):
    """Gunicorn's own lines, in the same form as ours."""

    def setup(self, cfg: Any) -> None:
        """No handler of gunicorn's: its lines go on to ours."""
        configure()
        self.error_log.handlers = [Handler()]
        self.error_log.setLevel("INFO")
        self.error_log.propagate = False
        self.access_log.disabled = True


class Server(BaseApplication):
    """Serves one app per worker, each with connections of its own."""

    def __init__(self, settings: Settings, options: dict[str, Any]) -> None:
        """`options` are gunicorn's, on top of ours."""
        self.settings_for_app = settings
        self.options = {"worker_class": "gthread", "threads": THREADS, "logger_class": JsonLogger, **options}
        super().__init__()

    def load_config(self) -> None:
        """Puts the options in gunicorn's configuration."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The app, made in the worker."""
        return production_app(self.settings_for_app)


def production_app(settings: Settings) -> Flask:
    """The app with its logs, trusting as many proxies before it as the settings say."""
    configure()
    app = create_app(settings)
    log_requests(app)
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    return app
