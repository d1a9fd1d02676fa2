package dev.pacer.app;

import dev.pacer.build.BuildSettings;
import dev.pacer.build.CodeBuilds;
import dev.pacer.build.Repositories;
import dev.pacer.config.Settings;
import dev.pacer.connection.CredentialVault;
import dev.pacer.deployment.CodeParts;
import dev.pacer.engine.BuildLimits;
import dev.pacer.engine.ComputeEngine;
import dev.pacer.registry.RegistryMap;
import dev.pacer.source.git.GitProxies;
import dev.pacer.source.git.GitRepositories;
import dev.pacer.source.git.GitSettings;
import dev.pacer.source.runtime.RuntimeCatalogue;
import java.nio.file.Path;
import java.util.Map;

/// Makes what deployments of code repositories need.
public final class GitCode {
  private static final int MOST_OUTPUT_MEBIBYTES = 32;
  private static final int MOST_PROCESSES = 4_096;

  private GitCode() {}

  /// @param settings of a server
  /// @param environment the process's variables, which may name proxies
  static CodeParts of(
      Settings settings,
      Map<String, String> environment,
      DataDirectory directory,
      ComputeEngine engine,
      RegistryMap registries) {
    Settings.Builds builds = settings.builds();
    GitSettings usual =
        GitSettings.usual(directory.builds().resolve("git"), directory.knownHosts())
            .withFileUrls(builds.fileUrls())
            .withSubmodules(builds.submodules())
            .withProxies(GitProxies.of(environment));
    GitSettings git = builds.authorities().map(usual::withAuthorities).orElse(usual);
    return of(
        git,
        RuntimeCatalogue.load(),
        new BuildSettings(limits(builds), builds.variables(), builds.authorities()),
        directory.builds().resolve("trees"),
        directory.deploys(),
        new CredentialVault(directory.secret("credentials")),
        engine,
        registries);
  }

  /// @param trees where source trees are while they are built; nobody else's
  /// @param deploys where `pacer deploy` makes repositories
  public static CodeParts of(
      GitSettings git,
      RuntimeCatalogue catalogue,
      BuildSettings builds,
      Path trees,
      Path deploys,
      CredentialVault vault,
      ComputeEngine engine,
      RegistryMap registries) {
    return new CodeParts(
        new CodeBuilds(
            new Repositories(
                new GitRepositories(git),
                new GitRepositories(git.withFileUrls(true).withSubmodules(false)),
                deploys),
            catalogue,
            engine,
            registries,
            trees,
            builds),
        vault);
  }

  private static BuildLimits limits(Settings.Builds builds) {
    return new BuildLimits(
        builds.time(),
        builds.cpuUnits(),
        builds.memoryMebibytes(),
        builds.diskMebibytes(),
        MOST_OUTPUT_MEBIBYTES,
        MOST_PROCESSES);
  }
}
