package dev.pacer.ingress;

import dev.pacer.ingress.http1.Refusal;

/// An answer that the front door gives itself, or would give if the instance's were not begun already.
/// The reason tells in the answer, the access log and the counters why.
///
/// @param status the status code
/// @param reason one word, for `x-pacer-reason`
/// @param text the body for programs, and for people with their tools; may be empty
/// @param meaning what happened, for people with a browser
/// @param advice what to do about it
/// @param location where else to ask; empty for nowhere
record OwnAnswer(
    int status, String reason, String text, String meaning, String advice, String location) {
  private static final String TRY_AGAIN = "Try again in a moment.";
  private static final String TELL_THE_OWNER =
      "If it happens again, tell the service's owner the request's id below: the service's access log"
          + " has it.";

  /// As App Runner's router answers for a name that it does not know, be it because the service is
  /// paused or deleted: without a body.
  static final OwnAnswer UNKNOWN_HOST =
      new OwnAnswer(
          404,
          "unknown-host",
          "",
          "No service answers to this name here.",
          "Check the address. A service that is paused or deleted has no address either.");

  /// App Runner gives this status as soon as all instances are busy, here it comes after a wait.
  static final OwnAnswer TOO_BUSY =
      new OwnAnswer(
          429,
          "too-busy",
          "All instances of the service are busy.\n",
          "All instances of the service are busy.",
          TRY_AGAIN);

  static final OwnAnswer NO_INSTANCE =
      unavailable("no-instance", "The service has no healthy instance at the moment.\n");
  static final OwnAnswer CONNECT_FAILED =
      new OwnAnswer(
          503,
          "connect-failed",
          "upstream connect error or disconnect/reset before headers. reset reason: connection failure\n",
          "No instance of the service could be reached.",
          TRY_AGAIN + " " + TELL_THE_OWNER);
  static final OwnAnswer UPSTREAM_CLOSED =
      faulty(
          502,
          "upstream-closed",
          "The instance closed its connection before it answered to the end of the headers.\n");
  static final OwnAnswer BAD_RESPONSE =
      faulty(502, "bad-response", "The instance's answer is not valid HTTP/1.1.\n");
  static final OwnAnswer UPSTREAM_TIMEOUT =
      faulty(504, "upstream-timeout", "The instance did not answer in time.\n");
  static final OwnAnswer UPSTREAM_STALLED =
      faulty(504, "upstream-stalled", "The instance stopped in the middle of the request.\n");
  static final OwnAnswer REQUEST_TIMEOUT =
      faulty(504, "request-timeout", "The request took longer than the service allows.\n");
  static final OwnAnswer HEAD_TIMEOUT =
      slow("head-timeout", "The request's headers took too long.\n");
  static final OwnAnswer BODY_TIMEOUT = slow("body-timeout", "The request's body took too long.\n");

  /// The client stopped reading in the middle of its answer, which is cut.
  static final OwnAnswer CLIENT_STALLED =
      slow("client-stalled", "The answer was read too slowly.\n");

  /// A connection that is used for another protocol was silent for too long; it is cut.
  static final OwnAnswer TUNNEL_IDLE =
      slow("tunnel-idle", "The connection was not used for too long.\n");

  /// The instance of a WebSocket, or the front door, stops; the connection is ended in order.
  static final OwnAnswer GOING_AWAY =
      unavailable("going-away", "The instance behind the connection is being stopped.\n");

  static final OwnAnswer PLAIN_AT_HTTPS_PORT =
      new OwnAnswer(
          400,
          "plain-http-at-https-port",
          "Plain HTTP was sent to the HTTPS port. Use https://.\n",
          "Plain HTTP was sent to the HTTPS port.",
          "Use https:// in the address.");
  static final OwnAnswer MISDIRECTED =
      new OwnAnswer(
          421,
          "misdirected",
          "The TLS connection was made for another host than the one that is asked for.\n",
          "The TLS connection was made for another host than the one that is asked for.",
          "Open the address in a new window.");

  OwnAnswer(int status, String reason, String text, String meaning, String advice) {
    this(status, reason, text, meaning, advice, "");
  }

  static OwnAnswer movedTo(String location) {
    return new OwnAnswer(
        301, "https-only", "", "This service speaks HTTPS only.", "Use https://.", location);
  }

  static OwnAnswer to(Refusal refusal) {
    String text = "The request was refused: " + refusal.word() + ".\n";
    return new OwnAnswer(
        refusal.status(),
        refusal.word(),
        text,
        text.strip(),
        "What was sent is not HTTP as everybody understands it. Use another program, or a later"
            + " version of it.");
  }

  private static OwnAnswer unavailable(String reason, String text) {
    return new OwnAnswer(503, reason, text, text.strip(), TRY_AGAIN + " " + TELL_THE_OWNER);
  }

  private static OwnAnswer faulty(int status, String reason, String text) {
    return new OwnAnswer(status, reason, text, text.strip(), TELL_THE_OWNER);
  }

  private static OwnAnswer slow(String reason, String text) {
    return new OwnAnswer(408, reason, text, text.strip(), TRY_AGAIN);
  }
}
