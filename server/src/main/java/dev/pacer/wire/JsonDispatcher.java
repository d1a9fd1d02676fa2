package dev.pacer.wire;

import dev.pacer.support.UnavailableException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries calls of the AWS JSON protocol to the operations of one or more services: target, content
/// type, caller, body, constraints, operation, answer, in this order. Every outcome is an answer with
/// a request id; what is not an [AwsException] is logged under that id and answered with an
/// InternalFailure that says nothing about its cause.
///
/// Content types other than AWS JSON are refused, those that a web page may send across sites among
/// them.
///
/// Thread-safe.
public final class JsonDispatcher implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(JsonDispatcher.class);
  private static final Set<String> CONTENT_TYPES =
      Set.of("application/x-amz-json-1.0", "application/x-amz-json-1.1");
  private static final int SHOWN_TARGET_LIMIT = 128;

  private final Map<String, Target> targets;
  private final Authenticator authenticator;
  private final JsonCodec codec = new JsonCodec();

  /// @throws IllegalArgumentException when two operations have the same target
  public JsonDispatcher(List<JsonService> services, Authenticator authenticator) {
    this.authenticator = authenticator;
    this.targets = new HashMap<>();
    for (JsonService service : services) {
      for (OperationBinding<?, ?> binding : service.operations()) {
        String name = service.targetPrefix() + "." + binding.name();
        if (targets.put(name, new Target(service.errorNamespace(), binding)) != null) {
          throw new IllegalArgumentException("two operations for the target " + name);
        }
      }
    }
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    String requestId = ErrorResponses.newRequestId();
    String namespace = "";
    try {
      Target target = target(request);
      namespace = target.errorNamespace();
      requireAwsJson(request);
      requirePlainBody(request);
      Caller caller = authenticator.authenticate(request);
      Record output = call(target.binding(), request, new CallContext(caller, requestId));
      return new HttpResponse(200, ErrorResponses.headers(requestId), codec.encode(output));
    } catch (AwsException e) {
      return ErrorResponses.of(e, namespace, requestId);
    } catch (UnavailableException e) {
      LOG.atWarn().addKeyValue("reason", e.getMessage()).log("A call could not be served");
      AwsException answer = AwsException.serviceUnavailable(String.valueOf(e.getMessage()));
      return ErrorResponses.of(answer, namespace, requestId);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.atError()
          .addKeyValue("requestId", requestId)
          .setCause(e)
          .log("A call failed without an answer of its own");
      return ErrorResponses.of(AwsException.internalFailure(), namespace, requestId);
    }
  }

  private Target target(HttpRequest request) {
    if (!request.method().equals("POST") || !request.rawPath().equals("/")) {
      throw AwsException.unknownOperation("Calls are sent as POST to the path /.");
    }
    String name =
        request
            .header("x-amz-target")
            .orElseThrow(
                () -> AwsException.unknownOperation("The header X-Amz-Target is missing."));
    return Optional.ofNullable(targets.get(name))
        .orElseThrow(() ->
            AwsException.unknownOperation(
                "There is no operation " + Text.cut(name, SHOWN_TARGET_LIMIT) + "."));
  }

  private static void requireAwsJson(HttpRequest request) {
    String type = request.header("content-type").orElse("");
    int parameters = type.indexOf(';');
    String mediaType = parameters < 0 ? type : type.substring(0, parameters);
    if (!CONTENT_TYPES.contains(mediaType.strip().toLowerCase(Locale.ROOT))) {
      throw AwsException.unknownOperation(
          "The Content-Type must be " + ErrorResponses.CONTENT_TYPE + ".");
    }
  }

  private static void requirePlainBody(HttpRequest request) {
    String encoding = request.header("content-encoding").orElse("identity");
    if (!encoding.strip().equalsIgnoreCase("identity")) {
      throw AwsException.malformedHttpRequest(
          "The Content-Encoding of a request must be identity.");
    }
  }

  private <I extends Record, O extends Record> O call(
      OperationBinding<I, O> binding, HttpRequest request, CallContext context) {
    I input = codec.decode(request.body(), binding.inputType());
    Validator.validate(input);
    return binding.operation().call(context, input);
  }

  private record Target(String errorNamespace, OperationBinding<?, ?> binding) {}
}
