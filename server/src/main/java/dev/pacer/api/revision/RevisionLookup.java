package dev.pacer.api.revision;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.Worlds;
import dev.pacer.revision.ListedRevision;
import dev.pacer.revision.RevisionArn;
import dev.pacer.revision.RevisionKind;
import dev.pacer.revision.RevisionStore;
import dev.pacer.wire.AwsException;
import dev.pacer.wire.CallContext;

/// Finds the revision that a call names by a full or partial ARN. One of another account or region
/// does not exist for the caller.
///
/// @param noun what the resource is called in messages, with a capital letter
public record RevisionLookup<S>(RevisionKind kind, String noun, RevisionStore<S> store) {

  /// @throws AwsException InvalidRequestException when the ARN is not of this kind,
  ///     ResourceNotFoundException when it is of another world
  public RevisionArn parse(CallContext context, String text) {
    RevisionArn arn =
        RevisionArn.parse(kind, text)
            .orElseThrow(() ->
                ApiErrors.invalidRequest(
                    "The ARN '"
                        + text
                        + "' isn't the ARN of an App Runner "
                        + noun.toLowerCase(java.util.Locale.ROOT)
                        + "."));
    if (!arn.world().equals(Worlds.of(context))) {
      throw notFound(text);
    }
    return arn;
  }

  /// @throws AwsException as [#parse], and ResourceNotFoundException when there is no such revision
  public ListedRevision<S> find(CallContext context, String text) {
    return store.find(parse(context, text)).orElseThrow(() -> notFound(text));
  }

  public AwsException notFound(String arn) {
    return ApiErrors.notFound(noun, arn);
  }
}
