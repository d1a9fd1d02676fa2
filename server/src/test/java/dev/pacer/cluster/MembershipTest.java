package dev.pacer.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pacer.store.Database;
import dev.pacer.store.SqlMemberStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MembershipTest {
  private static final Membership.Timing QUICK =
      new Membership.Timing(Duration.ofMillis(20), Duration.ofMillis(400));

  @TempDir private Path directory;
  private Database database;
  private SqlMemberStore store;

  @BeforeEach
  void open() {
    database = Database.open(directory.resolve("pacer.db"));
    store = new SqlMemberStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theFirstOfTwoServersLeads() {
    try (Membership first = Membership.shared(store, QUICK);
        Membership second = Membership.shared(store, QUICK)) {
      assertThat(first.leads()).isTrue();
      assertThat(second.leads()).isFalse();
    }
  }

  @Test
  void whenTheLeaderLeavesTheNextOneLeads() {
    Membership first = Membership.shared(store, QUICK);
    try (Membership second = Membership.shared(store, QUICK)) {
      second.start(() -> {});

      first.close();

      await().until(second::leads);
    }
  }

  @Test
  void aServerThatDoesNotBeatAnyMoreIsRemoved() {
    Membership dead = Membership.shared(store, QUICK);
    try (Membership living = Membership.shared(store, QUICK)) {
      living.start(() -> {});

      await().until(living::leads);

      assertThat(ids()).doesNotContain(dead.id());
    }
  }

  @Test
  void aServerThatWasTakenForDeadJoinsAgain() {
    try (Membership server = Membership.shared(store, QUICK)) {
      server.start(() -> {});

      store.leave(server.id());

      await().until(() -> ids().contains(server.id()));
    }
  }

  @Test
  void aMemberThatMovedSinceItWasSeenIsNotRemoved() {
    store.join("one");
    Member seen = store.members().getFirst();
    store.beat("one");

    assertThat(store.expire(seen)).isFalse();
    assertThat(ids()).containsExactly("one");
  }

  @Test
  void whoIsAloneTakesEveryOtherForDead() {
    store.join("crashed");

    try (Membership alone = Membership.alone(store)) {
      assertThat(ids()).containsExactly(alone.id());
      assertThat(alone.leads()).isTrue();
    }
  }

  private List<String> ids() {
    return store.members().stream().map(Member::id).toList();
  }
}
