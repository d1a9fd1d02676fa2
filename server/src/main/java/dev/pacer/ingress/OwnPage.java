package dev.pacer.ingress;

import io.netty.handler.codec.http.HttpResponseStatus;

/// An [OwnAnswer] as a page for a browser: whole in itself, in ASCII, and with nothing in it that came
/// from the client. Pure.
final class OwnPage {
  private OwnPage() {}

  static String html(OwnAnswer answer, String requestId) {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>%1$s</title>
    <style>
    body { font: 16px/1.5 system-ui, sans-serif; max-width: 36em; margin: 15vh auto; padding: 0 1em }
    small { color: #666 }
    </style>
    </head>
    <body>
    <h1>%1$s</h1>
    <p>%2$s</p>
    <p>%3$s</p>
    <p><small>Reason: %4$s<br>Request: %5$s</small></p>
    </body>
    </html>
    """
        .formatted(
            escaped(HttpResponseStatus.valueOf(answer.status()).toString()),
            escaped(answer.meaning()),
            escaped(answer.advice()),
            escaped(answer.reason()),
            escaped(requestId));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
