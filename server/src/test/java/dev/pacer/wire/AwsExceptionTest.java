package dev.pacer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AwsExceptionTest {

  static Stream<Arguments> frontEndErrors() {
    return Stream.of(
        arguments(AwsException.unknownOperation("x"), "UnknownOperationException", 404),
        arguments(AwsException.serialization("x"), "SerializationException", 400),
        arguments(AwsException.validation("x"), "ValidationException", 400),
        arguments(AwsException.requestEntityTooLarge("x"), "RequestEntityTooLargeException", 413),
        arguments(AwsException.throttling(), "ThrottlingException", 400),
        arguments(AwsException.accessDenied("x"), "AccessDeniedException", 403),
        arguments(AwsException.incompleteSignature("x"), "IncompleteSignatureException", 403),
        arguments(AwsException.invalidSignature("x"), "InvalidSignatureException", 403),
        arguments(
            AwsException.missingAuthenticationToken(), "MissingAuthenticationTokenException", 403),
        arguments(AwsException.unrecognizedClient(), "UnrecognizedClientException", 403),
        arguments(AwsException.expiredToken(), "ExpiredTokenException", 403),
        arguments(AwsException.internalFailure(), "InternalFailure", 500),
        arguments(AwsException.serviceUnavailable("x"), "ServiceUnavailable", 503),
        arguments(AwsException.requestTimeout("x"), "RequestTimeoutException", 408),
        arguments(AwsException.malformedHttpRequest("x"), "MalformedHttpRequestException", 400));
  }

  @ParameterizedTest
  @MethodSource("frontEndErrors")
  void frontEndErrorsHaveTheNamesAndStatusesOfTheReference(
      AwsException error, String name, int status) {
    assertThat(error.name()).isEqualTo(name);
    assertThat(error.status()).isEqualTo(status);
    assertThat(error.modelled()).isFalse();
    assertThat(error.getMessage()).isNotEmpty();
  }

  @Test
  void cutsModelledTextsAtSixHundredCharacters() {
    // when
    AwsException error = AwsException.modelled("InvalidRequestException", 400, "x".repeat(601));

    // then
    assertThat(error.getMessage()).hasSize(600).endsWith("x...");
  }

  @Test
  void keepsATextOfExactlySixHundredCharacters() {
    assertThat(AwsException.modelled("A", 400, "x".repeat(600)).getMessage())
        .isEqualTo("x".repeat(600));
  }

  @Test
  void neverSplitsASurrogatePair() {
    // given
    String faces = "\uD83D\uDE00".repeat(400);

    // when
    String odd = AwsException.modelled("A", 400, "x" + faces).getMessage();
    String even = AwsException.modelled("A", 400, faces).getMessage();

    // then
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(odd)).isTrue();
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(even)).isTrue();
  }
}
