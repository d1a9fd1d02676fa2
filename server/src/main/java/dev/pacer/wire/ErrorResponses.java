package dev.pacer.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// The forms of answers of the AWS JSON protocol.
public final class ErrorResponses {

  static final String CONTENT_TYPE = "application/x-amz-json-1.0";

  private static final JsonCodec CODEC = new JsonCodec();

  private ErrorResponses() {}

  /// An error outside of any service, with a request id of its own.
  public static HttpResponse of(AwsException error) {
    return of(error, "", newRequestId());
  }

  /// An error of a service.
  ///
  /// @param errorNamespace what stands before the `#` in a modelled error's type id
  static HttpResponse of(AwsException error, String errorNamespace, String requestId) {
    boolean namespaced = error.modelled() && !errorNamespace.isEmpty();
    String typeId = namespaced ? errorNamespace + "#" + error.type() : error.type();
    byte[] body =
        CODEC.encodeError(typeId, error.modelled() ? "Message" : "message", error.getMessage());
    Map<String, String> headers = headers(requestId);
    headers.put("x-amzn-ErrorType", error.name());
    return new HttpResponse(error.status(), headers, body);
  }

  static Map<String, String> headers(String requestId) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-amzn-RequestId", requestId);
    headers.put("Content-Type", CONTENT_TYPE);
    return headers;
  }

  static String newRequestId() {
    return UUID.randomUUID().toString();
  }
}
