package dev.pacer.ingress.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// No byte string is ever seen as a different number of requests by the front door and by a server
/// behind it: no request smuggling (RFC 9112 section 11.2).
final class DifferentialIT {
  private static final Logger LOG = LoggerFactory.getLogger(DifferentialIT.class);
  private static List<HostileString> grid = List.of();

  /// The whole grid's outcome: what is refused there reaches no server, whichever stands behind.
  private static Rig.Report all = new Rig.Report(List.of(), List.of(), 0);

  /// Servers with parsers of their own.
  enum Alien {
    NGINX(AlienConfiguration.NGINX),
    APACHE(AlienConfiguration.APACHE),
    HAPROXY(AlienConfiguration.HAPROXY),
    LIGHTTPD(AlienConfiguration.LIGHTTPD),
    NODE(AlienConfiguration.NODE),
    JETTY(_ -> new AlienJetty());

    @SuppressWarnings("ImmutableEnumChecker") // Keeps nothing that changes.
    private final Starting starting;

    Alien(AlienConfiguration configuration) {
      this(directory -> AlienProgram.start(configuration, directory));
    }

    Alien(Starting starting) {
      this.starting = starting;
    }

    private interface Starting {
      AlienServer in(Path directory) throws IOException;
    }
  }

  @BeforeAll
  static void sendTheWholeGridToNetty() throws IOException {
    grid =
        Stream.of(
                RequestLines.all(),
                Framings.all(),
                Fields.all(),
                Chunks.all(),
                Chunks.inTwo(),
                StrayOctets.all())
            .flatMap(List::stream)
            .distinct()
            .toList();
    try (AlienNetty netty = new AlienNetty()) {
      all = report("NETTY", Rig.run(netty, grid));
    }
  }

  @Test
  void noStringIsSeenAsAnotherNumberOfRequestsByNetty() {
    assertThat(all.findings()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void noStringIsSeenAsAnotherNumberOfRequestsBy(Alien alien, @TempDir Path directory)
      throws IOException {
    Rig.Report report;
    try (AlienServer server = alien.starting.in(directory)) {
      report = report(alien.name(), Rig.run(server, all.forwarded()));
    }

    assertThat(report.findings()).isEmpty();
    // Whether anything of a request with a bad body is sent depends on which comes first.
    assertThat(report.forwarded()).hasSizeGreaterThan(all.forwarded().size() * 9 / 10);
  }

  @Test
  void theGridHasWhatIsRefusedAndWhatGoesThrough() {
    assertThat(all.forwarded().size()).isBetween(grid.size() / 10, grid.size() / 2);
  }

  private static Rig.Report report(String name, Rig.Report report) {
    LOG.atInfo()
        .addKeyValue("server", name)
        .addKeyValue("strings", grid.size())
        .addKeyValue("forwarded", report.forwarded().size())
        .addKeyValue("findings", report.findings().size())
        .addKeyValue("connections", report.connections())
        .log("Hostile strings were sent");
    return report;
  }
}
