package dev.pacer.automation.webhook;

/// A webhook is genuine but not of the form that its sender documents. The message is a sentence for
/// whoever set it up.
final class MalformedWebhookException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedWebhookException(String message) {
    super(message);
  }
}
