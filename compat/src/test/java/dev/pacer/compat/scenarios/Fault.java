package dev.pacer.compat.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.compat.clients.Answer;
import java.util.Set;

/// The ways in which a call is refused, as clients must tell them apart.
public enum Fault {
  INVALID_REQUEST("InvalidRequestException", 400, true),
  INVALID_STATE("InvalidStateException", 400, true),
  NOT_FOUND("ResourceNotFoundException", 400, true),
  QUOTA("ServiceQuotaExceededException", 402, true),
  VALIDATION("ValidationException", 400, false),
  SIGNATURE("InvalidSignatureException", 403, false),
  UNKNOWN_KEY("UnrecognizedClientException", 403, false);

  /// What libraries raise for an error that App Runner's model does not name.
  private static final Set<String> GENERIC =
      Set.of("ClientError", "AppRunnerException", "AppRunnerServiceException", "GenericAPIError");

  private final String code;
  private final int status;
  private final boolean isModelled;

  Fault(String code, int status, boolean isModelled) {
    this.code = code;
    this.status = status;
    this.isModelled = isModelled;
  }

  /// Checks that a client was told this, and that its error type says so.
  void check(Answer.Refusal refusal) {
    assertThat(refusal.code()).as(refusal.message()).isEqualTo(code);
    refusal
        .details()
        .ifPresent(details -> {
          assertThat(details.status()).isEqualTo(status);
          assertThat(details.requestId()).matches(Conversation.REQUEST_ID);
          if (isModelled) {
            assertThat(details.type()).isEqualTo(code);
          } else {
            assertThat(GENERIC).contains(details.type());
          }
        });
  }
}
