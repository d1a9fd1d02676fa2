package dev.pacer.source.git;

import java.nio.file.Path;
import java.time.Duration;

/// Where git works and how much it may take.
///
/// @param workFolder for what lives as long as one fetch; made when missing
/// @param knownHosts the file that remembers the keys of ssh servers; made when missing
/// @param fileUrls whether `file:` URLs are read, which opens this machine's files to whoever names them
/// @param submodules whether submodules are fetched too
/// @param mostBytes of one check-out, received and, apart from that, written
/// @param mostFiles of one check-out, with its folders and links
/// @param time of one check-out
/// @param proxies by which http servers are reached
/// @param authorities a file of PEM certificates that are trusted besides the JVM's own; may be missing
public record GitSettings(
    Path workFolder,
    Path knownHosts,
    boolean fileUrls,
    boolean submodules,
    long mostBytes,
    int mostFiles,
    Duration time,
    GitProxies proxies,
    Path authorities) {
  /// Where Debian and its relatives keep what the whole machine trusts.
  public static final Path MACHINE_AUTHORITIES = Path.of("/etc/ssl/certs/ca-certificates.crt");

  /// Usual limits: 1 GiB, 100 000 files, ten minutes; no `file:` URLs, no submodules, no proxies.
  public static GitSettings usual(Path workFolder, Path knownHosts) {
    return new GitSettings(
        workFolder,
        knownHosts,
        false,
        false,
        1L << 30,
        100_000,
        Duration.ofMinutes(10),
        GitProxies.none(),
        MACHINE_AUTHORITIES);
  }

  public GitSettings withFileUrls(boolean allowed) {
    return new GitSettings(
        workFolder,
        knownHosts,
        allowed,
        submodules,
        mostBytes,
        mostFiles,
        time,
        proxies,
        authorities);
  }

  public GitSettings withSubmodules(boolean wanted) {
    return new GitSettings(
        workFolder, knownHosts, fileUrls, wanted, mostBytes, mostFiles, time, proxies, authorities);
  }

  public GitSettings withLimits(long bytes, int files, Duration limit) {
    return new GitSettings(
        workFolder, knownHosts, fileUrls, submodules, bytes, files, limit, proxies, authorities);
  }

  public GitSettings withProxies(GitProxies wanted) {
    return new GitSettings(
        workFolder,
        knownHosts,
        fileUrls,
        submodules,
        mostBytes,
        mostFiles,
        time,
        wanted,
        authorities);
  }

  public GitSettings withAuthorities(Path certificates) {
    return new GitSettings(
        workFolder,
        knownHosts,
        fileUrls,
        submodules,
        mostBytes,
        mostFiles,
        time,
        proxies,
        certificates);
  }
}
