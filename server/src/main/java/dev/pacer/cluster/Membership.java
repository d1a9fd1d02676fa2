package dev.pacer.cluster;

import dev.pacer.support.Identifiers;
import dev.pacer.support.UnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This server's place among those that share the database: shows that it lives, notices who died,
/// and knows whether it leads. Safe for any thread.
///
/// Two servers may both believe for a moment that they lead. So leading decides who does work, never
/// whether work is safe: that is up to conditions in the database.
public final class Membership implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Membership.class);

  private final MemberStore store;
  private final Timing timing;
  private final boolean alone;
  private final String id = Identifiers.hex32();
  private final Map<String, Sighting> sightings = new HashMap<>();
  private @Nullable Thread thread;
  private volatile boolean leads;
  private boolean unavailable;
  private long lastLook = System.nanoTime();

  /// @param period between two beats
  /// @param deadAfter how long a beat may stand still before its server counts as dead
  public record Timing(Duration period, Duration deadAfter) {
    public static final Timing DEFAULT = new Timing(Duration.ofSeconds(1), Duration.ofSeconds(6));
  }

  /// A member's beat and when it was first seen, on this process's monotonic clock.
  private record Sighting(long beat, long nanos) {}

  private Membership(MemberStore store, Timing timing, boolean alone) {
    this.store = store;
    this.timing = timing;
    this.alone = alone;
    this.leads = alone;
  }

  /// Joins as the only server: the database is in a directory that this process has locked.
  public static Membership alone(MemberStore store) {
    Membership membership = new Membership(store, Timing.DEFAULT, true);
    store.joinAlone(membership.id);
    return membership;
  }

  /// Joins others.
  public static Membership shared(MemberStore store, Timing timing) {
    Membership membership = new Membership(store, timing, false);
    store.join(membership.id);
    membership.lookAround();
    return membership;
  }

  public String id() {
    return id;
  }

  /// Whether this server does what only one of them needs to do.
  public boolean leads() {
    return leads;
  }

  /// Whether no other server shares the database, now or later.
  public boolean isAlone() {
    return alone;
  }

  /// Notes that this server sends no requests to a retiring instance any more and has none in flight.
  public void noteDrained(String instanceId) {
    store.noteDrained(instanceId, id);
  }

  /// Whether no other living server has requests in flight to a retiring instance.
  public boolean drainedByOthers(String instanceId) {
    return alone || store.drainedByOthers(instanceId, id);
  }

  /// Begins to beat; there is no need to when it is alone.
  ///
  /// @param ticked is run after each beat: the time to look for what others left or want
  public void start(Runnable ticked) {
    if (!alone) {
      thread = Thread.ofVirtual().name("membership").start(() -> run(ticked));
    }
  }

  /// Leaves, so that others take over at once.
  @Override
  public void close() {
    try {
      if (thread != null) {
        thread.interrupt();
        thread.join(Duration.ofSeconds(5));
      }
      store.leave(id);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      log.atWarn()
          .addKeyValue("reason", failure.getMessage())
          .log("could not leave; others take over when they miss this server");
    }
  }

  private void run(Runnable ticked) {
    try {
      while (true) {
        Thread.sleep(timing.period());
        tick(ticked);
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  private void tick(Runnable ticked) {
    try {
      if (!store.beat(id)) {
        log.atWarn().log("others took this server for dead; it joins again");
        store.join(id);
      }
      lookAround();
      ticked.run();
      if (unavailable) {
        log.atInfo().log("the database answers again");
      }
      unavailable = false;
    } catch (UnavailableException failure) {
      if (!unavailable) {
        log.atWarn().addKeyValue("reason", failure.getMessage()).log("cannot reach the database");
      }
      unavailable = true;
    } catch (RuntimeException failure) {
      log.atWarn().setCause(failure).log("a beat failed");
    }
  }

  private void lookAround() {
    List<Member> members = store.members();
    long now = System.nanoTime();
    if (now - lastLook > timing.deadAfter().toNanos() / 2) {
      // This server was not looking (no database, a suspended machine): nobody is judged by that.
      sightings.clear();
    }
    lastLook = now;
    for (Member member : members) {
      Sighting last = sightings.get(member.id());
      if (last == null || last.beat() != member.beat()) {
        sightings.put(member.id(), new Sighting(member.beat(), now));
      } else if (!member.id().equals(id)
          && now - last.nanos() > timing.deadAfter().toNanos()
          && store.expire(member)) {
        log.atWarn().addKeyValue("server", member.id()).log("another server died");
      }
    }
    sightings.keySet().retainAll(members.stream().map(Member::id).toList());
    leads = !members.isEmpty() && members.getFirst().id().equals(id);
  }
}
