package dev.pacer.source.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/// Keeps JGit away from the configuration of git on this machine and from git's environment variables: a
/// server reads the same repository in the same way everywhere, and runs nothing that such a file names.
/// JGit holds one reader for the whole JVM.
final class Isolation extends SystemReader.Delegate {
  private static final Isolation INSTANCE = new Isolation(SystemReader.getInstance());

  private Isolation(SystemReader machine) {
    super(machine);
  }

  /// Takes effect for the whole JVM; again is harmless.
  static void install() {
    if (!(SystemReader.getInstance() instanceof Isolation)) {
      SystemReader.setInstance(INSTANCE);
    }
  }

  @Override
  public @Nullable String getenv(String variable) {
    return null;
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS files) {
    return new Empty(parent, files);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS files) {
    return new Empty(parent, files);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS files) {
    return new Empty(parent, files);
  }

  private static final class Empty extends FileBasedConfig {
    Empty(@Nullable Config parent, FS files) {
      super(parent, null, files);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
