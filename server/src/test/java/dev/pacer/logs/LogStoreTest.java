package dev.pacer.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogStoreTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.000000001Z");
  private static final LogStreamName EVENTS = LogStreamName.events("shop", "0123abcd");
  private static final LogStreamName INSTANCE = LogStreamName.instance("shop", "0123abcd", "ef01");

  @TempDir Path root;
  private LogStore store = new LogStore(Path.of("unused"), InstantSource.fixed(NOON));

  @BeforeEach
  void open() {
    store = new LogStore(root, InstantSource.fixed(NOON));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aLineCanBeReadAtOnceWithItsTimeAndText() {
    store.append(EVENTS, NOON.plusNanos(5), "[AppRunner] Größe: 日本 ✓");

    assertThat(store.tail(EVENTS, 10).lines())
        .containsExactly(new LogLine(NOON.plusNanos(5), "[AppRunner] Größe: 日本 ✓"));
    assertThat(store.lastWrite(EVENTS)).contains(NOON.plusNanos(5));
  }

  @Test
  void aLineWithoutATimeIsOfNow() {
    store.append(EVENTS, "now");

    assertThat(store.lastWrite(EVENTS)).contains(NOON);
  }

  @Test
  void aStreamThatNobodyWroteToIsEmpty() {
    assertThat(store.tail(EVENTS, 10)).isEqualTo(new LogPage(List.of(), 0));
    assertThat(store.read(EVENTS, 77, 10)).isEqualTo(new LogPage(List.of(), 0));
    assertThat(store.lastWrite(EVENTS)).isEmpty();
    assertThat(store.streams(EVENTS.group())).isEmpty();
  }

  @Test
  void theTailIsTheNewestLines() {
    append(EVENTS, 0, 5_000);

    assertThat(texts(store.tail(EVENTS, 3))).containsExactly("line 4997", "line 4998", "line 4999");
    assertThat(texts(store.tail(EVENTS, 4_000))).hasSize(4_000).first().isEqualTo("line 1000");
    assertThat(store.tail(EVENTS, 0).lines()).isEmpty();
  }

  @Test
  void readingGoesOnWhereItStopped() {
    append(EVENTS, 0, 10);
    LogPage first = store.read(EVENTS, 0, 4);
    LogPage second = store.read(EVENTS, first.next(), 100);
    append(EVENTS, 10, 11);

    LogPage third = store.read(EVENTS, second.next(), 100);

    assertThat(texts(first)).isEqualTo(numbered(0, 4));
    assertThat(texts(second)).isEqualTo(numbered(4, 10));
    assertThat(texts(third)).containsExactly("line 10");
    assertThat(store.read(EVENTS, third.next(), 100).lines()).isEmpty();
  }

  @Test
  void whoFollowsTheTailMissesNothing() {
    append(EVENTS, 0, 10);
    LogPage tail = store.tail(EVENTS, 2);
    append(EVENTS, 10, 12);

    assertThat(texts(store.read(EVENTS, tail.next(), 100))).isEqualTo(numbered(10, 12));
  }

  @Test
  void positionsSurviveRotation() {
    LogStore small = new LogStore(root, InstantSource.fixed(NOON), 1_000);
    List<String> seen = new ArrayList<>();
    long position = 0;
    for (int i = 0; i < 500; i++) {
      small.append(EVENTS, NOON, "line " + i);
      if (i % 7 == 0) {
        LogPage page = small.read(EVENTS, position, 100);
        seen.addAll(texts(page));
        position = page.next();
      }
    }
    seen.addAll(texts(small.read(EVENTS, position, 100)));

    assertThat(seen).isEqualTo(numbered(0, 500));
    small.close();
  }

  @Test
  void aStreamKeepsItsNewestLinesInBoundedSpace() throws IOException {
    LogStore small = new LogStore(root, InstantSource.fixed(NOON), 1_000);
    for (int i = 0; i < 500; i++) {
      small.append(EVENTS, NOON, "line " + i);
    }
    small.close();

    assertThat(diskUse()).isLessThanOrEqualTo(2_000);
    List<String> kept = texts(small.read(EVENTS, 0, 1_000));
    assertThat(kept).hasSizeGreaterThan(24).isEqualTo(numbered(500 - kept.size(), 500));
    assertThat(texts(small.tail(EVENTS, 30))).isEqualTo(numbered(470, 500));
  }

  @Test
  void positionsSurviveARestart() {
    append(EVENTS, 0, 5);
    LogPage before = store.read(EVENTS, 0, 100);
    store.close();

    LogStore restarted = new LogStore(root, InstantSource.fixed(NOON));
    restarted.append(EVENTS, NOON, "line 5");

    assertThat(texts(restarted.read(EVENTS, before.next(), 100))).containsExactly("line 5");
    assertThat(texts(restarted.read(EVENTS, 0, 100))).isEqualTo(numbered(0, 6));
    restarted.close();
  }

  @Test
  void aPositionInsideALineMeansTheNextLine() {
    append(EVENTS, 0, 3);
    long first = store.read(EVENTS, 0, 1).next();

    assertThat(texts(store.read(EVENTS, 1, 10))).isEqualTo(numbered(1, 3));
    assertThat(texts(store.read(EVENTS, first - 1, 10))).isEqualTo(numbered(1, 3));
    assertThat(texts(store.read(EVENTS, -5, 10))).isEqualTo(numbered(0, 3));
    assertThat(store.read(EVENTS, Long.MAX_VALUE, 10))
        .isEqualTo(new LogPage(List.of(), store.tail(EVENTS, 1).next()));
  }

  @Test
  void endsOfLinesInsideATextBecomeBlanksAndLongTextsAreCut() {
    store.append(EVENTS, NOON, "a\nb\r\nc");
    store.append(EVENTS, NOON, "x".repeat(1_000_000));

    List<String> texts = texts(store.tail(EVENTS, 10));

    assertThat(texts.getFirst()).isEqualTo("a b  c");
    assertThat(texts.getLast()).hasSize(32 * 1024).endsWith("x…");
  }

  @Test
  void aLineThatACrashToreDoesNotSpoilTheNext() throws IOException {
    append(EVENTS, 0, 1);
    store.close();
    Files.writeString(onlyFile(), "2026-11-24T12:00:0", StandardOpenOption.APPEND);

    append(EVENTS, 1, 2);

    assertThat(texts(store.tail(EVENTS, 10))).isEqualTo(numbered(0, 2));
  }

  @Test
  void whatCannotBeWrittenIsCountedAndNeverThrown() throws IOException {
    Path obstacle = Files.writeString(root.resolve("aws"), "a file where a directory must be");

    assertThatCode(() -> append(EVENTS, 0, 3)).doesNotThrowAnyException();

    assertThat(store.lostLines()).isEqualTo(3);
    assertThat(store.tail(EVENTS, 10).lines()).isEmpty();
    Files.delete(obstacle);
    append(EVENTS, 3, 4);
    assertThat(store.lostLines()).isEqualTo(3);
    assertThat(texts(store.tail(EVENTS, 10))).containsExactly("line 3");
  }

  @Test
  void aFullDiskLosesLinesUntilThereIsSpaceAgain() throws IOException {
    append(EVENTS, 0, 1);
    store.close();
    Path file = onlyFile();
    Path aside = Files.move(file, root.resolve("aside"));
    Files.createSymbolicLink(file, Path.of("/dev/full"));
    append(EVENTS, 1, 3);
    Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);

    append(EVENTS, 3, 4);

    assertThat(store.lostLines()).isEqualTo(2);
    assertThat(texts(store.tail(EVENTS, 10))).containsExactly("line 0", "line 3");
  }

  @Test
  void writingGoesOnWhenTheWritingThreadWasInterrupted() {
    append(EVENTS, 0, 1);
    Thread.currentThread().interrupt();
    append(EVENTS, 1, 2);

    assertThat(Thread.interrupted()).isTrue();
    append(EVENTS, 2, 3);
    assertThat(texts(store.tail(EVENTS, 10))).isEqualTo(numbered(0, 3));
    assertThat(store.lostLines()).isZero();
  }

  @Test
  void threadsDoNotMixTheirLines() {
    LogStore small = new LogStore(root, InstantSource.fixed(NOON), 200_000);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < 8; thread++) {
        String text = Integer.toString(thread).repeat(50);
        threads.execute(
            () -> IntStream.range(0, 500).forEach(_ -> small.append(INSTANCE, NOON, text)));
      }
    }

    assertThat(texts(small.tail(INSTANCE, 10_000)))
        .hasSize(4_000)
        .allMatch(text -> text.matches("(.)\\1{49}"));
    small.close();
  }

  @Test
  void moreStreamsThanAreKeptOpenAllGetTheirLines() {
    List<LogStreamName> names =
        IntStream.range(0, 300)
            .mapToObj(i -> LogStreamName.instance("shop", "0123abcd", "instance" + i))
            .toList();

    for (int round = 0; round < 2; round++) {
      int number = round;
      names.forEach(name -> append(name, number, number + 1));
    }

    assertThat(names)
        .allSatisfy(name -> assertThat(texts(store.tail(name, 10))).isEqualTo(numbered(0, 2)));
  }

  @Test
  void streamsOfAGroupComeWithTheNewestActivityFirst() throws IOException {
    LogStreamName deployment = LogStreamName.deployment("shop", "0123abcd", "aa11");
    append(deployment, 0, 1);
    append(EVENTS, 0, 1);
    append(INSTANCE, 0, 1);
    Instant later = Instant.parse("2099-01-01T00:00:00Z");
    for (StreamFiles.Part part : StreamFiles.ofStream(root, deployment)) {
      Files.setLastModifiedTime(part.path(), FileTime.from(later));
    }

    List<LogStreamSummary> streams = store.streams(EVENTS.group());

    assertThat(streams).extracting(LogStreamSummary::name).containsExactly(deployment, EVENTS);
    assertThat(streams.getFirst().lastActivity()).isEqualTo(later);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "..",
        "../x",
        "a/../b",
        "a//b",
        "/a",
        "a/",
        "a b",
        "a\u0000b",
        ".hidden",
        "a+b",
        "a@1",
        "a\\b",
        "a:b",
        "ü"
      })
  void aNameThatCouldLeaveTheDirectoryIsRefused(String part) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LogStreamName("/aws/apprunner", part));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LogStreamName("/aws/" + part + "/..", "events"));
  }

  private void append(LogStreamName name, int from, int to) {
    numbered(from, to).forEach(text -> store.append(name, NOON, text));
  }

  private static List<String> numbered(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "line " + i).toList();
  }

  private static List<String> texts(LogPage page) {
    return page.lines().stream().map(LogLine::text).toList();
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  private long diskUse() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
