"""Answers with a line. Gunicorn listens on the port that PORT names."""
import importlib.metadata
import platform

import flask

app = flask.Flask(__name__)


@app.get("/")
def hello():
    version = importlib.metadata.version("flask")
    return flask.Response(f"Hello from Flask {version} on Python {platform.python_version()}!\n", mimetype="text/plain")
