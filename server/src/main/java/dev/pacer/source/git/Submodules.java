package dev.pacer.source.git;

import dev.pacer.source.git.GitException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/// What a tree says about its submodules, and where they may lie.
final class Submodules {
  private static final int LARGEST_FILE = 256 << 10;

  private Submodules() {}

  /// The URLs in a tree's `.gitmodules` by the submodules' paths.
  static Map<String, String> urls(ObjectReader reader, ObjectId tree) throws IOException {
    try (TreeWalk walk = TreeWalk.forPath(reader, Constants.DOT_GIT_MODULES, tree)) {
      if (walk == null || (walk.getRawMode(0) & FileMode.TYPE_MASK) != FileMode.TYPE_FILE) {
        return Map.of();
      }
      ObjectLoader loader = reader.open(walk.getObjectId(0), Constants.OBJ_BLOB);
      if (loader.getSize() > LARGEST_FILE) {
        throw TreeNames.hostile("a file .gitmodules of " + loader.getSize() + " bytes");
      }
      return parse(new String(loader.getBytes(), StandardCharsets.UTF_8));
    }
  }

  private static Map<String, String> parse(String text) {
    Config config = new Config();
    try {
      config.fromText(text);
    } catch (ConfigInvalidException malformed) {
      throw new GitException(
          Kind.OTHER, "The repository's file .gitmodules cannot be read. Repair it.", malformed);
    }
    Map<String, String> urls = new HashMap<>();
    for (String name : config.getSubsections("submodule")) {
      String path = config.getString("submodule", name, "path");
      String url = config.getString("submodule", name, "url");
      if (path != null && url != null) {
        var _ = urls.putIfAbsent(path, url);
      }
    }
    return urls;
  }

  /// The URL of one submodule.
  ///
  /// @throws GitException when a submodule of that repository may not lie there
  static GitUrl resolve(GitUrl parent, String path, String text, boolean fileUrls) {
    GitUrl url;
    try {
      url = parent.submodule(text, fileUrls);
    } catch (GitException refused) {
      throw new GitException(
          refused.kind(), "Submodule " + path + ": " + refused.getMessage(), refused);
    }
    boolean local = url.scheme() == GitUrl.Scheme.FILE;
    if (!local && !url.host().equals(parent.host()) && InternalAddresses.isInternal(url.host())) {
      throw new GitException(
          Kind.REFUSED_URL,
          "Submodule "
              + path
              + " lies at an internal address, which only a repository of the same host may name.");
    }
    return url;
  }
}
