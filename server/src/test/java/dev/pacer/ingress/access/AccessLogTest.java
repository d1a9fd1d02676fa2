package dev.pacer.ingress.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pacer.ingress.routes.RoutedService;
import dev.pacer.logs.LogStore;
import dev.pacer.logs.LogStreamName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {
  private static final RoutedService SHOP = new RoutedService("0123", "shop");
  private static final RoutedService BLOG = new RoutedService("4567", "blog");

  @TempDir private Path directory;
  private LogStore store;

  @BeforeEach
  void open() {
    store = new LogStore(directory, InstantSource.system());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void theLinesOfEveryServiceAreInItsOwnGroupInTheirOrder() {
    try (AccessLog log = AccessLog.in(store)) {
      log.add(line(SHOP, "/1"));
      log.add(line(BLOG, "/a"));
      log.add(line(SHOP, "/2"));
    }

    assertThat(paths(SHOP)).containsExactly("/1", "/2");
    assertThat(paths(BLOG)).containsExactly("/a");
  }

  @Test
  void linesAreWrittenWhileItGoesOn() {
    try (AccessLog log = AccessLog.in(store)) {
      for (int i = 1; i <= 3; i++) {
        int written = i;
        log.add(line(SHOP, "/" + i));

        await().until(() -> paths(SHOP).size() == written);
      }
    }
  }

  @Test
  void aLineForWhichThereIsNoRoomIsDroppedAndCounted() {
    try (AccessLog log = AccessLog.in(store, 0)) {
      log.add(line(SHOP, "/"));

      assertThat(log.dropped()).isEqualTo(1);
    }
    assertThat(paths(SHOP)).isEmpty();
  }

  @Test
  void linesThatCannotBeWrittenAreLostAndTheNextOnesAreWritten() throws IOException {
    Path inTheWay = Files.createFile(directory.resolve("aws"));
    try (AccessLog log = AccessLog.in(store)) {
      log.add(line(SHOP, "/lost"));
      await().until(() -> store.lostLines() == 1);
      Files.delete(inTheWay);

      log.add(line(SHOP, "/kept"));
    }

    assertThat(paths(SHOP)).containsExactly("/kept");
  }

  private List<String> paths(RoutedService service) {
    return store.tail(LogStreamName.access(service.name(), service.id()), 100).lines().stream()
        .map(line -> line.text().replaceFirst(".*\"path\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  private static AccessLine line(RoutedService service, String path) {
    return new AccessLine(
        service,
        Instant.EPOCH,
        "instance",
        "127.0.0.1",
        false,
        "HTTP/1.1",
        "GET",
        "app.test",
        path,
        "agent",
        new UUID(1, 2),
        200,
        null,
        0,
        0,
        1_000_000,
        1,
        1,
        1);
  }
}
