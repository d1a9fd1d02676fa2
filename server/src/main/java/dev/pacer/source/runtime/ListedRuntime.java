package dev.pacer.source.runtime;

import dev.pacer.source.configuration.ManagedRuntime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A managed runtime of the catalogue.
///
/// @param name in `apprunner.yaml`, such as `python311`
/// @param title for people, such as `Python 3.11`
/// @param language for people, such as `Python`
/// @param kind how source trees are built for it
/// @param defaultVersion what one gets without `runtime-version`
/// @param accepted the versions that `runtime-version` may name
/// @param image the public image of the default version
/// @param pinnedImage the public image of another version, with `{version}` for it; empty when there is
///     none, and [#image()] serves every version
/// @param local how to make an image instead of pulling one; empty when that cannot be done
/// @param unavailable why there is no local recipe; empty when there is one
/// @param environment variables for everything that runs in the image
/// @param caches absolute paths worth keeping from build to build
public record ListedRuntime(
    String name,
    String title,
    String language,
    ManagedRuntime.Kind kind,
    String defaultVersion,
    Pattern accepted,
    String image,
    Optional<String> pinnedImage,
    Optional<LocalRecipe> local,
    Optional<String> unavailable,
    Map<String, String> environment,
    List<String> caches) {

  /// What App Runner says of a build with a version that a runtime does not have.
  public static final String UNSUPPORTED_VERSION =
      "The specified runtime version is not supported. Refer to the Release information in the App"
          + " Runner Developer guide for supported runtime versions.";

  private static final int LONGEST_VERSION = 40;

  public ListedRuntime {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    caches = List.copyOf(caches);
  }

  /// Why a version cannot be had, in App Runner's words; empty when it can.
  public Optional<String> objection(Optional<String> version) {
    return version
        .filter(asked -> asked.length() > LONGEST_VERSION || !accepted.matcher(asked).matches())
        .map(_ -> UNSUPPORTED_VERSION);
  }

  /// The public image for an accepted version: the newest within it that its registry has.
  public String publicImage(Optional<String> version) {
    return version
        .filter(asked -> !RuntimeVersions.isWithin(defaultVersion, asked))
        .flatMap(asked -> pinnedImage.map(pattern -> pattern.replace("{version}", asked)))
        .orElse(image);
  }
}
