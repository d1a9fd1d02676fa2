package dev.pacer.automation.webhook;

import dev.pacer.support.UnavailableException;
import dev.pacer.wire.HttpHandler;
import dev.pacer.wire.HttpRequest;
import dev.pacer.wire.HttpResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Answers `POST /webhooks/git` and `POST /webhooks/registry`. The sender is proved before anything of
/// the body is read. What it says is only a reason to look: the answer comes at once, and nothing is
/// deployed but what the repository or registry really holds.
///
/// Safe for any thread.
public final class WebhookEndpoint implements HttpHandler {
  /// What every path begins with that this answers.
  public static final String PREFIX = "/webhooks/";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_DELIVERIES = 10_000;
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Signatures signatures;
  private final Arrivals arrivals;
  private final Deliveries deliveries = new Deliveries(MOST_DELIVERIES);

  /// @param secret what senders must prove to know
  public WebhookEndpoint(byte[] secret, Arrivals arrivals) {
    this.signatures = new Signatures(secret);
    this.arrivals = arrivals;
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    boolean git = request.rawPath().equals(PREFIX + "git");
    if (!git && !request.rawPath().equals(PREFIX + "registry")) {
      return answer(404, "Webhooks are sent to /webhooks/git and /webhooks/registry.");
    }
    if (!request.method().equals("POST")) {
      return answer(405, "Webhooks are sent with POST; pacer webhook says how to set one up.");
    }
    try {
      return git ? git(request) : registry(request);
    } catch (MalformedWebhookException malformed) {
      return answer(400, String.valueOf(malformed.getMessage()));
    } catch (UnavailableException failure) {
      return answer(503, String.valueOf(failure.getMessage()));
    }
  }

  private HttpResponse git(HttpRequest request) {
    Optional<GitForm> form = GitForm.of(request);
    if (form.isEmpty()) {
      return answer(
          400, "The request has no event header of GitHub, Gitea, Forgejo, GitLab or Bitbucket.");
    }
    if (!form.get().isGenuine(request, signatures)) {
      return unproved();
    }
    if (!form.get().isPush(request)) {
      return answer(200, "Only pushes are heeded.");
    }
    GitPush push = form.get().push(json(request));
    return once(
        form.get().deliveryId(request),
        () ->
            push.tips().entrySet().stream()
                .mapToInt(tip -> arrivals.pushed(push.repositories(), tip.getKey(), tip.getValue()))
                .sum());
  }

  /// Noted when it was taken, so that one that could not be is welcome again.
  private HttpResponse once(Optional<String> delivery, IntSupplier taking) {
    if (delivery.filter(deliveries::knows).isPresent()) {
      return answer(409, "This delivery came before.");
    }
    int services = taking.getAsInt();
    delivery.ifPresent(deliveries::note);
    return found(services);
  }

  private HttpResponse registry(HttpRequest request) {
    Optional<GitForm> gitHub = GitForm.of(request).filter(form -> form == GitForm.GITHUB);
    boolean genuine =
        gitHub.isPresent() ? gitHub.get().isGenuine(request, signatures) : showsSecret(request);
    if (!genuine) {
      return unproved();
    }
    if (gitHub.isPresent() && !request.header("x-github-event").orElse("").endsWith("package")) {
      return answer(200, "Only packages are heeded.");
    }
    List<ImageMove> moves = ImageMove.of(json(request));
    return once(
        gitHub.flatMap(form -> form.deliveryId(request)),
        () -> moves.stream().mapToInt(this::taken).sum());
  }

  /// A registry sends again what it got no answer for, until it is content: no reason to refuse all of
  /// it.
  private int taken(ImageMove move) {
    Optional<String> id = move.deliveryId().map(text -> "event " + text);
    if (id.filter(deliveries::knows).isPresent()) {
      return 0;
    }
    int services = arrivals.tagged(move.repository(), move.tag(), move.digest());
    id.ifPresent(deliveries::note);
    return services;
  }

  /// In the header `Authorization`, or in the URL for Docker Hub, which sends no headers.
  private boolean showsSecret(HttpRequest request) {
    Optional<String> bearer =
        request
            .header("authorization")
            .filter(text -> text.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length()))
            .map(text -> text.substring("Bearer ".length()));
    return signatures.isSecret(bearer.or(() -> parameter(request.rawQuery(), "token")));
  }

  /// GitHub sends either the JSON itself or a form with it, whichever was chosen there.
  private static JsonNode json(HttpRequest request) {
    String body = new String(request.body(), StandardCharsets.UTF_8);
    boolean form = request.header("content-type").orElse("").startsWith(FORM);
    String text =
        form
            ? parameter(body, "payload")
                .orElseThrow(() -> new MalformedWebhookException("The form has no field payload."))
            : body;
    try {
      JsonNode parsed = JSON.readTree(text);
      if (parsed.isObject()) {
        return parsed;
      }
    } catch (JacksonException _) {
      // Told below, with the same words.
    }
    throw new MalformedWebhookException("The body is not a JSON object.");
  }

  private static Optional<String> parameter(String form, String name) {
    try {
      return Arrays.stream(form.split("&", -1))
          .filter(pair -> pair.startsWith(name + "="))
          .findFirst()
          .map(
              pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException undecodable) {
      return Optional.empty();
    }
  }

  private static HttpResponse found(int services) {
    return switch (services) {
      case 0 -> answer(200, "No service deploys from there by itself.");
      case 1 -> answer(202, "1 service deploys if this changes it.");
      default -> answer(202, services + " services deploy if this changes them.");
    };
  }

  private static HttpResponse unproved() {
    return answer(
        401, "The signature or the secret is missing or wrong; pacer webhook shows the secret.");
  }

  private static HttpResponse answer(int status, String text) {
    return new HttpResponse(
        status,
        Map.of("content-type", "text/plain; charset=utf-8"),
        (text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
