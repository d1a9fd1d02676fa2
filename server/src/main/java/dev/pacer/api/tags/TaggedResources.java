package dev.pacer.api.tags;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.Worlds;
import dev.pacer.support.Arn;
import dev.pacer.wire.AwsException;
import dev.pacer.wire.CallContext;

/// Reads the ARN of a resource that may have tags.
final class TaggedResources {
  private static final String KINDS =
      "(service|connection|vpcingressconnection)/[^/]+/[0-9a-f]{32}"
          + "|(autoscalingconfiguration|observabilityconfiguration|vpcconnector)"
          + "/[^/]+/[0-9]+/[0-9a-f]{32}";

  private TaggedResources() {}

  /// @throws AwsException InvalidRequestException when nothing of that kind has tags,
  ///     ResourceNotFoundException when it is of another account, region or partition
  static Arn parse(CallContext context, String text) {
    Arn arn =
        Arn.parse(text)
            .filter(parsed -> parsed.service().equals("apprunner"))
            .filter(parsed -> parsed.resource().matches(KINDS))
            .orElseThrow(() ->
                ApiErrors.invalidRequest(
                    "The ARN '"
                        + text
                        + "' isn't the full ARN of an App Runner resource that can"
                        + " have tags."));
    if (!arn.equals(Arn.appRunner(Worlds.of(context), arn.resource()))) {
      throw notFound(text);
    }
    return arn;
  }

  static boolean isService(Arn arn) {
    return arn.resource().startsWith("service/");
  }

  static AwsException notFound(String arn) {
    return ApiErrors.notFound("Resource", arn);
  }
}
